/** The directory checks on real sockets: a DNS server with service records, and a controller that refuses (loopback's closed ports). */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Packet } from 'dns-packet';
import type { HostName, IpAddress } from '../../../src/core/address.ts';
import { makeClock } from '../../../src/net/clock.ts';
import { makeDatagram } from '../../../src/net/datagram.ts';
import { makeDns } from '../../../src/net/dns/dns.ts';
import { makeTcp } from '../../../src/net/tcp.ts';
import { loadDirectoryPorts } from '../../../src/regions/directory-ports.ts';
import { planDirectory } from '../../../src/rules/directory/directory-plan.ts';
import { judgeDirectory } from '../../../src/rules/directory/judge-directory.ts';
import { runDirectory } from '../../../src/rules/directory/run-directory.ts';
import { answerTo, framed, startDnsServer, type DnsServer, type Reply } from '../dns-server.ts';

const clock = makeClock();
const ports = {
  dns: makeDns({ clock }),
  tcp: makeTcp({ clock, kernel: null }),
  datagram: makeDatagram({ clock }),
};
const servers: DnsServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const records = (question: Packet): Uint8Array => {
  const name = question.questions?.[0]?.name ?? '';
  const port = name.startsWith('_ldap') ? 389 : 88;
  return answerTo(question, [
    { type: 'SRV', name, ttl: 60, data: { priority: 0, weight: 100, port, target: 'dc1.corp.example.com' } },
  ]);
};

async function check(replies: { udp: Reply; tcp: Reply }, signal = new AbortController().signal) {
  const server = await startDnsServer(replies);
  servers.push(server);
  const loopback = '127.0.0.1' as IpAddress;
  const request = {
    dnsServer: loopback,
    dnsPort: server.port,
    domain: 'corp.example.com' as HostName,
    controller: loopback,
  };
  const plan = planDirectory(request, loadDirectoryPorts());
  return judgeDirectory(plan, await runDirectory(plan, ports, signal));
}

describe('a directory on loopback', () => {
  test('its records are read by UDP and by TCP; what refuses is a problem, by UDP too', async () => {
    const { rows, problems } = await check({ udp: records, tcp: (question) => framed(records(question)) });
    expect(rows.slice(0, 4).map(({ state, detail }) => [state, detail])).toEqual([
      ['answered', '0 100 389 dc1.corp.example.com'],
      ['answered', '0 100 389 dc1.corp.example.com'],
      ['answered', '0 100 88 dc1.corp.example.com'],
      ['answered', '0 100 88 dc1.corp.example.com'],
    ]);
    // A machine may run such a service itself; whatever refuses must be a problem that names the port.
    const closed = rows.filter(({ state }) => state === 'closed').map(({ id }) => id);
    expect(closed.length).toBeGreaterThan(0);
    expect(problems.flatMap(({ steps }) => steps)).toEqual(closed);
  });

  test('a server without the records', async () => {
    const none = (question: Packet): Uint8Array => answerTo(question, [], { rcode: 3 });
    const { problems } = await check({ udp: none, tcp: (question) => framed(none(question)) });
    expect(problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'SRV record for LDAP does not exist for IP: 127.0.0.1',
        'SRV record for Kerberos does not exist for IP: 127.0.0.1',
      ]),
    );
  });

  test('is left at once when the run is cancelled', async () => {
    const abort = new AbortController();
    const running = check(
      { udp: () => (abort.abort(new Error('cancelled')), null), tcp: () => null },
      abort.signal,
    );
    await expect(running).rejects.toThrow('cancelled');
  });
});
