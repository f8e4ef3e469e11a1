import dgram from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeClock } from '../../src/net/clock.ts';
import { makeDatagram } from '../../src/net/datagram.ts';
import type { DatagramExchange } from '../../src/probes/ports.ts';
import { quicProbe } from '../../src/probes/quic.ts';
import { stunProbe } from '../../src/probes/stun.ts';
import { udpProbe } from '../../src/probes/udp.ts';
import { contextOf, ip, stepOf, targetOf } from '../unit/probes/probe-fixtures.ts';
import { afterClosing, openHandles } from './open-handles.ts';

const clock = makeClock();
const datagram = makeDatagram({ clock });
const calm = { timeoutMs: 2000, signal: new AbortController().signal };
const quick = { timeouts: { connectMs: 3200, tlsMs: 1, httpMs: 1, dnsMs: 1, datagramMs: 50 } };

let server: dgram.Socket | null = null;
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(() => resolve(null))));
  server = null;
});

/** Answers each datagram with what `reply` makes of it; null: silence. */
async function serve(
  reply: (heard: Uint8Array, count: number) => Uint8Array | null,
  host = '127.0.0.1',
): Promise<number> {
  let count = 0;
  const socket = dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4', (heard, from) => {
    const bytes = reply(heard, count++);
    if (bytes !== null) socket.send(bytes, from.port, from.address);
  });
  server = socket;
  socket.bind(0, host);
  await once(socket, 'listening');
  return socket.address().port;
}

async function closedPort(host = '127.0.0.1'): Promise<number> {
  const port = await serve(() => null, host);
  await new Promise((resolve) => server?.close(() => resolve(null)));
  server = null;
  return port;
}

function exchangeOf(port: number, changes: Partial<DatagramExchange> = {}): DatagramExchange {
  return {
    address: ip('127.0.0.1'),
    port,
    payloads: ['one', 'two', 'three'].map((text) => new TextEncoder().encode(text)),
    spacingMs: [30, 60],
    accept: () => true,
    ...changes,
  };
}

describe('the port', () => {
  test('an answer ends the exchange, with its time', async () => {
    const port = await serve((heard) => heard);
    const began = performance.now();
    const result = await datagram.exchange(exchangeOf(port), calm);
    expect(result).toMatchObject({ state: 'open', failure: null, unexpected: 0 });
    expect(result.sentAtMs.length).toBe(1);
    expect(result.reply?.afterMs).toBeLessThanOrEqual(performance.now() - began);
  });

  test('the answer to an earlier try is timed from that try', async () => {
    const port = await serve((heard, count) => (count === 1 ? heard : null));
    const late = exchangeOf(port, { answeredTry: () => 0, spacingMs: [30, 10_000] });
    const result = await datagram.exchange(late, calm);
    expect(result.sentAtMs.length).toBe(2);
    expect(result.reply?.afterMs).toBeGreaterThanOrEqual(29);
  });

  test('silence after all tries proves nothing', async () => {
    const port = await serve(() => null);
    const result = await datagram.exchange(exchangeOf(port), { ...calm, timeoutMs: 500 });
    expect(result).toMatchObject({ state: 'open|filtered', reply: null, failure: { code: 'no-reply' } });
    expect(result.sentAtMs.length).toBe(3);
  });

  test('wrong bytes are counted, and are no answer', async () => {
    const port = await serve(() => new Uint8Array(7));
    const picky = exchangeOf(port, { accept: ({ length }) => length === 3 });
    const result = await datagram.exchange(picky, { ...calm, timeoutMs: 500 });
    expect(result).toMatchObject({
      state: 'open|filtered',
      reply: null,
      unexpected: 3,
      failure: { code: 'unexpected-reply' },
    });
  });

  test.each(['127.0.0.1', '::1'])('an ICMP port unreachable from %s is closed, by its word', async (host) => {
    const port = await closedPort(host);
    const result = await datagram.exchange(exchangeOf(port, { address: ip(host) }), calm);
    expect(result).toMatchObject({ state: 'closed', failure: { code: 'port-unreachable' } });
  });

  test('a datagram that no packet can hold says so', async () => {
    const port = await serve(() => null);
    const huge = exchangeOf(port, { payloads: [new Uint8Array(65_508)] });
    expect((await datagram.exchange(huge, calm)).failure?.code).toBe('message-too-long');
  });

  test('cancelled in the middle it rejects with the reason and leaves nothing open', async () => {
    const port = await serve(() => null);
    const before = openHandles();
    const cancel = new AbortController();
    const talking = datagram.exchange(exchangeOf(port), { ...calm, signal: cancel.signal });
    setTimeout(() => cancel.abort(new Error('stop')), 40);
    await expect(talking).rejects.toThrow('stop');
    await afterClosing();
    expect(openHandles()).toBeLessThanOrEqual(before);
  });
});

function probeContext() {
  return contextOf({ clock, datagram }, quick);
}

describe('the udp probe', () => {
  test.each<[string, (heard: Uint8Array) => Uint8Array, boolean]>([
    ['an echo', (heard) => heard, true],
    ['an echo of wrong bytes', (heard) => heard.map((byte) => byte ^ 1), false],
    ['something of its own', () => new Uint8Array([1, 2, 3]), false],
  ])('%s is a reply', async (...[, reply, echoed]) => {
    const step = stepOf({ probe: 'udp', target: targetOf(await serve(reply)) });
    const evidence = await udpProbe.run(step, probeContext());
    expect(evidence).toMatchObject({ state: 'open', failure: null, reply: { echoed } });
  });

  test('the payload names the project', async () => {
    const heard: string[] = [];
    const port = await serve((bytes) => {
      heard.push(new TextDecoder().decode(bytes));
      return bytes;
    });
    await udpProbe.run(stepOf({ probe: 'udp', target: targetOf(port) }), probeContext());
    expect(heard[0]).toMatch(/^preflight-workspaces [\x20-\x7e]+$/);
  });

  test('an empty datagram is a reply too', async () => {
    const step = stepOf({ probe: 'udp', target: targetOf(await serve(() => new Uint8Array())) });
    expect(await udpProbe.run(step, probeContext())).toMatchObject({
      state: 'open',
      reply: { bytes: 0, echoed: false },
    });
  });

  test('nobody there is closed', async () => {
    const step = stepOf({ probe: 'udp', target: targetOf(await closedPort()) });
    expect(await udpProbe.run(step, probeContext())).toMatchObject({ state: 'closed', reply: null });
  });
});

/** Version negotiation as RFC 9000, 17.2.1 has it: the ids of the probe swapped. */
function negotiation(probe: Uint8Array, versions = [0, 0, 0, 1]): Uint8Array {
  const destination = probe.subarray(5, 14);
  const source = probe.subarray(14, 23);
  return Uint8Array.from([0xf2, 0, 0, 0, 0, ...source, ...destination, ...versions]);
}

describe('the quic probe', () => {
  test('a version negotiation proves a QUIC server', async () => {
    const port = await serve((probe) => (probe.length === 1200 ? negotiation(probe) : null));
    const evidence = await quicProbe.run(stepOf({ probe: 'quic', target: targetOf(port) }), probeContext());
    expect(evidence).toMatchObject({ state: 'open', reply: { versions: ['00000001'], bytes: 27 } });
  });

  test('the answer to the first try may come after the second was sent', async () => {
    let first: Uint8Array | null = null;
    const port = await serve((probe, count) => {
      first ??= Uint8Array.from(probe);
      return count === 1 ? negotiation(first) : null;
    });
    const evidence = await quicProbe.run(stepOf({ probe: 'quic', target: targetOf(port) }), probeContext());
    expect(evidence.reply?.afterMs).toBeGreaterThanOrEqual(299);
  });

  test.each<[string, (probe: Uint8Array) => Uint8Array]>([
    ['the probe sent back', (probe) => probe],
    ['an answer with the ids not swapped', (probe) => negotiation(negotiation(probe))],
    ['text', () => new TextEncoder().encode('hello')],
  ])('%s is unexpected, and no proof', async (...[, reply]) => {
    const step = stepOf({ probe: 'quic', target: targetOf(await serve(reply)) });
    const evidence = await quicProbe.run(step, probeContext());
    expect(evidence).toMatchObject({ reply: null, unexpected: 3, failure: { code: 'unexpected-reply' } });
  });
});

describe('the stun probe', () => {
  test('an answer gives the address that the server sees', async () => {
    const port = await serve((request) =>
      Uint8Array.from([
        ...[0x01, 0x01, 0x00, 0x0c, ...request.subarray(4, 20)],
        ...[0x00, 0x20, 0x00, 0x08, 0x00, 0x01, 0xa1, 0x47, 0xe1, 0x12, 0xa6, 0x43],
      ]),
    );
    const evidence = await stunProbe.run(stepOf({ probe: 'stun', target: targetOf(port) }), probeContext());
    expect(evidence).toMatchObject({
      state: 'open',
      reply: { mappedAddress: '192.0.2.1', mappedPort: 32853 },
    });
  });

  test('silence is silence', async () => {
    const step = stepOf({ probe: 'stun', target: targetOf(await serve(() => null)) });
    const evidence = await stunProbe.run(step, probeContext());
    expect(evidence).toMatchObject({ state: 'open|filtered', reply: null, failure: { code: 'no-reply' } });
    expect(evidence.sentAtMs.length).toBe(3);
  });
});
