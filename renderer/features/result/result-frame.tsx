import type { Report } from '../../../src/report/report.ts';
import { capital, duration, moment } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { openedBundle } from '../bundles/opened-bundles.ts';
import { runHref, type RunRoute } from '../routes.ts';

interface ResultFrameProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly children: React.ReactNode;
}

/** The bar over every page of a result: what, when, how many; and the pages. */
export function ResultFrame({ route, report, children }: ResultFrameProps) {
  const words = useWords();
  return (
    <>
      {report.simulated ? <DemonstrationBar /> : null}
      <div className="page">
        <div className="result-bar">
          <ResultWhat report={report} page={route.page} words={words} />
          <ResultLinks route={route} report={report} />
        </div>
        {route.source === 'bundle' ? <BundleNote id={route.id} /> : null}
        {children}
      </div>
    </>
  );
}

function ResultWhat({
  report,
  page,
  words,
}: {
  report: Report;
  page: RunRoute['page'];
  words: ReturnType<typeof useWords>;
}) {
  const region = report.regions.find(({ code }) => code === report.decidingRegion);
  const ranked = report.regions.filter(({ rank }) => rank !== null).length;
  const when = moment(words, report.createdAt, new Date());
  const what =
    page === 'regions'
      ? words.regions.measured(ranked, report.regions.length)
      : words.unit.checksIn(report.checks.length, duration(words, report.durationMs));
  return (
    <p className="result-what">
      {region === undefined ? null : <b>{region.name}</b>}
      <span>{`${region === undefined ? capital(when) : ` · ${when}`} · ${what}`}</span>
    </p>
  );
}

function ResultLinks({ route, report }: { route: RunRoute; report: Report }) {
  const { result } = useWords();
  const counts = { regions: report.regions.length, checks: report.checks.length, plan: report.checks.length };
  return (
    <nav className="result-links" aria-label={result.pages.result}>
      {(['result', 'regions', 'checks', 'plan'] as const).map((page) => (
        <a
          key={page}
          className="nav-link"
          href={runHref(route, page)}
          aria-current={page === route.page ? 'page' : undefined}
        >
          {result.pages[page]}
          {page === 'result' ? null : <span className="nav-count">{counts[page].toLocaleString('en')}</span>}
        </a>
      ))}
    </nav>
  );
}

export function DemonstrationBar() {
  const { app } = useWords();
  return (
    <div className="demo">
      <p className="page demo-inner" style={{ paddingBottom: 7 }}>
        <b>{app.demonstration}</b>
        <a className="link" href="#/">
          {app.leaveDemonstration}
        </a>
      </p>
    </div>
  );
}

function BundleNote({ id }: { id: string }) {
  const { result } = useWords();
  const bundle = openedBundle(id);
  if (bundle === undefined) return null;
  const hurt = bundle.problems.map(({ file }) => file).join(', ');
  return (
    <p
      className={hurt === '' ? 'note bundle-note' : 'note note-warn bundle-note'}
      role={hurt === '' ? undefined : 'alert'}
    >
      {hurt === '' ? result.fromBundle(bundle.fileName) : result.tampered(hurt)}
    </p>
  );
}
