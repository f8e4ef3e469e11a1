/** The app on the fake engine, for pictures and browser tests. `?next=NAME&freeze=MS&theme=dark&language=ja&history=none&speed=N`. */
import { createRoot } from 'react-dom/client';
import { App } from '../../../renderer/app/app.tsx';
import type { Settings } from '../../../src/contract/index.ts';
import { ContractError } from '../../../src/contract/index.ts';
import { REPORTS } from '../fixtures/index.ts';
import { makeWorld } from '../fixtures/world.ts';
import { States } from './states.tsx';

const query = new URLSearchParams(window.location.search);
const next = REPORTS[query.get('next') ?? 'pcoip-blocked'];
const freeze = query.get('freeze');
const failing = query.get('failing') !== null;
const fail = () => {
  throw new ContractError('internal');
};
const agent = makeWorld({
  ...(next === undefined ? {} : { next }),
  freezeAtMs: freeze === null ? null : Number(freeze),
  speed: Number(query.get('speed') ?? '1'),
  settings: {
    theme: (query.get('theme') ?? 'light') as Settings['theme'],
    language: (query.get('language') ?? 'en') as Settings['language'],
    ...(query.get('first') === null ? {} : { lastRegion: null }),
  },
  ...(query.get('history') === 'none' ? { history: [] } : {}),
  ...(failing
    ? {
        handlers: {
          'history.list': fail,
          'plan.make': fail,
          'bundle.preview': fail,
          'run.start': fail,
          'bundle.compare': fail,
        },
      }
    : {}),
});
Object.assign(window, { testAgent: agent });
const root = document.getElementById('root');
const page =
  query.get('states') === null ? (
    <App agent={agent} />
  ) : (
    <States language={query.get('language') ?? 'en'} theme={query.get('theme') ?? 'light'} />
  );
if (root !== null) createRoot(root).render(page);
