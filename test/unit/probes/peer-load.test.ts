/** Load to a peer over a line out of a script: what it says was sent, what came and how late. */
import { expect, test } from '@jest/globals';
import type { Clock, PeerTold } from '../../../src/probes/ports.ts';
import { peerIdleProbe } from '../../../src/probes/peer-idle.ts';
import { peerLoadProbe } from '../../../src/probes/peer-load.ts';
import type { StepOf } from '../../../src/plan/step.ts';
import { scriptedClock, scriptedPeer } from './peer-session.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const IP_UDP = 28;
const UP = { direction: 'up', kbps: 1_700, seconds: 3 } as const;
const NOTHING = { received: 0, sent: 0 };
const DOWN = { direction: 'down', kbps: 1_000, seconds: 3 } as const;

/** In the middle of a load this computer does nothing for so long, once. */
function stalling(clock: Clock, stallMs: number): Clock {
  let sleeps = 0;
  return {
    ...clock,
    sleep: (ms, signal) => {
      sleeps += 1;
      return clock.sleep(sleeps === 200 ? ms + stallMs : ms, signal);
    },
  };
}

interface Peculiar {
  readonly loadKbps?: number | null;
  readonly stallMs?: number;
  /** The peer tells of nothing: it was started anew, or sees another outside port. */
  readonly forgets?: boolean;
}

/** A line of so many kbps each way, with a queue of so many milliseconds, 20 ms long. */
async function run(
  lineKbps: number,
  queueMs: number,
  loads: StepOf<'peer-load'>['loads'],
  { loadKbps = 2_000, stallMs = 0, forgets = false }: Peculiar = {},
) {
  const clock = stalling(scriptedClock(), stallMs);
  const freeAt = [0, 0];
  const count = { received: 0, sent: 0 };
  const through = (way: 0 | 1, bytes: number): number | null => {
    const start = Math.max(clock.nowMs(), freeAt[way] ?? 0);
    if (start - clock.nowMs() > queueMs) return null;
    freeAt[way] = start + ((bytes + IP_UDP) * 8) / lineKbps;
    return (freeAt[way] ?? 0) - clock.nowMs();
  };
  const { peer, sent } = scriptedPeer(
    clock,
    {
      answerAfterMs: ({ bytes, replyBytes }) => {
        const there = through(0, bytes);
        if (there === null) return null;
        count.received += 1;
        if (replyBytes === 0) return null;
        count.sent += 1;
        const back = through(1, replyBytes);
        return back === null ? null : there + back + 20;
      },
      arrivesAfterMs: () => Math.max(0, (freeAt[0] ?? 0) - clock.nowMs()),
    },
    {
      ask: (): Promise<PeerTold> =>
        Promise.resolve({
          ...{
            state: 'open',
            connectMs: 20,
            said: 'answer',
            outside: null,
            loopP99Ms: 1,
            loadKbps,
            failure: null,
          },
          udp: {
            hellos: 1,
            answered: 1,
            ...(forgets ? NOTHING : count),
            from: null,
            provenElsewhereAgo: null,
          },
        }),
    },
  );
  const step = stepOf({ probe: 'peer-load', target: targetOf(4172), loads, countedOn: [4172] });
  return { seen: await peerLoadProbe.run(step, contextOf({ clock, peer })), sent };
}

test.each([
  [300, UP],
  [1_000, UP],
  [1_700, UP],
  [6_000, UP],
  [300, DOWN],
  [1_000, DOWN],
  [6_000, DOWN],
])('a line of %i kbps is told within 5 %% by load that is not less: %o', async (lineKbps, load) => {
  const { seen } = await run(lineKbps, 100, [load]);
  const [one] = seen.runs;
  const wanted = Math.min(lineKbps, load.kbps);
  expect(Math.abs((one?.arrivedKbps ?? 0) - wanted)).toBeLessThanOrEqual(wanted * 0.05);
});

test('a deep queue loses nothing: what came is told all the same, and how late answers were', async () => {
  const { seen } = await run(1_000, 10_000, [UP]);
  expect(seen.runs[0]).toMatchObject({ sent: 531, arrived: 531 });
  expect(Math.abs((seen.runs[0]?.sentKbps ?? 0) - 1_700)).toBeLessThan(5);
  expect(seen.runs[0]?.arrivedKbps).toBeLessThan(1_050);
  expect(seen.runs[0]?.loadRttMs?.p50).toBeGreaterThan(500);
  expect(seen.runs[0]?.idleRttMs?.p50).toBeLessThan(30);
});

test('what this computer was late by is not sent at once, where a short queue would lose it', async () => {
  const { seen } = await run(1_710, 100, [UP], { stallMs: 500 });
  expect(seen.runs[0]).toMatchObject({ sent: 531, arrived: 531 });
});

test('a peer that forgot the session says nothing of what came: nothing is lost for that', async () => {
  const { seen } = await run(6_000, 100, [UP, DOWN], { forgets: true });
  expect(seen.runs).toMatchObject([
    { sent: 531, arrived: null, arrivedKbps: null },
    { sent: null, sentKbps: null, arrivedKbps: null },
  ]);
});

test('it never sends faster than the need, and less than 1.3 MB each way in all', async () => {
  const { sent } = await run(6_000, 100, [UP, { ...DOWN, kbps: 300 }, DOWN]);
  const bytes = sent.reduce((sum, one) => sum + one.bytes + IP_UDP, 0);
  const back = sent.reduce((sum, one) => sum + (one.replyBytes === 0 ? 0 : one.replyBytes + IP_UDP), 0);
  expect(bytes + back).toBeLessThan(1_300_000);
  // What goes up pays for what comes down.
  expect(back).toBeLessThan(bytes);
});

test('where the peer allows none, or too little, none is sent', async () => {
  for (const allowed of [null, 1_000]) {
    const { seen, sent } = await run(6_000, 100, [UP], { loadKbps: allowed });
    expect(seen).toMatchObject({ runs: [], allowedKbps: allowed, failure: { code: 'not-permitted' } });
    expect(sent).toEqual([]);
  }
});

test('held answers: which came, each on a socket of its own', async () => {
  const clock = scriptedClock();
  const { peer, sent } = scriptedPeer(clock, {
    answerAfterMs: ({ holdMs }) => (holdMs > 7_000 ? null : holdMs + 20),
  });
  const step = stepOf({ probe: 'peer-idle', target: targetOf(4172), delaysS: [2, 5, 10] });
  const seen = await peerIdleProbe.run(step, contextOf({ clock, peer }));
  expect(seen.held).toEqual([
    { delayS: 2, answered: true },
    { delayS: 5, answered: true },
    { delayS: 10, answered: false },
  ]);
  expect(sent.map(({ holdMs }) => holdMs)).toEqual([2_000, 5_000, 10_000]);
});
