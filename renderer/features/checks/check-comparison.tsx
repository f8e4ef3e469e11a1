import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { capital, duration } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { checkPort } from '../report/check-words.ts';
import { stateText } from './state-text.ts';

/** Beside a failure: the same address on another port, another port of the same Region that answers. */
export function Comparison({ report, check }: { report: Report; check: Check }) {
  const words = useWords();
  if (check.status !== 'fail' && check.status !== 'warn') return null;
  const found = comparableChecks(report, check);
  if (found.length === 0) return null;
  return (
    <>
      <h3 className="label">{words.evidence.compare}</h3>
      <ul className="comparison">
        {found.map(({ other, same }) => (
          <li key={other.id}>
            <StatusIcon tone={other.status} />
            <span className="hidden">{capital(words.vocabulary.status[other.status])}: </span>
            <span>
              {same
                ? words.evidence.sameAddress(checkPort(other))
                : words.evidence.sameRegion(checkPort(other))}
            </span>
            <span className="figure">
              {[stateText(words, other), duration(words, other.durationMs)].join(words.vocabulary.comma)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function comparableChecks(report: Report, check: Check): { other: Check; same: boolean }[] {
  const passed = report.checks.filter(
    ({ status, target }) =>
      status === 'pass' && target.transport === 'tcp' && target.port !== check.target.port,
  );
  const same = passed.find(
    ({ target }) => target.address !== null && target.address === check.target.address,
  );
  const region = passed.find(
    ({ target, region: where }) => target.port === 443 && (where === check.region || where === null),
  );
  return [
    ...(same === undefined ? [] : [{ other: same, same: true }]),
    ...(region === undefined || region === same ? [] : [{ other: region, same: false }]),
  ];
}
