import { lazily } from '../bridge/lazily.ts';
import type { BundleJudged, ContractErrorCode, RegionChoice } from '../../src/contract/index.ts';
import { useCommand } from '../bridge/use-command.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.tsx';
import { Empty } from './empty.tsx';
import { useRun } from './live/use-run.ts';
import { openedBundle } from './bundles/opened-bundles.ts';
import { useJudged } from './bundles/use-judged.ts';
import { ResultFrame } from './result/result-frame.tsx';
import { ResultPage } from './result/result-page.tsx';
import { runHref, type RunRoute } from './routes.ts';
import { RunPage } from './run/run-page.tsx';
import type { Report } from '../../src/report/report.ts';

const RegionsPage = lazily(() => import('./regions/regions-page.tsx'));
const ChecksPage = lazily(() => import('./checks/checks-page.tsx'));
const PlanPage = lazily(() => import('./plan/plan-page.tsx'));
const FilesPage = lazily(() => import('./bundles/files-page.tsx'));
const BundlePage = lazily(() => import('./bundle/bundle-page.tsx'));

const NO_REGIONS: readonly RegionChoice[] = [];

/** One run: live while it goes on, then its result and the pages behind it. */
export default function RunScreen({ route }: { route: RunRoute }) {
  switch (route.source) {
    case 'run':
      return <LiveScreen route={route} />;
    case 'bundle':
      return <BundleScreen route={route} />;
    case 'judged':
      return openedBundle(route.id) === undefined ? <Missing /> : <JudgedScreen route={route} />;
  }
}

function BundleScreen({ route }: { route: RunRoute }) {
  const bundle = openedBundle(route.id);
  return bundle === undefined ? (
    <Missing />
  ) : (
    <Finished route={route} report={bundle.report} basedOn={null} />
  );
}

/** The bundle's evidence by the rules of this version: the same pages, another report. */
function JudgedScreen({ route }: { route: RunRoute }) {
  const { app, error, opened } = useWords();
  const answer = useJudged(route.id);
  if (answer.state === 'waiting') return <p className="page empty">{app.loading}</p>;
  if (answer.state === 'done') {
    const judged = answer.value;
    return <Finished route={route} report={judged.report} basedOn={null} judged={judged} />;
  }
  return (
    <div className="page">
      <Empty title={error[answer.error]}>
        <a className="link" href={runHref({ source: 'bundle', id: route.id })}>
          {opened.asItSays}
        </a>
      </Empty>
    </div>
  );
}

function LiveScreen({ route }: { route: RunRoute }) {
  const { app } = useWords();
  const run = useRun(route.id);
  const { answer } = useCommand('regions.list', {});
  const regions = answer.state === 'done' ? answer.value.regions : NO_REGIONS;
  if (run.error !== null) return <Failed error={run.error} />;
  if (run.view.report !== null)
    return <Finished route={route} report={run.view.report} basedOn={run.view.basedOn} />;
  // Whether it is a demonstration comes with the first answer: its bar would push down what stood here.
  if (run.startedAt === null) return <p className="page empty">{app.loading}</p>;
  return <RunPage runId={route.id} run={run} regions={regions} />;
}

interface FinishedProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly basedOn: string | null;
  readonly judged?: BundleJudged;
}

function Finished({ judged, ...page }: FinishedProps) {
  return (
    <ResultFrame route={page.route} report={page.report} {...(judged ? { judged } : {})}>
      <Page {...page} />
    </ResultFrame>
  );
}

function Page({ route, report, basedOn }: { route: RunRoute; report: Report; basedOn: string | null }) {
  switch (route.page) {
    case 'result':
      return <ResultPage route={route} report={report} basedOn={basedOn} />;
    case 'regions':
      return <RegionsPage report={report} />;
    case 'checks':
      return <ChecksPage route={route} report={report} />;
    case 'plan':
      return <PlanPage report={report} />;
    case 'bundle':
      return <BundlePage report={report} />;
    case 'files':
      return <FilesPage route={route} />;
  }
}

/** A result that is gone is one thing; an engine that does not answer is another, and may be back in a moment. */
function Failed({ error }: { error: ContractErrorCode }) {
  const words = useWords();
  if (error === 'unknown-run' || error === 'unknown-entry') return <Missing />;
  return (
    <div className="page">
      <Empty title={words.error[error]}>
        <Button onPress={() => window.location.reload()}>{words.app.tryAgain}</Button>
      </Empty>
    </div>
  );
}

function Missing() {
  const { app } = useWords();
  return (
    <div className="page">
      <Empty title={app.notFound} text={app.notFoundText}>
        <a className="link" href="#/">
          {app.newCheck}
        </a>
      </Empty>
    </div>
  );
}
