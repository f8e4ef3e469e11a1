/** Scripted days: the right first event, and never a stronger word than was seen. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { momentOf, renderTimeline, windowOf } from '../../../src/cli/actions/timeline.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import {
  happened,
  SOURCES,
  type EventKind,
  type Source,
  type TimelineEvent,
} from '../../../src/timeline/event.ts';
import { gather } from '../../../src/timeline/gather.ts';
import { tellTimeline } from '../../../src/timeline/tell.ts';
import type { CommandResult } from '../../../src/probes/ports.ts';

const AT_MS = Date.parse('2026-11-27T13:05:00Z');
const span = { fromMs: AT_MS - 600_000, toMs: AT_MS + 600_000 };
const all = new Set<Source>(SOURCES);

function at(seconds: number, kind: EventKind, more: Partial<TimelineEvent> = {}): TimelineEvent {
  const source: Source = kind === 'samples-lost' ? 'samples' : 'network';
  return happened(AT_MS + seconds * 1000, { kind, source, ...more });
}

const lost = (seconds: number) => at(seconds, 'samples-lost', { count: 5, of: 5 });
const hole = [at(-8, 'route-lost'), lost(-1), at(7, 'route-found')];

/** Small and even enough for a seed (Lehmer, 48271). */
function random(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'seed %i: a day with a roam, a sleep, a VPN that drops and a hole of 15 s: the first of the burst at the hole',
  (seed) => {
    const next = random(seed);
    const early = (): number => -590 + next() * 400;
    const noise = [
      ...[at(early(), 'wifi-roam'), at(early(), 'vpn-up'), at(early(), 'dns-trouble')],
      ...[at(early(), 'sleep'), at(120 + next() * 300, 'vpn-down'), at(200, 'session-error')],
    ];
    const first = at(-9 - next() * 40, 'wifi-roam', { interface: 'wlan0' });
    const events = [...noise, ...hole, at(9, 'vpn-up'), first].sort(() => next() - 0.5);
    const told = tellTimeline(AT_MS, span, { events, read: all });
    expect(told.events[told.first ?? -1]).toEqual(first);
    expect(told.answer).toBe('because');
  },
);

test('without lost samples, or with samples outside the span, it is "just before"', () => {
  const answer = (events: readonly TimelineEvent[]) =>
    tellTimeline(AT_MS, span, { events, read: all }).answer;
  expect(answer([at(-8, 'route-lost'), at(7, 'route-found')])).toBe('before');
  expect(answer([at(-8, 'route-lost'), at(7, 'route-found'), lost(20)])).toBe('before');
  expect(answer([at(-8, 'vpn-down'), lost(0)])).toBe('before');
  expect(
    answer([
      at(-30, 'link-lost', { interface: 'eth0' }),
      at(-20, 'link-found', { interface: 'wlan0' }),
      lost(0),
    ]),
  ).toBe('because');
  expect(
    answer([
      at(-30, 'link-lost', { interface: 'eth0' }),
      at(-20, 'link-found', { interface: 'eth0' }),
      lost(0),
    ]),
  ).toBe('before');
  expect(answer(hole)).toBe('because');
});

test('what comes after the minute explains nothing', () => {
  const told = tellTimeline(AT_MS, span, { events: [at(61, 'route-lost'), lost(0)], read: all });
  expect(told).toMatchObject({ first: null, answer: 'nothing' });
});

test('a quiet day says that nothing changed only where every source was read', () => {
  const told = tellTimeline(AT_MS, span, { events: [], read: all });
  expect(renderTimeline(told, PLAIN_TEXT)).toMatch(/^Nothing on this computer or its network changed\.\n/);
  const partly = tellTimeline(AT_MS, span, { events: [], read: new Set(['link', 'network', 'sleep']) });
  expect(renderTimeline(partly, PLAIN_TEXT)).toMatch(
    /^No change was found; 3 of 5 sources could be read\.\n/,
  );
  expect(renderTimeline(partly, { ...PLAIN_TEXT, language: 'ja' })).toMatch(/5 件の記録のうち 3 件/);
});

test('one change that two programs tell stands once, and the first is in bold', () => {
  const events = [
    at(-9, 'link-lost', { interface: 'wlan0' }),
    at(-8, 'link-lost', { interface: 'wlan0' }),
    at(7, 'link-found'),
  ];
  const told = tellTimeline(AT_MS, span, { events, read: all });
  expect(told.events).toHaveLength(2);
  expect(renderTimeline(told, { ...PLAIN_TEXT, color: true })).toMatch(/\u001B\[1m▶ .*\(wlan0\)\u001B\[22m/);
});

/** In a process of its own: the zone of a process is read once. */
function inZone(zone: string, times: readonly (readonly [text: string, now: string])[]): readonly string[] {
  const script = `
    import { momentOf, renderTimeline } from './src/cli/actions/timeline.ts';
    import { PLAIN_TEXT } from './src/report/text-style.ts';
    import { tellTimeline } from './src/timeline/tell.ts';
    const told = ${JSON.stringify(times)}.map(([text, now]) => {
      let at;
      try { at = momentOf(text, Date.parse(now)); } catch (error) { return error.message; }
      const page = renderTimeline(tellTimeline(at, { fromMs: at - 1, toMs: at }, { events: [], read: new Set() }), PLAIN_TEXT);
      return new Date(at).toISOString().slice(0, 16) + (page.includes('came twice') ? ' first' : '');
    });
    console.log(JSON.stringify(told));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const env = { PATH: process.env['PATH'], TZ: zone };
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' })) as string[];
}

test('times are of the wall in two zones, also on both days on which the clocks are set', () => {
  const now = '2026-11-29T12:00:00Z';
  const berlin = [
    ['14:05', now],
    ['12:59', now],
    ['2026-03-29T03:30', now],
    ['14:05', '2026-03-30T11:00:00Z'],
    ['2026-10-25T02:30', now],
    ['2026-10-25T02:30+01:00', now],
    ['2026-10-25T03:30', now],
    ['2026-03-29T02:30', now],
    ['2:30', '2026-03-29T11:00:00Z'],
    ['2026-03-29T02:30Z', now],
  ] as const;
  expect(inZone('Europe/Berlin', berlin)).toEqual([
    '2026-11-28T13:05',
    '2026-11-29T11:59',
    '2026-03-29T01:30',
    '2026-03-29T12:05',
    '2026-10-25T00:30 first',
    '2026-10-25T01:30',
    '2026-10-25T02:30',
    expect.stringMatching(/^--at: "2026-03-29T02:30" was left out that day/),
    expect.stringMatching(/^--at: "2:30" was left out that day/),
    '2026-03-29T02:30',
  ]);
  expect(
    inZone('America/New_York', [
      ['06:59', now],
      ['2026-11-01T01:30', now],
    ]),
  ).toEqual(['2026-11-29T11:59', '2026-11-01T05:30 first']);
}, 60_000);

test.each([
  ...['25:00', 'soon', '', '14.05', '2026-13-01T10:00', '2099-01-01T10:00'],
  ...['2026-02-30T10:00', '2026-02-29T10:00Z', '2026-11-01T24:00'],
])('--at %j is refused', (text) => {
  expect(() => momentOf(text, AT_MS)).toThrow(/--at/);
});
test.each(['10', '0m', '3h', '-5m', '59s', '1d', '99999m'])('--window %j is refused', (text) => {
  expect(() => windowOf(text)).toThrow(/--window/);
});

const NOTHING: CommandResult = { exitCode: 0, stdout: '', stderr: '', failure: null };
const RECORD = `${JSON.stringify({ __REALTIME_TIMESTAMP: '1795784000000000', MESSAGE: 'x' })}\n`;

async function readOf(
  answer: (args: readonly string[]) => Partial<CommandResult>,
  platform: NodeJS.Platform = 'linux',
) {
  const commands = {
    run: (_file: string, args: readonly string[]) => Promise.resolve({ ...NOTHING, ...answer(args) }),
  };
  const doors = { platform, commands, lines: [], logFolders: [], signal: new AbortController().signal };
  return [...(await gather(doors, span)).read];
}

const isBefore = (args: readonly string[]) =>
  !args.some((one) => one.startsWith('--since')) && args.includes('1');

test('a source counts as read only where it covers the window', async () => {
  expect(await readOf(() => ({ stdout: RECORD }))).toEqual(['link', 'sleep', 'network']);
  expect(await readOf((args) => (args.includes('+') && isBefore(args) ? {} : { stdout: RECORD }))).toEqual([
    'link',
    'sleep',
  ]);
  expect(await readOf((args) => (isBefore(args) ? {} : { stdout: RECORD }))).toEqual([]);
  expect(
    await readOf(() => ({
      stdout: RECORD,
      stderr: 'Hint: You are currently not seeing messages from other users',
    })),
  ).toEqual([]);
  expect(await readOf(() => ({ stdout: RECORD.repeat(5000) }))).toEqual([]);
  expect(await readOf(() => ({ exitCode: 1 }))).toEqual([]);
  expect(await readOf(() => ({ exitCode: null }), 'darwin')).toEqual([]);
  expect(await readOf(() => ({ stdout: '2026-11-01T00:00:00Z\r\n' }), 'win32')).toEqual([
    'link',
    'network',
    'sleep',
  ]);
  expect(await readOf(() => ({ stdout: '2026-11-27T13:00:00Z\r\n' }), 'win32')).toEqual([]);
});
