/** From a broken network to a message. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DASHBOARDS } from '../observability/dashboards.ts';
import { alertmanager, prometheus } from './engines.ts';
import { PORT, at, ended, isUp, of, query, tell, until, watching } from './tools.ts';

/** One site: a message, an episode, silence, the end. */
export async function alerts(): Promise<void> {
  const manager = await alertmanager('one-site');
  let engine = prometheus();
  await until('Prometheus', 30, isUp(at(PORT.prometheus, '/-/ready')));
  let watch = watching('streaming-blocked', PORT.watch);
  const seconds = await until('a message', 60, () => Promise.resolve(of('PreflightNotReady').length > 0));
  const [first] = of('PreflightNotReady');
  const [alert] = first?.alerts ?? [];
  const { site, code, side } = alert?.labels ?? {};
  tell('broken network to webhook', {
    asked: 'within for + 60 s',
    got: `${seconds.toFixed(0)} s (for: 10 s)`,
    isFine: seconds < 70,
  });
  tell('what the message names', {
    asked: 'site, cause, side',
    got: [site, code, side].join(', '),
    isFine: [site, code, side].every((one) => one !== undefined),
  });
  await ended(engine, 'SIGKILL');
  engine = prometheus();
  await until('Prometheus again', 30, isUp(at(PORT.prometheus, '/-/ready')));
  await ended(watch, 'SIGKILL');
  watch = watching('streaming-blocked', PORT.watch);
  await sleep(25_000);
  const count = of('PreflightNotReady').length;
  tell('one message an episode, Prometheus and the watch killed in between', {
    asked: '1 message',
    got: `${count}`,
    isFine: count === 1,
  });
  await askPanels();
  const sums = await query(at(PORT.prometheus), 'sum by (protocol) (preflight_verdict)');
  tell('verdicts of a protocol add up to', {
    asked: '1 each',
    got: sums.map(({ value }) => value?.[1]).join(', '),
    isFine: sums.length > 0 && sums.every(({ value }) => value?.[1] === '1'),
  });
  await ended(watch, 'SIGTERM');
  await until('stale', 60, () => Promise.resolve(of('PreflightStale').length > 0));
  await sleep(25_000);
  const resolved = of('PreflightNotReady').filter(({ status }) => status === 'resolved').length;
  tell('watcher stopped', {
    asked: 'stale, never "resolved"',
    got: `stale: ${of('PreflightStale').length}, resolved: ${resolved}`,
    isFine: resolved === 0,
  });
  watch = watching('lossy-wifi', PORT.watch);
  await until('resolved', 120, () =>
    Promise.resolve(of('PreflightNotReady').some(({ status }) => status === 'resolved')),
  );
  tell('network right again', { asked: 'resolved', got: 'resolved', isFine: true });
  // A quick run each minute: until two are told, nothing has grown.
  await sleep(90_000);
  await askPanels();
  const empty = PANELS.map(({ expr }) => expr).filter((expr) => !answered.has(expr));
  tell('queries of the dashboards with rows', {
    asked: `all ${PANELS.length}`,
    got: `${PANELS.length - empty.length}${empty.map((expr) => `; empty: ${expr}`).join('')}`,
    isFine: empty.length === 0,
  });
  for (const child of [engine, manager, watch]) await ended(child, 'SIGTERM');
}

const PANELS = DASHBOARDS.flatMap((board) => board.panels);
const answered = new Set<string>();

/** No network has everything: a cause and round trips, say. Each query must have rows in one of those that are watched. */
async function askPanels(): Promise<void> {
  for (const { expr } of PANELS)
    if ((await query(at(PORT.prometheus), expr.replaceAll('$site', '.*'))).length > 0) answered.add(expr);
}
