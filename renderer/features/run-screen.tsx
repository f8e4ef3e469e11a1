import { Suspense } from 'react';
import { lazily } from '../bridge/lazily.ts';
import type { BundleJudged, ContractErrorCode } from '../../src/contract/index.ts';
import { useRegions, type Answer } from '../bridge/use-command.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.tsx';
import { Answered, NewCheckLink } from './answered.tsx';
import { Empty, Loading } from './empty.tsx';
import { useRun, type FollowedRun } from './live/use-run.ts';
import { openedBundle } from './bundles/opened-bundles.ts';
import { useJudged } from './bundles/use-judged.ts';
import { ResultFrame } from './result/result-frame.tsx';
import { ResultPage } from './result/result-page.tsx';
import { SpokenProvider, useSpeak } from './report/spoken.tsx';
import { runHref, sideOf, type RunRoute } from './routes.ts';
import { RunPage } from './run/run-page.tsx';
import type { Report } from '../../src/report/report.ts';
import type { Spoken } from '../../src/words/spoken.ts';

const RegionsPage = lazily(() => import('./regions/regions-page.tsx'));
const ChecksPage = lazily(() => import('./checks/checks-page.tsx'));
const ProofPage = lazily(() => import('./proof/proof-page.tsx'));
const PlanPage = lazily(() => import('./plan/plan-page.tsx'));
const FilesPage = lazily(() => import('./bundles/files-page.tsx'));
const BundlePage = lazily(() => import('./bundle/bundle-page.tsx'));

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
  const spoken = useSpeak(bundle === undefined ? null : sideOf(route));
  return bundle === undefined ? (
    <Missing />
  ) : (
    <Finished route={route} report={bundle.report} basedOn={null} spoken={spoken} />
  );
}

/** The bundle's evidence by the rules of this version: the same pages, another report. */
function JudgedScreen({ route }: { route: RunRoute }) {
  const { opened } = useWords();
  const answer = useJudged(route.id);
  const spoken = useSpeak(answer.state === 'done' ? sideOf(route) : null);
  const asItSays = (
    <a className="link" href={runHref({ source: 'bundle', id: route.id })}>
      {opened.asItSays}
    </a>
  );
  return (
    <Answered answer={answer} onward={asItSays}>
      {(judged) => (
        <Finished route={route} report={judged.report} basedOn={null} judged={judged} spoken={spoken} />
      )}
    </Answered>
  );
}

function LiveScreen({ route }: { route: RunRoute }) {
  const run = useRun(route.id);
  const { report } = run.view;
  const spoken = useSpeak(report === null ? null : sideOf(route));
  // It was watched: the verdict is said once, wherever the focus is. The line is there before its text, or nobody would hear it.
  const watched = run.startedAt !== null && report !== null && spoken.state === 'done';
  return (
    <>
      <p className="hidden" role="status">
        {watched ? spoken.value.headline : ''}
      </p>
      <LiveOrFinished route={route} run={run} spoken={spoken} />
    </>
  );
}

function LiveOrFinished({
  route,
  run,
  spoken,
}: {
  route: RunRoute;
  run: FollowedRun;
  spoken: Answer<Spoken>;
}) {
  const { regions } = useRegions();
  const { report } = run.view;
  if (run.error !== null) return <Failed error={run.error} />;
  if (report !== null && (run.startedAt === null || spoken.state !== 'waiting'))
    return <Finished route={route} report={report} basedOn={run.view.basedOn} spoken={spoken} />;
  // Whether it is a demonstration comes with the first answer: its bar would push down what stood here.
  if (run.startedAt === null) return <Loading />;
  return <RunPage runId={route.id} run={run} regions={regions} />;
}

interface FinishedProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly basedOn: string | null;
  readonly judged?: BundleJudged;
  readonly spoken: Answer<Spoken>;
}

/** Nothing of a report is shown before it is said: a page in half the words would change under the eye. The frame stays from page to page. */
function Finished({ judged, spoken, ...page }: FinishedProps) {
  if (spoken.state === 'waiting') return <Loading />;
  if (spoken.state === 'failed') return <Failed error={spoken.error} />;
  return (
    <SpokenProvider value={spoken.value}>
      <ResultFrame route={page.route} report={page.report} {...(judged ? { judged } : {})}>
        <Suspense fallback={<Loading />}>
          <Page {...page} />
        </Suspense>
      </ResultFrame>
    </SpokenProvider>
  );
}

function Page({ route, report, basedOn }: Omit<FinishedProps, 'judged' | 'spoken'>) {
  switch (route.page) {
    case 'result':
      return <ResultPage route={route} report={report} basedOn={basedOn} />;
    case 'regions':
      return <RegionsPage report={report} />;
    case 'checks':
      return <ChecksPage route={route} report={report} />;
    case 'proof':
      return <ProofPage key={route.id} route={route} report={report} basedOn={basedOn} />;
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
        <NewCheckLink />
      </Empty>
    </div>
  );
}
