import { Suspense, useDeferredValue, useEffect, useRef } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Agent } from '../bridge/agent.ts';
import { AgentProvider, useHealth } from '../bridge/agent-context.tsx';
import { lazily } from '../bridge/lazily.ts';
import { Loading } from '../features/empty.tsx';
import type { Route } from '../features/routes.ts';
import { SettingsProvider } from '../features/settings/settings-context.tsx';
import { useSettingsState } from '../features/settings/use-settings-state.ts';
import { StartScreen } from '../features/start/start-screen.tsx';
import { useRoute } from '../features/use-route.ts';
import { WordsProvider } from '../words/words-context.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Ended, GoneBar } from './gone.tsx';
import { Shell } from './shell.tsx';
import { TopBar } from './top-bar.tsx';
import { useAppearance } from './use-appearance.ts';

const loadRunScreen = () => import('../features/run-screen.tsx');
const RunScreen = lazily(loadRunScreen);
const HistoryScreen = lazily(() => import('../features/history/history-screen.tsx'));
const OverTimeScreen = lazily(() => import('../features/over-time/over-time-screen.tsx'));
const BundlesScreen = lazily(() => import('../features/bundles/bundles-screen.tsx'));
const CompareScreen = lazily(() => import('../features/compare/compare-screen.tsx'));
const SitesScreen = lazily(() => import('../features/sites/sites-screen.tsx'));
const PairScreen = lazily(() => import('../features/pair/pair-screen.tsx'));
const PreparedScreen = lazily(() => import('../features/prepared/prepared-screen.tsx'));
const SettingsScreen = lazily(() => import('../features/settings/settings-screen.tsx'));
const ExplainScreen = lazily(() => import('../features/explain/explain-screen.tsx'));

export function App({ agent }: { agent: Agent }) {
  return (
    <AgentProvider value={agent}>
      <Frame />
    </AgentProvider>
  );
}

/** Language and appearance first: nothing is shown in the wrong one. */
function Frame() {
  const { loaded, ...settings } = useSettingsState();
  const words = useAppearance(settings.settings, loaded);
  const route = useRoute();
  // Drawn in slices: the old screen stays until the new one is whole, and no key or pointer waits for it.
  const shown = useDeferredValue(route);
  useEffect(() => {
    // Behind the first paint: the run is the likeliest next screen.
    if (loaded) requestAnimationFrame(() => void loadRunScreen().catch(() => undefined));
  }, [loaded]);
  if (words === null) return <Shell />;
  return (
    <I18nProvider locale={words.locale === 'ja' ? 'ja-JP' : 'en-US'}>
      <WordsProvider value={words}>
        <SettingsProvider value={settings}>
          <Live route={route} shown={shown} />
        </SettingsProvider>
      </WordsProvider>
    </I18nProvider>
  );
}

function Live({ route, shown }: { route: Route; shown: Route }) {
  if (useHealth() === 'ended') return <Ended />;
  return (
    <>
      <TopBar route={route} />
      <GoneBar />
      <Main route={shown} />
    </>
  );
}

function Main({ route }: { route: Route }) {
  const ref = useRef<HTMLElement>(null);
  const first = useRef(true);
  const place = route.screen === 'run' ? `${route.source}/${route.id}/${route.page}` : route.screen;
  useEffect(() => {
    if (!first.current) {
      focusHeading(ref.current);
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [place]);
  return (
    <main ref={ref} tabIndex={-1} className="main" id="main">
      <ErrorBoundary place={place}>
        <Suspense fallback={<Loading />}>
          <Screen route={route} />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}

/** A screen reader says where it is: the heading is read, the whole of `main` is not. A screen that still loads has none. */
function focusHeading(main: HTMLElement | null): void {
  const heading = main?.querySelector<HTMLElement>('h1') ?? null;
  heading?.setAttribute('tabindex', '-1');
  (heading ?? main)?.focus();
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'start':
      return <StartScreen />;
    case 'run':
      return <RunScreen key={route.id} route={route} />;
    case 'history':
      return <HistoryScreen />;
    case 'over-time':
      return <OverTimeScreen period={route.period} day={route.day} />;
    case 'bundles':
      return <BundlesScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'explain':
      return <ExplainScreen />;
    case 'prepared':
      return <PreparedScreen key={route.text} text={route.text} />;
    default:
      return <Beside route={route} />;
  }
}

/** Several runs or reports, beside each other. */
function Beside({ route }: { route: Extract<Route, { screen: 'compare' | 'pair' | 'sites' }> }) {
  switch (route.screen) {
    case 'compare':
      return <CompareScreen a={route.a} b={route.b} />;
    case 'pair':
      return <PairScreen key={route.first} first={route.first} second={route.second} />;
    case 'sites':
      return <SitesScreen sides={route.sides} />;
  }
}
