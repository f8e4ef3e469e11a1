import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import { useWords } from '../../words/words-context.tsx';

/** Name, address, how much it matters, and by which interface it leaves. */
export function CheckFacts({ report, check }: { report: Report; check: Check }) {
  const words = useWords();
  const region = report.regions.find(({ code }) => code === check.region);
  const vpn = report.host.vpn?.interface ?? null;
  const protocol =
    check.target.port === 4172
      ? words.vocabulary.laneName.pcoip
      : check.target.port === 4195
        ? words.vocabulary.laneName.dcv
        : '';
  const facts = [
    [words.evidence.name, check.target.host, true],
    [words.evidence.address, check.target.address, true],
    [words.evidence.region, region === undefined ? check.region : words.region(region), false],
    [
      words.evidence.needed,
      check.need === null ? null : words.evidence.neededFor(words.vocabulary.need[check.need], protocol),
      false,
    ],
    [words.evidence.leavesBy, vpn === null ? null : `${vpn}, ${words.journey.vpn}`, false],
  ] as const;
  return (
    <dl className="check-facts">
      {facts.map(([label, value, mono]) =>
        value === null ? null : (
          <div key={label}>
            <dt className="soft">{label}</dt>
            <dd className={mono ? 'mono' : undefined}>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
