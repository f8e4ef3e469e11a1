import type { Route } from '../features/routes.ts';
import { useWords } from '../words/words-context.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { Brand } from './shell.tsx';

/** Brand, the places, language and settings. */
export function TopBar({ route }: { route: Route }) {
  const { app } = useWords();
  const here = placeOf(route);
  return (
    <header className="top">
      {/* A button: the fragment of a link would be read as a route. */}
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        {app.skip}
      </button>
      <div className="top-inner">
        <Brand />
        <nav className="top-links" aria-label={app.navigation}>
          <NavLink href="#/" current={here === 'check'} text={app.check} />
          <NavLink href="#/over-time" current={here === 'over-time'} text={app.overTime} />
          <NavLink href="#/history" current={here === 'history'} text={app.history} />
          <NavLink href="#/bundles" current={here === 'bundles'} text={app.bundles} />
        </nav>
        <div className="top-links top-links-end">
          <LanguageMenu />
          <NavLink href="#/settings" current={here === 'settings'} text={app.settings} />
        </div>
      </div>
    </header>
  );
}

function placeOf(route: Route): 'check' | 'over-time' | 'history' | 'bundles' | 'settings' | null {
  if (route.screen === 'run') return route.source === 'run' ? 'check' : 'bundles';
  if (route.screen === 'compare') return placeOfSides([route.a, route.b]);
  if (route.screen === 'sites') return placeOfSides(route.sides);
  if (route.screen === 'explain' || route.screen === 'prepared' || route.screen === 'pair') return 'check';
  return route.screen === 'start' ? 'check' : route.screen;
}

function placeOfSides(sides: readonly string[]): 'history' | 'bundles' {
  return sides.every((side) => side.startsWith('run')) ? 'history' : 'bundles';
}

function NavLink({ href, current, text }: { href: string; current: boolean; text: string }) {
  return (
    <a className="nav-link" href={href} aria-current={current ? 'page' : undefined}>
      {text}
    </a>
  );
}
