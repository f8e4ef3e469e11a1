import { expect, test } from '@jest/globals';
import { failure, type FailureCode } from '../../../src/core/failure.ts';
import type { DatagramPort, DatagramResult, HostPort } from '../../../src/probes/ports.ts';
import { mtuQuicProbe } from '../../../src/probes/mtu-quic.ts';
import { virtualClock } from '../run/virtual-clock.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const SILENT: DatagramResult = {
  state: 'open|filtered',
  sentAtMs: [0, 300, 800],
  reply: null,
  unexpected: 0,
  failure: failure('no-reply', 'receive'),
};

/** A path that answers sizes up to a limit; larger ones vanish, or the path says so after the first. */
function pathOf(largest: number, above: FailureCode = 'no-reply'): DatagramPort {
  const clock = virtualClock();
  return {
    async exchange({ payloads }, { signal, timeoutMs }) {
      const [payload = new Uint8Array()] = payloads;
      if (payload.length <= largest) {
        return {
          ...SILENT,
          sentAtMs: [0],
          state: 'open',
          failure: null,
          reply: { afterMs: 9, datagram: payload },
        };
      }
      const isAnnounced = above === 'message-too-long' && payload.length < 1450;
      await clock.sleep(isAnnounced ? 20 : timeoutMs, signal);
      return isAnnounced ? { ...SILENT, sentAtMs: [0], failure: failure(above, 'receive') } : SILENT;
    },
  };
}

async function ladderOf(
  datagram: DatagramPort,
  route: { interfaceMtuBytes: number | null; routeMtuBytes: number | null },
) {
  const host = { route: () => Promise.resolve(route) } as unknown as HostPort;
  const step = stepOf({ probe: 'mtu-quic', target: targetOf(4195) });
  return mtuQuicProbe.run(step, contextOf({ datagram, host }));
}

const UNKNOWN = { interfaceMtuBytes: null, routeMtuBytes: null };

test('a path of 1500 bytes passes the whole ladder', async () => {
  const { ladder, failure: why } = await ladderOf(pathOf(1472), {
    interfaceMtuBytes: 1500,
    routeMtuBytes: null,
  });
  expect(ladder.map(({ payloadBytes }) => payloadBytes)).toEqual([1200, 1252, 1300, 1352, 1400, 1452, 1472]);
  expect(ladder.at(-1)).toEqual({ payloadBytes: 1472, packetBytes: 1500, replied: true, tries: 1 });
  expect(why).toBeNull();
});

test.each([
  ['above the MTU of the interface', { interfaceMtuBytes: 1400, routeMtuBytes: null }],
  [
    'above the path MTU that the kernel knows, where it would fragment',
    { interfaceMtuBytes: 1500, routeMtuBytes: 1400 },
  ],
])('sizes %s are left out', async (...[, route]) => {
  const { ladder } = await ladderOf(pathOf(1472), route);
  expect(ladder.map(({ packetBytes }) => packetBytes)).toEqual([1228, 1280, 1328, 1380]);
});

test('a black hole shows as silence from a size on, after three tries', async () => {
  const { ladder, failure: why } = await ladderOf(pathOf(1300), UNKNOWN);
  expect(ladder.map(({ replied }) => replied)).toEqual([true, true, true, false, false, false, false]);
  expect(ladder.at(-1)?.tries).toBe(3);
  expect(why).toBeNull();
});

test('when the path announces its limit, larger sizes end at once: later tries would go in fragments', async () => {
  const { ladder } = await ladderOf(pathOf(1300, 'message-too-long'), UNKNOWN);
  expect(ladder.map(({ replied }) => replied)).toEqual([true, true, true, false, false, false, false]);
  expect(ladder.map(({ tries }) => tries)).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('silence of every size is a failure of the probe, not a statement about the path', async () => {
  const { failure: why } = await ladderOf(pathOf(0), UNKNOWN);
  expect(why?.code).toBe('no-reply');
});

test('cancelled in the middle it rejects with the reason', async () => {
  const cancel = new AbortController();
  const host = { route: () => Promise.resolve(UNKNOWN) } as unknown as HostPort;
  const step = stepOf({ probe: 'mtu-quic', target: targetOf(4195) });
  const datagram: DatagramPort = {
    exchange: (_exchange, { signal }) => {
      cancel.abort(new Error('stop'));
      return Promise.reject(signal.reason as Error);
    },
  };
  const run = mtuQuicProbe.run(step, contextOf({ datagram, host }, { signal: cancel.signal }));
  await expect(run).rejects.toThrow('stop');
});
