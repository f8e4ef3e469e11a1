import type { BundleJudged } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { useTitle } from '../../ui/use-title.ts';
import { capital, duration, moment, number } from '../../words/format.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words-context.tsx';
import { BundleNote } from '../bundles/bundle-note.tsx';
import { openedBundle } from '../bundles/opened-bundles.ts';
import { useSpoken } from '../report/spoken.tsx';
import { runHref, type RunRoute } from '../routes.ts';

/** A sheet of paper is read on another day, perhaps in another zone. */
const ON_PAPER = { dateStyle: 'long', timeStyle: 'long' } as const;

interface ResultFrameProps {
  readonly route: RunRoute;
  readonly report: Report;
  /** What judging a bundle again has said, when that is what is shown. */
  readonly judged?: BundleJudged;
  readonly children: React.ReactNode;
}

/** The bar over every page of a result: what, when, how many; and the pages. */
export function ResultFrame({ route, report, judged, children }: ResultFrameProps) {
  const words = useWords();
  useTitle(titleOf(route.page, useSpoken().headline, words));
  return (
    <>
      {report.simulated ? <DemonstrationBar /> : null}
      <div className="page">
        <p className="on-paper quiet">
          {`${new Date(report.createdAt).toLocaleString(words.locale, ON_PAPER)} · ${words.settings.version(report.agent.version, report.tables.edition)} ${report.id}`}
        </p>
        <div className="result-bar">
          <ResultWhat report={report} page={route.page} words={words} />
          <ResultLinks route={route} report={report} />
        </div>
        {route.source === 'run' ? null : <BundleNote id={route.id} {...(judged ? { judged } : {})} />}
        {children}
      </div>
    </>
  );
}

/** The verdict, behind the name of a page that tells more of it; null where the page has a sentence of its own. */
function titleOf(page: RunRoute['page'], headline: string, { result }: Words): string | null {
  if (page === 'proof' || page === 'bundle') return null;
  return page === 'result' ? headline : `${result.pages[page]} – ${headline}`;
}

function ResultWhat({ report, page, words }: { report: Report; page: RunRoute['page']; words: Words }) {
  const region = report.regions.find(({ code }) => code === report.decidingRegion);
  const ranked = report.regions.filter(({ rank }) => rank !== null).length;
  const when = moment(words, report.createdAt, new Date());
  const what =
    page === 'regions'
      ? words.regions.measured(ranked, report.regions.length)
      : words.unit.checksIn(report.checks.length, duration(words, report.durationMs));
  return (
    <p className="result-what">
      {region === undefined ? null : <b>{words.region(region)}</b>}
      <span>{`${region === undefined ? capital(when) : ` · ${when}`} · ${what}`}</span>
    </p>
  );
}

function ResultLinks({ route, report }: { route: RunRoute; report: Report }) {
  const words = useWords();
  const { result } = words;
  const files = route.source === 'run' ? undefined : openedBundle(route.id)?.files.length;
  const counts = {
    regions: report.regions.length,
    checks: report.checks.length,
    plan: report.checks.length,
    files: files ?? 0,
  };
  const pages = [
    'result',
    'regions',
    'checks',
    'proof',
    'plan',
    ...(files === undefined ? [] : ['files' as const]),
  ] as const;
  return (
    <nav className="result-links" aria-label={result.pages.result}>
      {pages.map((page) => (
        <a
          key={page}
          className="nav-link"
          href={runHref(route, page)}
          aria-current={page === route.page ? 'page' : undefined}
        >
          {result.pages[page]}
          {page === 'result' || page === 'proof' ? null : (
            <span className="nav-count">{number(words, counts[page])}</span>
          )}
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
