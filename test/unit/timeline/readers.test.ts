/** What systems keep, as kinds: samples of test/fixtures/timeline. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { TimelineEvent } from '../../../src/timeline/event.ts';
import { eventsOfJournal } from '../../../src/timeline/journal.ts';
import { eventsOfMacLog, eventsOfPmset } from '../../../src/timeline/macos-log.ts';
import { eventsOfClientLogs, eventsOfSamples, watchedThrough } from '../../../src/timeline/own-samples.ts';
import { eventsOfWindows, windowsScript } from '../../../src/timeline/windows-events.ts';
import { madeLine, MINUTE_MS, NOON_MS } from '../history/made-line.ts';

const sample = (name: string) => readFileSync(`test/fixtures/timeline/${name}`, 'utf8');
const short = ({ at, kind, interface: name }: TimelineEvent) => `${at.slice(11, 19)} ${kind} ${name ?? '-'}`;

test('the journal: what a shape of the right program says, and nothing else', () => {
  const { events, lines } = eventsOfJournal(sample('journal.jsonl'));
  expect(lines).toBe(20);
  expect(events.map(short)).toEqual([
    '13:04:51 wifi-roam wlp2s0',
    '13:04:51 link-lost wlp2s0',
    '13:04:52 link-lost wlp2s0',
    '13:04:52 route-lost -',
    '13:04:53 vpn-down -',
    '13:05:06 link-found wlp2s0',
    '13:05:06 route-found -',
    '13:05:09 vpn-up -',
    '13:20:00 sleep -',
    '13:40:00 resume -',
    '13:50:00 link-lost eno1',
    '13:50:20 link-found eno1',
  ]);
  expect(JSON.stringify(events)).not.toMatch(/02:00:00|bssid|192\.0\.2/);
});

test('macOS: sleep and wake of a person, routes, tunnels', () => {
  const { oldestMs, events } = eventsOfPmset(sample('pmset.txt'));
  expect(new Date(oldestMs ?? 0).toISOString()).toBe('2026-11-27T11:00:00.000Z');
  expect(events.map(short)).toEqual(['11:00:00 boot -', '13:04:51 sleep -', '13:05:06 resume -']);
  expect(eventsOfMacLog(sample('mac-log.ndjson')).map(short)).toEqual([
    '13:04:52 route-lost en0',
    '13:05:07 route-found en0',
    '13:05:09 vpn-up utun3',
  ]);
});

test('Windows: provider and number, no text', () => {
  const text = [
    '2026-11-01T00:00:00.0000000Z',
    '2026-11-27T13:04:51.1234567Z|Microsoft-Windows-WLAN-AutoConfig|8003',
    '2026-11-27T13:04:52Z|Microsoft-Windows-WLAN-AutoConfig|11004',
    '2026-11-27T13:05:06.5Z|Microsoft-Windows-NetworkProfile|10000',
    '2026-11-27T13:05:07Z|constructor|42',
    'nonsense',
  ].join('\r\n');
  const { oldestMs, events } = eventsOfWindows(text);
  expect(new Date(oldestMs ?? 0).toISOString()).toBe('2026-11-01T00:00:00.000Z');
  expect(events.map(({ at, kind }) => `${at} ${kind}`)).toEqual([
    '2026-11-27T13:04:51.123Z link-lost',
    '2026-11-27T13:05:06.500Z route-found',
  ]);
  expect(eventsOfWindows('').oldestMs).toBeNull();
  expect(windowsScript('System', { fromMs: NOON_MS, toMs: NOON_MS, most: 5 })).toContain(
    "'2026-11-27T12:00:00.000Z'",
  );
});

test('our samples: losses and turns of the verdict in the window; watched through only without a gap', () => {
  const lines = [
    madeLine(NOON_MS, { samples: [4000] }),
    madeLine(NOON_MS + 15 * MINUTE_MS, { verdict: 'not-ready', samples: [null, null] }),
    madeLine(NOON_MS + 30 * MINUTE_MS, { samples: [4000] }),
  ];
  const span = { fromMs: NOON_MS + 10 * MINUTE_MS, toMs: NOON_MS + 20 * MINUTE_MS };
  expect(eventsOfSamples(lines, span)).toMatchObject([
    { kind: 'samples-lost', count: 2, of: 2 },
    { kind: 'verdict', verdict: 'not-ready' },
  ]);
  expect(watchedThrough(lines, span)).toBe(true);
  expect(watchedThrough(lines.slice(1), span)).toBe(false);
  expect(watchedThrough([], span)).toBe(false);
});

test("the client's log: shapes of a public sample by name, the rest by number and time", () => {
  const text = [
    '2026-11-27T12:59.00Z [ Native ]: [INFO] something of before',
    '2026-11-27T13:04.51Z [ Native ]: [INFO] Received stream request. Action = "STREAM"',
    '2026-11-27T13:04.55Z [ Web ]: [ERROR] token=secret for user@example.com',
    '2026-11-27T13:04.56Z [ Native ]: [INFO] Launching dcvclient with /home/someone',
    'no time here',
  ].join('\n');
  const span = { fromMs: Date.parse('2026-11-27T13:00:00Z'), toMs: Date.parse('2026-11-27T13:10:00Z') };
  const { oldestMs, events } = eventsOfClientLogs([text], span);
  expect(oldestMs).toBe(Date.parse('2026-11-27T12:59:00Z'));
  expect(events).toMatchObject([
    { kind: 'session-start' },
    { kind: 'session-stream' },
    { kind: 'client-lines', count: 1, at: '2026-11-27T13:04:55.000Z' },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/secret|example|someone/);
});
