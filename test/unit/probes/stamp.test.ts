/** What a series of measuring packets comes to, and what is asked of the peer about it. */
import { describe, expect, test } from '@jest/globals';
import { toIpAddress } from '../../../src/core/address.ts';
import { failure } from '../../../src/core/failure.ts';
import { peerTcpProbe } from '../../../src/probes/peer-tcp.ts';
import type { PeerTold, StampReply, StampSeen } from '../../../src/probes/ports.ts';
import { stampProbe } from '../../../src/probes/stamp.ts';
import { countSeries } from '../../../src/probes/stamp-series.ts';
import { scriptedClock } from './peer-session.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const reply = (seq: number, number = seq, rttMs = 20): StampReply => ({
  ...{ seq, number, bytes: 160, sentAtMs: seq * 20, heardAtMs: seq * 20 + rttMs },
  ...{ atPeerMs: seq * 20 + rttMs / 2, leftPeerMs: seq * 20 + rttMs / 2 },
});
const seenOf = (replies: readonly StampReply[], more: Partial<StampSeen> = {}): StampSeen => ({
  ...{ hellos: 1, packetBytes: 160, sent: 10, replies, again: [], failure: null },
  isAnswered: replies.length > 0,
  ...more,
});
const toldOf = (udp: Partial<NonNullable<PeerTold['udp']>> | null): PeerTold => ({
  ...{ state: 'open', connectMs: 20, said: 'answer', loopP99Ms: 1, loadKbps: null, failure: null },
  outside: { address: '203.0.113.9', port: 40_000 },
  udp: udp && {
    ...{ hellos: 1, answered: 1, received: 10, sent: 10, provenElsewhereAgo: 60 },
    ...{ from: { address: '203.0.113.9', port: 50_000 }, ...udp },
  },
});
const COUNT = { count: 10, loopP99Ms: 1 };
const open = () => Promise.reject(new Error('not opened'));
const all = Array.from({ length: 10 }, (_, seq) => reply(seq));

describe('what came there', () => {
  test.each<[string, StampSeen, PeerTold | null, object]>([
    [
      'the peer tells it',
      seenOf(all.slice(0, 7)),
      toldOf({ received: 9, sent: 9 }),
      { atPeer: 9, answered: 9, received: 7, closedBy: 'tcp' },
    ],
    [
      'the peer answered fewer than came: its own limit',
      seenOf(all.slice(0, 7)),
      toldOf({ received: 9, sent: 8 }),
      { atPeer: 9, answered: 8 },
    ],
    [
      'the peer lost its session in between',
      seenOf(all.slice(0, 7)),
      toldOf({ received: 3, sent: 3 }),
      { atPeer: null, closedBy: 'none' },
    ],
    ['nobody tells, and all came back', seenOf(all), null, { atPeer: 10, received: 10, closedBy: 'whole' }],
    [
      'nobody tells',
      seenOf(all.slice(0, 7)),
      null,
      { atPeer: null, answered: null, received: 7, closedBy: 'none' },
    ],
    [
      'a reflector numbers by itself, and the closing packet came back',
      seenOf([reply(0), reply(2, 1), reply(10, 8)]),
      null,
      { atPeer: 8, received: 2, closedBy: 'repeat' },
    ],
    [
      'a reflector copies the numbers: nothing is known',
      seenOf([reply(0), reply(2), reply(10)]),
      null,
      { atPeer: null, closedBy: 'none' },
    ],
    [
      'the first closing packet was lost: nobody knows how many came',
      seenOf([reply(0), reply(2, 1), reply(11, 9)]),
      null,
      { atPeer: null, closedBy: 'none' },
    ],
    [
      'an answer came twice: the peer sent it once',
      seenOf(all.slice(0, 9), { again: [reply(0)] }),
      toldOf({ received: 10, sent: 10 }),
      { received: 9, duplicates: 1, atPeer: 10, answered: 10, closedBy: 'tcp' },
    ],
    [
      'the way there doubled two packets: the peer counts them twice, nothing is lost back',
      seenOf(all.slice(0, 8), { again: [reply(0, 20), reply(1, 21)] }),
      toldOf({ received: 10, sent: 10 }),
      { received: 8, duplicates: 2, atPeer: 8, answered: 8, closedBy: 'tcp' },
    ],
    [
      'a reflector counts others, too: its numbers say nothing of this series',
      seenOf([reply(0, 500), reply(2, 501), reply(10, 509)]),
      null,
      { atPeer: null, closedBy: 'none' },
    ],
    [
      'a reflector numbers more than was sent',
      seenOf([reply(0), reply(2, 1), reply(10, 11)]),
      null,
      { atPeer: null, closedBy: 'none' },
    ],
  ])('%s', (_name, seen, told, wanted) => {
    expect(countSeries(seen, told, COUNT)).toMatchObject(wanted);
  });
});

test.each<[string, StampSeen, PeerTold | null, object]>([
  [
    'silence',
    seenOf([], { sent: 0, failure: failure('no-reply', 'receive') }),
    toldOf({ hellos: 0 }),
    { state: 'open|filtered', told: { hellos: 0 }, offered: true },
  ],
  [
    'a refusal',
    seenOf([], { failure: failure('port-unreachable', 'receive') }),
    null,
    { state: 'closed', told: null, offered: null },
  ],
  ['a port that the peer does not have', seenOf([]), toldOf(null), { told: null, offered: false }],
])('%s', (_name, seen, told, wanted) => {
  expect(countSeries(seen, told, COUNT)).toMatchObject(wanted);
});

/** 40 packets: on the way there every second one is 8 ms late, and the peer's clock is a day ahead and all but right. */
const shaken = Array.from({ length: 40 }, (_, seq): StampReply => {
  const lateMs = seq % 2 === 0 ? 8 : 0;
  const [sentAtMs, day] = [seq * 20, 86_400_000];
  const atPeerMs = sentAtMs + 10 + lateMs + day;
  return {
    ...{ seq, number: seq, bytes: 160, sentAtMs, heardAtMs: sentAtMs + 20 + lateMs },
    ...{ atPeerMs, leftPeerMs: atPeerMs },
  };
});

/** From the twentieth on the peer's clock says so much more. */
function moved(byMs: number): readonly StampReply[] {
  return shaken.map((one) => {
    const ms = one.seq < 20 ? 0 : byMs;
    return { ...one, atPeerMs: one.atPeerMs + ms, leftPeerMs: one.leftPeerMs + ms };
  });
}

test.each<[string, readonly StampReply[], number | null, number, object]>([
  [
    'each way by itself, whatever the other clock says',
    shaken,
    1,
    1,
    { up: { pdvMs: { p50: 8, p90: 8 }, ipdvMs: 8 }, down: { pdvMs: { p50: 0, p90: 0 }, ipdvMs: 0 } },
  ],
  [
    'in the order of sending, also where answers come in another',
    shaken.toReversed(),
    null,
    1,
    { up: { ipdvMs: 8 } },
  ],
  ['not where this computer was late', shaken, 26, 1, { up: null, down: null, loopP99Ms: 26 }],
  ['not where the peer was late', shaken, 1, 26, { up: null, down: null, peerLoopP99Ms: 26 }],
  ['not where the clock of the peer was set anew', moved(1_000), 1, 1, { up: null, down: null }],
  ['not where it was set back', moved(-100), 1, 1, { up: null, down: null }],
  ['not of 19 answers', shaken.slice(0, 19), 1, 1, { up: null, down: null }],
])('variation: %s', (_name, replies, loopP99Ms, peerLoopP99Ms, wanted) => {
  const told = { ...toldOf({}), loopP99Ms: peerLoopP99Ms };
  expect(countSeries(seenOf(replies), told, { count: 40, loopP99Ms })).toMatchObject(wanted);
});

test('the probe asks each TCP port of the peer about its own mark, and takes the answer', async () => {
  const marks = new Set<string>();
  const asked: number[] = [];
  const peer = {
    open,
    reflect: ({ mark }: { mark: string }) => {
      marks.add(mark);
      return Promise.resolve(seenOf(all));
    },
    ask: ({ port, about }: { port: number; about: { mark: string } | null }) => {
      asked.push(port);
      marks.add(about?.mark ?? '');
      return Promise.resolve(port === 443 ? toldOf({}) : { ...toldOf(null), said: 'nothing' as const });
    },
  };
  const step = stepOf({
    ...{ probe: 'stamp', target: targetOf(4172), samples: 10, everyMs: 20, localPort: null, signed: true },
    countedOn: [4172, 443],
  });
  const evidence = await stampProbe.run(step, contextOf({ peer, clock: scriptedClock() }));
  expect(asked).toEqual([4172, 443]);
  expect(marks.size).toBe(1);
  expect([...marks][0]).toMatch(/^[0-9a-f]{48}$/);
  expect(evidence).toMatchObject({
    port: 4172,
    received: 10,
    atPeer: 10,
    closedBy: 'tcp',
    rttMs: { p50: 20 },
  });
});

test('the TCP side tells under which address it sees this machine', async () => {
  const peer = {
    open,
    reflect: () => Promise.reject(new Error('not asked')),
    ask: () => Promise.resolve(toldOf(null)),
  };
  const step = stepOf({
    probe: 'peer-tcp',
    target: { ...targetOf(443), address: toIpAddress('198.51.100.20') },
  });
  const evidence = await peerTcpProbe.run(step, contextOf({ peer, clock: scriptedClock() }));
  expect(evidence).toMatchObject({ said: 'answer', outsideAddress: '203.0.113.9', outsidePort: 40_000 });
});
