/** What a series of measuring packets comes to, and what is asked of the peer about it. */
import { describe, expect, test } from '@jest/globals';
import { toIpAddress } from '../../../src/core/address.ts';
import { failure } from '../../../src/core/failure.ts';
import { peerTcpProbe } from '../../../src/probes/peer-tcp.ts';
import type { PeerTold, StampReply, StampSeen } from '../../../src/probes/ports.ts';
import { stampProbe } from '../../../src/probes/stamp.ts';
import { countSeries } from '../../../src/probes/stamp-series.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const reply = (seq: number, number = seq, rttMs = 20): StampReply => ({
  ...{ seq, number, sentAtMs: seq * 20, heardAtMs: seq * 20 + rttMs },
});
const seenOf = (replies: readonly StampReply[], more: Partial<StampSeen> = {}): StampSeen => ({
  ...{ hellos: 1, packetBytes: 160, sent: 10, replies, isAnswered: replies.length > 0, failure: null },
  ...more,
});
const toldOf = (udp: Partial<NonNullable<PeerTold['udp']>> | null): PeerTold => ({
  ...{ state: 'open', connectMs: 20, said: 'answer', loopP99Ms: 1, failure: null },
  outside: { address: '203.0.113.9', port: 40_000 },
  udp: udp && {
    ...{ hellos: 1, answered: 1, received: 10, sent: 10, provenElsewhereAgo: 60 },
    ...{ from: { address: '203.0.113.9', port: 50_000 }, ...udp },
  },
});
const COUNT = { count: 10 };
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
    ['an answer came twice', seenOf([reply(0), reply(0), reply(1)]), null, { received: 2, duplicates: 1 }],
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

test('the probe asks each TCP port of the peer about its own mark, and takes the answer', async () => {
  const marks = new Set<string>();
  const asked: number[] = [];
  const peer = {
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
  const evidence = await stampProbe.run(step, contextOf({ peer }));
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
    reflect: () => Promise.reject(new Error('not asked')),
    ask: () => Promise.resolve(toldOf(null)),
  };
  const step = stepOf({
    probe: 'peer-tcp',
    target: { ...targetOf(443), address: toIpAddress('198.51.100.20') },
  });
  const evidence = await peerTcpProbe.run(step, contextOf({ peer }));
  expect(evidence).toMatchObject({ said: 'answer', outsideAddress: '203.0.113.9', outsidePort: 40_000 });
});
