/** A day of a watch in milliseconds: a virtual clock, scripted runs. */
import { expect, test } from '@jest/globals';
import type { Checked } from '../../../src/engine/check.ts';
import type { HistoryLine } from '../../../src/history/line.ts';
import type { Clock } from '../../../src/probes/ports.ts';
import { watch, watchOnce, type Told, type WatchPorts } from '../../../src/watch/watch.ts';
import { blockedReport, madeRecord, madeReport } from '../report/made-report.ts';
import { virtualClock } from '../run/virtual-clock.ts';

const MINUTE = 60_000;
const interval = { fullMs: 15 * MINUTE, quickMs: MINUTE };

function runOf(report: Checked['report'], clock: Clock): Checked {
  const createdAt = clock.wallTime().toISOString();
  const dated = { ...report, createdAt };
  return { report: dated, record: madeRecord(dated) };
}

interface Day {
  readonly hours: number;
  /** What the network is like at a minute; null: the run fails by a fault of ours. */
  readonly at?: (minute: number, kind: 'full' | 'quick') => Checked['report'] | null;
  readonly over?: (nowMs: () => number) => Partial<WatchPorts>;
}

async function live({ hours, at = () => madeReport(), over = () => ({}) }: Day) {
  const clock = virtualClock();
  const stop = new AbortController();
  const told: Told[] = [];
  const lines: HistoryLine[] = [];
  const starts: { readonly kind: 'full' | 'quick'; readonly minute: number }[] = [];
  const runs = (kind: 'full' | 'quick') => async (): Promise<Checked> => {
    const minute = clock.nowMs() / MINUTE;
    starts.push({ kind, minute });
    await clock.sleep(kind === 'full' ? 4000 : 1000, stop.signal);
    const report = at(minute, kind);
    if (report === null) throw new Error('a fault of ours');
    return runOf(report, clock);
  };
  const ports: WatchPorts = {
    ...{ clock, id: 'a-machine', interval, firstMs: 0, random: () => 0 },
    full: runs('full'),
    quick: runs('quick'),
    keep: (_run, line) => Promise.resolve(void lines.push(line)),
    context: () => Promise.resolve({ network: 'ab12cd34', offsetMin: 60 }),
    quiet: () => Promise.resolve({ battery: null, metered: null }),
    addresses: () => 'eth0 192.0.2.5/24',
    bootMs: () => clock.nowMs(),
    layerOf: () => 'streaming',
    found: new Map(),
    keepFound: () => Promise.resolve(),
    onTold: (one) => told.push(one),
    ...over(() => clock.nowMs()),
  };
  void clock.sleep(hours * 60 * MINUTE, new AbortController().signal).then(() => stop.abort('ended'));
  await watch(ports, stop.signal);
  return { told, lines, starts };
}

test('an even hour: four full runs, quick ones that slow down, every line says when the next one comes', async () => {
  const { starts, lines } = await live({ hours: 2, at: () => madeReport({ regions: [] }) });
  const full = starts.filter(({ kind }) => kind === 'full');
  expect(full.length).toBeGreaterThanOrEqual(7);
  expect(full.length).toBeLessThanOrEqual(9);
  const quick = starts.filter(({ kind }) => kind === 'quick');
  expect(quick.filter(({ minute }) => minute < 30).length).toBeGreaterThan(22);
  expect(quick.filter(({ minute }) => minute > 90).length).toBeLessThan(16);
  expect(lines.every(({ nextMs }) => nextMs !== null && nextMs <= 5 * MINUTE)).toBe(true);
});

test('quick runs alone never say ready: the verdict decays 20 minutes after the last full run', async () => {
  const { lines } = await live({
    hours: 2,
    at: (minute, kind) => (kind === 'full' && minute > 1 ? null : madeReport()),
  });
  const firstMs = Date.parse(lines[0]?.at ?? '');
  const late = lines.filter(({ at }) => Date.parse(at) - firstMs > 21 * MINUTE);
  expect(late.length).toBeGreaterThan(20);
  expect(late.map(({ verdict, protocols }) => [verdict, protocols.pcoip, protocols.dcv])).toEqual(
    late.map(() => ['unknown', 'unknown', 'unknown']),
  );
});

test('not ready decays too, where no run has seen its cause again for 20 minutes', async () => {
  const { lines } = await live({
    hours: 2,
    at: (minute, kind) => (kind === 'full' && minute > 1 ? null : blockedReport()),
  });
  const firstMs = Date.parse(lines[0]?.at ?? '');
  const after = (minutes: number) => lines.filter(({ at }) => Date.parse(at) - firstMs > minutes * MINUTE);
  expect(new Set(lines.slice(0, 10).map(({ protocols }) => protocols.pcoip))).toEqual(new Set(['not-ready']));
  expect(after(21).length).toBeGreaterThan(20);
  expect(new Set(after(21).map(({ protocols }) => protocols.pcoip))).toEqual(new Set(['unknown']));
});

test('not ready: what failed is tried after 5, 15 and 45 s, and a full run proves that it is over', async () => {
  const { starts, told } = await live({
    hours: 1,
    at: (minute) => (minute < 0.5 ? blockedReport() : madeReport()),
  });
  const seconds = starts.slice(0, 4).map(({ kind, minute }) => [kind, Math.round(minute * 60)]);
  expect(seconds.slice(0, 3)).toEqual([
    ['full', 0],
    ['quick', 9],
    ['quick', 19],
  ]);
  const full = starts.filter(({ kind }) => kind === 'full').map(({ minute }) => minute);
  expect(full[1]).toBeGreaterThanOrEqual(2);
  expect(full[1]).toBeLessThan(3);
  expect(told.flatMap((one) => (one.type === 'ran' && 'changes' in one ? one.changes : []))).toEqual([]);
});

test('a fault that stays is one event, and one when it is over; never a full run in a loop', async () => {
  const { starts, told } = await live({
    hours: 2,
    at: (minute) => (minute < 40 ? blockedReport() : madeReport()),
  });
  const changes = told.flatMap((one) => (one.type === 'ran' && 'changes' in one ? one.changes : []));
  expect(changes.map(({ change, code }) => `${change} ${code}`)).toEqual([
    'active pcoip/tcp-blocked',
    'gone pcoip/tcp-blocked',
  ]);
  const full = starts.filter(({ kind }) => kind === 'full');
  expect(full.length).toBeLessThan(12);
});

test('several address changes are one full run, 3 s after the last', async () => {
  const { starts, told } = await live({
    hours: 0.2,
    over: (nowMs) => ({
      addresses: () => (nowMs() < 4 * MINUTE ? 'a' : nowMs() < 4 * MINUTE + 5000 ? 'b' : 'c'),
    }),
  });
  const after = starts.filter(({ kind, minute }) => kind === 'full' && minute > 4 && minute < 6);
  expect(told.filter(({ type }) => type === 'network')).toHaveLength(2);
  expect(after.length).toBeLessThanOrEqual(2);
  expect(after.length).toBeGreaterThanOrEqual(1);
});

test('a sleep is an event and one full run; nothing is made up for the time between', async () => {
  const { told, starts, lines } = await live({
    hours: 0.3,
    over: (nowMs) => ({ bootMs: () => nowMs() + (nowMs() > 5 * MINUTE ? 3_600_000 : 0) }),
  });
  expect(told.filter(({ type }) => type === 'network')).toMatchObject([{ event: 'resume' }]);
  // The history has it with the run after it, once.
  expect(lines.flatMap(({ kind, events }) => events.map(({ event }) => [kind, event]))).toEqual([
    ['full', 'resume'],
  ]);
  expect(starts.filter(({ kind, minute }) => kind === 'full' && minute > 5 && minute < 6)).toHaveLength(1);
});

test('on a metered line nothing is sent', async () => {
  const metered = { quiet: () => Promise.resolve({ battery: false, metered: true }) };
  const { starts, told } = await live({ hours: 3, over: () => metered });
  expect(starts).toEqual([]);
  expect(told).toEqual([{ type: 'waiting', paused: 'metered' }]);
});

test('a fault of ours, and a full disk, are told, and the watch goes on', async () => {
  const { told, starts } = await live({
    hours: 1,
    at: (minute) => (minute < 1 ? null : madeReport()),
    over: () => ({ keep: () => Promise.reject(new Error('ENOSPC')) }),
  });
  expect(told[0]).toMatchObject({ type: 'ran', kind: 'full', outcome: 'crashed' });
  expect(told.some(({ type }) => type === 'not-kept')).toBe(true);
  expect(starts.length).toBeGreaterThan(20);
});

test('once: one full run and the end; none on a metered line', async () => {
  const clock = virtualClock();
  const told: Told[] = [];
  let runs = 0;
  const ports: WatchPorts = {
    ...{ clock, id: 'a', interval, firstMs: 0, random: () => 0 },
    full: () => Promise.resolve((runs += 1)).then(() => runOf(madeReport(), clock)),
    quick: () => Promise.reject(new Error('never')),
    keep: () => Promise.resolve(),
    context: () => Promise.resolve({ network: null, offsetMin: 0 }),
    quiet: () => Promise.resolve({ battery: true, metered: null }),
    addresses: () => '',
    bootMs: () => clock.nowMs(),
    layerOf: () => 'us',
    found: new Map(),
    keepFound: () => Promise.resolve(),
    onTold: (one) => told.push(one),
  };
  const { signal } = new AbortController();
  expect((await watchOnce(ports, signal))?.report.verdict).toBe('ready');
  const metered = () => Promise.resolve({ battery: false, metered: true });
  expect(await watchOnce({ ...ports, quiet: metered }, signal)).toBeNull();
  expect([runs, told.at(-1)]).toEqual([1, { type: 'waiting', paused: 'metered' }]);
});
