import { afterEach, describe, expect, test } from '@jest/globals';
import dnsPacket from 'dns-packet';
import type { DnsReply } from '../../src/probes/ports.ts';
import { makeClock } from '../../src/net/clock.ts';
import { makeDns } from '../../src/net/dns/dns.ts';
import { makeDatagram } from '../../src/net/datagram.ts';
import { dnsProbe } from '../../src/probes/dns.ts';
import { contextOf, ip, stepOf } from '../unit/probes/probe-fixtures.ts';
import { hostFactsOf } from '../unit/plan/plan-fixtures.ts';
import { answerTo, framed, startDnsServer, type DnsServer, type Reply } from './dns-server.ts';
import { afterClosing, openHandles } from './open-handles.ts';

const NAME = 'drp-fra.amazonworkspaces.com';
const ADDRESS = { type: 'A', name: NAME, ttl: 60, data: '192.0.2.7' } as const;

const clock = makeClock();
const neverLookedUp = { parallel: 1, resolve: () => Promise.reject(new Error('looked up')) };
const dns = makeDns({ clock, lookupSource: neverLookedUp });

let server: DnsServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface AskOptions {
  readonly transport?: 'udp' | 'tcp';
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

async function ask(
  answers: { udp?: Reply; tcp?: Reply },
  { transport = 'udp', timeoutMs = 2000, signal = new AbortController().signal }: AskOptions = {},
): Promise<DnsReply> {
  server = await startDnsServer(answers);
  const query = { server: '127.0.0.1', serverPort: server.port, name: NAME, type: 'A', transport } as const;
  return dns.query(query, { timeoutMs, signal });
}

describe('over UDP', () => {
  test('an answer with its time', async () => {
    const began = performance.now();
    const reply = await ask({ udp: (question) => answerTo(question, [ADDRESS]) });
    expect(reply).toMatchObject({ rcode: 'NOERROR', addresses: ['192.0.2.7'], failure: null });
    expect(reply.durationMs).toBeGreaterThan(0);
    expect(reply.durationMs).toBeLessThanOrEqual(performance.now() - began);
  });

  test.each([
    [2, 'SERVFAIL', 'dns-servfail'],
    [3, 'NXDOMAIN', 'dns-nxdomain'],
    [5, 'REFUSED', 'dns-refused'],
  ])('rcode %i is %s', async (...[rcode, name, code]) => {
    const reply = await ask({ udp: (question) => answerTo(question, [], { rcode }) });
    expect(reply).toMatchObject({ rcode: name, failure: { code } });
  });

  test('a lost first question is asked again under another id', async () => {
    const ids: unknown[] = [];
    const reply = await ask({
      udp: (question, count) => {
        ids.push(question.id);
        return count === 0 ? null : answerTo(question, [ADDRESS]);
      },
    });
    expect(reply).toMatchObject({ tries: 2, addresses: ['192.0.2.7'] });
    expect(new Set(ids).size).toBe(2);
  });

  test('silence is a time-out after three tries', async () => {
    const reply = await ask({ udp: () => null }, { timeoutMs: 600 });
    expect(reply).toMatchObject({
      rcode: null,
      durationMs: null,
      tries: 3,
      failure: { code: 'dns-timeout' },
    });
    expect(server?.heard.udp).toBe(3);
  });

  test('a port where nobody listens is known at once', async () => {
    const closed = await startDnsServer({});
    await closed.close();
    const query = {
      server: '127.0.0.1',
      serverPort: closed.port,
      name: NAME,
      type: 'A',
      transport: 'udp',
    } as const;
    const reply = await dns.query(query, { timeoutMs: 2000, signal: new AbortController().signal });
    expect(reply).toMatchObject({ rcode: null, failure: { code: 'port-unreachable' } });
  });

  test.each<[string, Reply, string]>([
    ['garbage', () => new TextEncoder().encode('no DNS at all, but long enough'), 'dns-malformed'],
    [
      'an answer to another question',
      (question) => answerTo(question, [ADDRESS], { questions: [{ type: 'A', name: 'other.example' }] }),
      'dns-mismatch',
    ],
    [
      'another id',
      (question) => answerTo(question, [ADDRESS], { id: (question.id ?? 0) ^ 1 }),
      'dns-mismatch',
    ],
  ])('%s is no answer', async (...[, udp, code]) => {
    expect(await ask({ udp }, { timeoutMs: 250 })).toMatchObject({ rcode: null, failure: { code } });
  });

  test('the right answer behind a wrong one counts', async () => {
    const reply = await ask({
      udp: (question, count) => (count === 0 ? new Uint8Array(20) : answerTo(question, [ADDRESS])),
    });
    expect(reply).toMatchObject({ addresses: ['192.0.2.7'], failure: null });
  });
});

describe('over TCP', () => {
  test('an answer', async () => {
    const tcp: Reply = (question) => framed(answerTo(question, [ADDRESS]));
    expect(await ask({ tcp }, { transport: 'tcp' })).toMatchObject({
      addresses: ['192.0.2.7'],
      failure: null,
    });
  });

  test.each<[string, Reply, string]>([
    ['garbage', () => framed(new Uint8Array(40)), 'dns-malformed'],
    [
      'a length that never comes',
      (question) => framed(answerTo(question, [ADDRESS]), 60_000),
      'connection-closed',
    ],
    ['silence', () => null, 'dns-timeout'],
  ])('%s is no answer', async (...[, tcp, code]) => {
    expect(await ask({ tcp }, { transport: 'tcp', timeoutMs: 250 })).toMatchObject({
      rcode: null,
      failure: { code },
    });
  });

  test('a refused connection says so', async () => {
    const closed = await startDnsServer({});
    await closed.close();
    const query = {
      server: '127.0.0.1',
      serverPort: closed.port,
      name: NAME,
      type: 'A',
      transport: 'tcp',
    } as const;
    const reply = await dns.query(query, { timeoutMs: 2000, signal: new AbortController().signal });
    expect(reply.failure?.code).toBe('connection-refused');
  });
});

test('the probe goes on to TCP when UDP cuts the answer', async () => {
  server = await startDnsServer({
    udp: (question) => answerTo(question, [], { flags: dnsPacket.TRUNCATED_RESPONSE }),
    tcp: (question) => framed(answerTo(question, [{ ...ADDRESS, type: 'A' }])),
  });
  const host = hostFactsOf({
    dnsServers: [{ address: '127.0.0.1', port: server.port, interfaceName: null }],
  });
  const lookedUp = { addresses: [ip('192.0.2.7')], durationMs: 1, failure: null };
  const port = { ...dns, lookup: () => Promise.resolve(lookedUp) };
  const step = stepOf({
    probe: 'dns',
    role: 'name',
    target: { host: NAME },
  });
  const { servers } = await dnsProbe.run(step, contextOf({ clock, dns: port }, { host }));
  expect(servers[0]).toMatchObject({
    transport: 'tcp',
    truncated: true,
    addresses: ['192.0.2.7'],
    failure: null,
  });
});

describe('cancelled in the middle', () => {
  test.each(['udp', 'tcp'] as const)(
    '%s rejects with the reason and leaves nothing open',
    async (transport) => {
      server = await startDnsServer({});
      const before = openHandles();
      const cancel = new AbortController();
      const query = {
        server: '127.0.0.1',
        serverPort: server.port,
        name: NAME,
        type: 'A',
        transport,
      } as const;
      const asking = dns.query(query, { timeoutMs: 5000, signal: cancel.signal });
      setTimeout(() => cancel.abort(new Error('stop')), 20);
      await expect(asking).rejects.toThrow('stop');
      await server.close();
      server = null;
      await afterClosing();
      expect(openHandles()).toBeLessThan(before);
    },
  );

  test('a call with a signal that has fired sends nothing', async () => {
    const fired = AbortSignal.abort(new Error('stop'));
    const datagram = makeDatagram({ clock });
    await expect(ask({}, { signal: fired })).rejects.toThrow('stop');
    const exchange = {
      address: ip('127.0.0.1'),
      port: server?.port ?? 0,
      payloads: [new Uint8Array(1)],
      spacingMs: [],
      accept: () => true,
    };
    await expect(datagram.exchange(exchange, { timeoutMs: 100, signal: fired })).rejects.toThrow('stop');
    expect(server?.heard).toEqual({ udp: 0, tcp: 0 });
  });
});
