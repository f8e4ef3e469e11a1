import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Sentences } from '../../ui/sentences.tsx';
import { StatusIcon, type Tone } from '../../ui/status-icon.tsx';
import type { Words } from '../../words/en.ts';
import { sentencesOf } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { go, runHref } from '../routes.ts';
import { RegionsTable } from './regions-table.tsx';

/** Is mine the best: every Region of the partition on one scale. */
export default function RegionsPage({ report }: { report: Report }) {
  const words = useWords();
  const ranked = report.regions
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const others = report.regions.filter(({ rank }) => rank === null);
  const { title, tone } = titleOf(words, report, ranked);
  const port = ranked[0]?.rtt?.port ?? null;
  return (
    <div className="regions">
      <div className="regions-head">
        <StatusIcon tone={tone} size={30} />
        <h1 className="title">
          <Sentences parts={sentencesOf(title)} />
        </h1>
      </div>
      <RegionsTable regions={[...ranked, ...others]} own={report.decidingRegion} limits={report.limits} />
      <p className="quiet">{words.regions.caption(port, fewestSamples(ranked))}</p>
      {report.request.allRegions ? null : <MeasureAll report={report} />}
    </div>
  );
}

/** The Region of the run may have more samples than the others. */
function fewestSamples(ranked: readonly RegionFigures[]): number {
  return ranked.length === 0 ? 0 : Math.min(...ranked.map(({ rtt }) => rtt?.sent ?? 0));
}

function titleOf(
  words: Words,
  report: Report,
  ranked: readonly RegionFigures[],
): { title: string; tone: Tone } {
  const [first] = ranked;
  if (first === undefined) return { title: words.regions.none, tone: 'not-tested' };
  const name = words.region(first);
  if (report.regions.length === 1) return { title: words.regions.one(name), tone: 'pass' };
  const own =
    report.request.allRegions && report.request.regions.length > 1 && report.decidingRegion === null;
  if (own) return { title: words.regions.fastest(name), tone: 'pass' };
  return first.code === report.decidingRegion
    ? { title: words.regions.fastestYours(name), tone: 'pass' }
    : { title: words.regions.fastestOther(name), tone: 'warn' };
}

function MeasureAll({ report }: { report: Report }) {
  const { regions } = useWords();
  const agent = useAgent();
  const start = () => {
    const [only, other] = report.request.protocols;
    const own = report.decidingRegion === null ? [] : [report.decidingRegion];
    const request = {
      region: [...own, 'all'],
      protocol: only === undefined || other !== undefined ? ('both' as const) : only,
      ...(report.scenario ? { simulate: report.scenario } : {}),
    };
    agent.call('run.start', request).then(
      ({ runId }) => go(runHref({ source: 'run', id: runId }, 'regions')),
      () => undefined,
    );
  };
  return (
    <p className="measure-all">
      <Button onPress={start}>{regions.measureAll}</Button>
      <span className="quiet">{regions.measureAllText}</span>
    </p>
  );
}
