/** One source port to every port of a peer, over a line out of a script. */
import { expect, test } from '@jest/globals';
import type { PeerDoor, PeerTold } from '../../../src/probes/ports.ts';
import { peerNatProbe } from '../../../src/probes/peer-nat.ts';
import { scriptedClock, scriptedPeer } from './peer-session.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const SHUT: PeerTold = {
  ...{
    state: 'filtered',
    connectMs: null,
    said: 'nothing',
    outside: null,
    udp: null,
    loopP99Ms: null,
    loadKbps: null,
    failure: null,
  },
};

test('the first session chooses the source port, the others take it, and the peer is asked about each mark', async () => {
  const clock = scriptedClock();
  const line = scriptedPeer(clock, { answerAfterMs: () => 20 }).peer;
  const doors: PeerDoor[] = [];
  const from = new Map<string, number>();
  const peer = {
    ...line,
    open: (door: PeerDoor) => {
      doors.push(door);
      from.set(door.mark, 1_000 + door.port);
      return line.open(door, new AbortController().signal);
    },
    ask: ({ port, about }: { port: number; about: { mark: string } | null }): Promise<PeerTold> => {
      const udp = {
        ...{ hellos: 1, answered: 1, received: 0, sent: 0, provenElsewhereAgo: null },
        from: { address: '203.0.113.9', port: from.get(about?.mark ?? '') ?? 0 },
      };
      return Promise.resolve(port === 443 ? { ...SHUT, said: 'answer', udp } : SHUT);
    },
  };
  const step = stepOf({ probe: 'peer-nat', target: targetOf(0), countedOn: [4172, 4195, 443] });
  const seen = await peerNatProbe.run(step, contextOf({ clock, peer }));
  expect(doors.map(({ port, localPort }) => [port, localPort])).toEqual([
    [4172, null],
    [4195, 50_000],
    [443, 50_000],
  ]);
  expect(seen).toMatchObject({
    localPort: 50_000,
    seen: [{ port: 4172, outsidePort: 5_172 }, { outsidePort: 5_195 }, { outsidePort: 1_443 }],
  });
});

test('where nobody tells, nothing is known', async () => {
  const clock = scriptedClock();
  const { peer } = scriptedPeer(clock, { answerAfterMs: () => null }, { ask: () => Promise.resolve(SHUT) });
  const step = stepOf({ probe: 'peer-nat', target: targetOf(0), countedOn: [4172] });
  const seen = await peerNatProbe.run(step, contextOf({ clock, peer }));
  expect(seen.seen).toEqual([{ port: 4172, outsideAddress: null, outsidePort: null }]);
});
