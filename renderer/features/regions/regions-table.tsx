import { slowerByMs } from '../../../src/core/slower-by.ts';
import type { Limits } from '../../../src/judge/limits.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { Status } from '../../ui/status.tsx';
import type { Tone } from '../../ui/status-icon.tsx';
import { capital, delayNumber, percent } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { gradeEdges, topOf } from './region-scale.ts';
import { RegionBar } from './region-bar.tsx';

interface RegionsTableProps {
  readonly regions: readonly RegionFigures[];
  readonly own: string | null;
  readonly limits: Limits | undefined;
}

export function RegionsTable({ regions, own, limits }: RegionsTableProps) {
  const words = useWords();
  const top = topOf(regions, limits);
  const [first, second] = regions;
  const best = second?.rank ? first : undefined;
  return (
    <table className="regions-table">
      <caption className="hidden">{words.regions.table}</caption>
      <thead>
        <tr>
          <th scope="col" className="right">
            #
          </th>
          <th scope="col">{words.regions.region}</th>
          <th scope="col" className="regions-scale">
            <span className="hidden">{words.rtt.title}</span>
            <ScaleHead top={top} limits={limits} />
          </th>
          <th scope="col" className="right">
            {words.regions.median}
          </th>
          <th scope="col" className="right wide-only">
            {words.regions.slower}
          </th>
          <th scope="col" className="right wide-only">
            {words.regions.lost}
          </th>
          <th scope="col">{words.regions.grade}</th>
        </tr>
      </thead>
      <tbody>
        {regions.map((region) => (
          <RegionRow
            key={region.code}
            region={region}
            own={region.code === own}
            best={best}
            top={top}
            limits={limits}
          />
        ))}
      </tbody>
    </table>
  );
}

function ScaleHead({ top, limits }: { top: number; limits: Limits | undefined }) {
  const { vocabulary } = useWords();
  const first = { ms: 0, grade: 'optimal' as const };
  return (
    <span className="scale-head">
      {[first, ...gradeEdges(limits)].map(({ ms, grade }) => (
        <span key={ms} style={{ left: `${(ms / top) * 100}%` }}>
          {limits === undefined ? null : <span className="scale-word">{vocabulary.grade[grade]}</span>}
          <b className="figure">{ms === 0 ? '0 ms' : ms}</b>
        </span>
      ))}
    </span>
  );
}

const TONE: Record<NonNullable<RegionFigures['grade']>, Tone | null> = {
  optimal: 'pass',
  usable: null,
  poor: 'warn',
  unusable: 'fail',
};

interface RegionRowProps {
  readonly region: RegionFigures;
  readonly own: boolean;
  /** What every other one is measured against; undefined where there is no other. */
  readonly best: RegionFigures | undefined;
  readonly top: number;
  readonly limits: Limits | undefined;
}

function RegionRow({ region, own, best, top, limits }: RegionRowProps) {
  const words = useWords();
  const narrow = useNarrow();
  const measured = region.rtt !== null && region.rtt.medianMs !== null;
  return (
    <tr className={own ? 'region-own' : undefined}>
      <td className="right soft figure">{region.rank}</td>
      <th scope="row">
        <span className="region-name">{words.region(region)}</span>{' '}
        <span className="mono soft region-code">{region.code}</span>{' '}
        {own ? <span className="chip">{words.regions.yours}</span> : null}
      </th>
      {measured ? (
        <Measured region={region} best={best} top={top} limits={limits} />
      ) : (
        <td className="soft" colSpan={narrow ? 2 : 4}>
          {region.reachable === false ? words.regions.unreachable : words.regions.noServer}
        </td>
      )}
      <td>
        <Grade region={region} />
      </td>
    </tr>
  );
}

function Measured({ region, best, top, limits }: Omit<RegionRowProps, 'own'>) {
  const words = useWords();
  const slower = slowerByMs(region, best);
  return (
    <>
      <td className="regions-scale">
        <RegionBar region={region} top={top} edges={gradeEdges(limits).map(({ ms }) => ms)} />
      </td>
      <td className="right figure" title={words.method.median}>
        <b>{delayNumber(region.rtt?.medianMs ?? 0)}</b> ms
      </td>
      <td className="right figure soft wide-only">
        {best === undefined ? '' : region === best ? words.regions.fastestCell : `+${delayNumber(slower)}`}
      </td>
      <td
        className={`right figure wide-only ${loses(region, limits) ? 'tone-warn' : 'soft'}`}
        title={words.method.loss}
      >
        {percent(words, region.rtt?.lossRatio ?? 0)}
      </td>
    </>
  );
}

/** By the limits that the report was judged by. */
function loses({ rtt }: RegionFigures, limits: Limits | undefined): boolean {
  if (rtt === null || limits === undefined) return false;
  return rtt.sent - rtt.received >= limits.loss.warnLost && (rtt.lossRatio ?? 0) > limits.loss.warnRatio;
}

function Grade({ region }: { region: RegionFigures }) {
  const words = useWords();
  if (region.grade === null)
    return <Status tone="not-tested" word={capital(words.vocabulary.status['not-tested'])} />;
  const tone = TONE[region.grade];
  const word = capital(words.vocabulary.grade[region.grade]);
  return tone === null ? <span className="grade-plain">{word}</span> : <Status tone={tone} word={word} />;
}
