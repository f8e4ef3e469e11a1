/** The app on the fake engine, for pictures and browser tests. `?next=NAME&freeze=MS&theme=dark&language=ja&history=none&speed=N`. */
import './jitless.ts';
import { createRoot } from 'react-dom/client';
import { App } from '../../../renderer/app/app.tsx';
import type { RunSnapshot, Settings } from '../../../src/contract/index.ts';
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
/** `?based=NAME`: `next` is over, and did a part of that report again. */
const based = query.get('based');
const snapshot: RunSnapshot | null =
  based === null || next === undefined
    ? null
    : {
        runId: next.id,
        state: 'stopped',
        startedAt: next.createdAt,
        request: { regions: ['us-west-2'], allRegions: false, protocols: ['pcoip', 'dcv'], scenario: null },
        basedOn: based,
        lastSeq: 0,
        report: next,
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
  ...(snapshot === null ? {} : { handlers: { 'run.snapshot': () => ({ run: snapshot }) } }),
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
const health = query.get('health');
if (health === 'lost' || health === 'ended') agent.health.set(health);
Object.assign(window, { testAgent: agent });
const root = document.getElementById('root');
const page =
  query.get('states') === null ? (
    <App agent={agent} />
  ) : (
    <States language={query.get('language') ?? 'en'} theme={query.get('theme') ?? 'light'} />
  );
if (root !== null) createRoot(root).render(page);
