import { describe, expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../../../src/core/address.ts';
import { failure } from '../../../../src/core/failure.ts';
import type { DnsReply, Ports } from '../../../../src/probes/ports.ts';
import { loadDirectoryPorts } from '../../../../src/regions/directory-ports.ts';
import { planDirectory, type DirectoryRequest } from '../../../../src/rules/directory/directory-plan.ts';
import { directoryFailed, judgeDirectory } from '../../../../src/rules/directory/judge-directory.ts';
import {
  renderDirectoryJson,
  renderDirectoryText,
} from '../../../../src/rules/directory/render-directory.ts';
import { runDirectory } from '../../../../src/rules/directory/run-directory.ts';

const request: DirectoryRequest = {
  dnsServer: '192.0.2.53' as IpAddress,
  dnsPort: 53,
  domain: 'corp.example.com' as HostName,
  controller: '192.0.2.10' as IpAddress,
};
const plan = planDirectory(request, loadDirectoryPorts());

interface World {
  /** Answer by name and transport. */
  readonly dns?: (name: string, transport: string) => Partial<DnsReply>;
  readonly tcp?: (port: number) => 'open' | 'closed' | 'filtered';
  readonly udp?: (port: number) => 'open' | 'closed' | 'open|filtered';
}
const healthyDns = (name: string): Partial<DnsReply> => ({
  rcode: 'NOERROR',
  texts: [`0 100 ${name.startsWith('_ldap') ? 389 : 88} dc1.corp.example.com`],
});

/** Ports of a scripted directory; keeps what was asked. */
function fake(world: World): { ports: Pick<Ports, 'dns' | 'tcp' | 'datagram'>; asked: string[] } {
  const asked: string[] = [];
  const ports: Pick<Ports, 'dns' | 'tcp' | 'datagram'> = {
    dns: {
      lookup: () =>
        Promise.reject(new Error('a directory check asks the server that was named, never the system')),
      query: ({ name, transport, server, serverPort, type }) => {
        asked.push(`${type} ${name} ${transport} ${server}:${serverPort}`);
        return Promise.resolve({
          rcode: null,
          addresses: [],
          texts: [],
          ttlSeconds: null,
          truncated: false,
          tries: 1,
          durationMs: 1,
          failure: null,
          ...(world.dns ?? healthyDns)(name, transport),
        });
      },
    },
    tcp: {
      connect: ({ address, port }) => {
        asked.push(`tcp ${address}:${port}`);
        const state = (world.tcp ?? (() => 'open' as const))(port);
        return Promise.resolve({
          state,
          connectMs: null,
          durationMs: 1,
          failure:
            state === 'open'
              ? null
              : failure(state === 'closed' ? 'connection-refused' : 'connection-timeout', 'connect'),
          kernel: null,
        });
      },
    },
    datagram: {
      exchange: ({ address, port }) => {
        asked.push(`udp ${address}:${port}`);
        const state = (world.udp ?? (() => 'open|filtered' as const))(port);
        return Promise.resolve({ state, sentAtMs: [0], reply: null, unexpected: 0, failure: null });
      },
    },
  };
  return { ports, asked };
}
async function checked(world: World, from = plan) {
  const { ports } = fake(world);
  return judgeDirectory(from, await runDirectory(from, ports, new AbortController().signal));
}
const messages = async (world: World): Promise<string[]> =>
  (await checked(world)).problems.map(({ severity, message }) => `${severity}: ${message}`);

describe('the plan', () => {
  test('asks for both services by UDP and TCP, and for literal ports alone', async () => {
    const { ports, asked } = fake({});
    await runDirectory(plan, ports, new AbortController().signal);
    expect(asked.filter((text) => text.startsWith('SRV'))).toEqual([
      'SRV _ldap._tcp.corp.example.com udp 192.0.2.53:53',
      'SRV _ldap._tcp.corp.example.com tcp 192.0.2.53:53',
      'SRV _kerberos._tcp.corp.example.com udp 192.0.2.53:53',
      'SRV _kerberos._tcp.corp.example.com tcp 192.0.2.53:53',
    ]);
    expect(asked.filter((text) => !text.startsWith('SRV'))).toEqual(
      'tcp 53,udp 53,tcp 88,udp 88,udp 123,tcp 135,udp 137,udp 138,tcp 139,tcp 389,udp 389,tcp 445,udp 445,tcp 636,udp 636,tcp 3268,tcp 3269,tcp 464,udp 464'
        .split(',')
        .map((text) => text.replace(' ', ' 192.0.2.10:')),
    );
  });

  test('a range is never tested, and said so', () => {
    expect(plan.left.join()).toContain('TCP 1024-65535 (RPC dynamic): a range is never tested');
  });

  test('without a controller only DNS is asked', () => {
    const dnsOnly = planDirectory({ ...request, controller: null }, loadDirectoryPorts());
    expect([dnsOnly.steps.length, dnsOnly.left[0]]).toEqual([4, expect.stringContaining('--controller')]);
  });
});

describe('the judgement', () => {
  test('a healthy directory has no problem, although UDP stays silent', async () => {
    const result = await checked({});
    expect([result.problems, directoryFailed(result)]).toEqual([[], false]);
    expect(
      new Set(
        result.rows
          .filter(({ target }) => target.includes('UDP') && !target.includes(' 53'))
          .map(({ state }) => state),
      ),
    ).toEqual(new Set(['open|filtered']));
  });

  test.each<readonly [string, World, string[]]>([
    [
      'a missing Kerberos record is said in the words of the documents',
      {
        dns: (name) =>
          name.startsWith('_ldap')
            ? healthyDns(name)
            : { rcode: 'NXDOMAIN', failure: failure('dns-nxdomain', 'resolve') },
      },
      ['error: SRV record for Kerberos does not exist for IP: 192.0.2.53'],
    ],
    [
      'an empty answer is a missing record too',
      {
        dns: (name) =>
          name.startsWith('_kerb')
            ? healthyDns(name)
            : { rcode: 'NOERROR', failure: failure('dns-no-data', 'resolve') },
      },
      ['error: SRV record for LDAP does not exist for IP: 192.0.2.53'],
    ],
    [
      'TCP 53 shut: DNS unavailable by TCP alone, and no record is called missing',
      {
        dns: (name, transport) =>
          transport === 'udp' ? healthyDns(name) : { failure: failure('connection-timeout', 'connect') },
      },
      ['error: DNS unavailable (TCP port 53) for IP: 192.0.2.53'],
    ],
    [
      'a silent server is unavailable, not without records',
      { dns: () => ({ failure: failure('dns-timeout', 'resolve') }) },
      [
        'error: DNS unavailable (TCP port 53) for IP: 192.0.2.53',
        'error: DNS unavailable (UDP port 53) for IP: 192.0.2.53',
      ],
    ],
    [
      'a server that refuses is there: that is another fault than a way that is shut',
      { dns: () => ({ rcode: 'REFUSED', failure: failure('dns-servfail', 'resolve') }) },
      ['error: The DNS server 192.0.2.53 is there and does not answer for this domain (REFUSED)'],
    ],
    [
      'every port that the documents ask for is an error when it is shut, some in the words of the service',
      { tcp: (port) => (port === 389 || port === 88 ? 'filtered' : port === 445 ? 'closed' : 'open') },
      [
        'error: Kerberos/authentication unavailable (TCP port 88) for IP: 192.0.2.10',
        'error: LDAP unavailable (TCP port 389) for IP: 192.0.2.10',
        'error: SMB unavailable (TCP port 445) for IP: 192.0.2.10',
      ],
    ],
    [
      'an active refusal of UDP is told',
      { udp: (port) => (port === 123 ? 'closed' : 'open|filtered') },
      ['error: NTP unavailable (UDP port 123) for IP: 192.0.2.10'],
    ],
  ])('%s', async (_name, world, wanted) => {
    expect(await messages(world)).toEqual(wanted);
  });

  test.each([53, 88, 464, 445, 3269])('TCP %i shut fails', async (shut) => {
    expect(directoryFailed(await checked({ tcp: (port) => (port === shut ? 'closed' : 'open') }))).toBe(true);
  });

  test('a second DNS server and RADIUS are asked and judged for themselves', async () => {
    const second = '192.0.2.54' as IpAddress;
    const wide = planDirectory(
      { ...request, otherDnsServers: [{ address: second, port: 53 }], radius: '192.0.2.99' as IpAddress },
      loadDirectoryPorts(),
    );
    const { ports, asked } = fake({ udp: (port) => (port === 1812 ? 'closed' : 'open|filtered') });
    const query = ports.dns.query;
    const half = {
      ...ports,
      dns: { ...ports.dns, query: (...[one, how]: Parameters<typeof query>) => one.server === second ? Promise.resolve({ rcode: null, addresses: [], texts: [], ttlSeconds: null, truncated: false, tries: 1, durationMs: 1, failure: failure('dns-timeout', 'resolve') }) : query(one, how) }, // prettier-ignore
    };
    const result = judgeDirectory(wide, await runDirectory(wide, half, new AbortController().signal));
    expect(asked).toContain('udp 192.0.2.99:1812');
    expect(result.problems.map(({ message }) => message)).toEqual([
      'DNS unavailable (TCP port 53) for IP: 192.0.2.54',
      'DNS unavailable (UDP port 53) for IP: 192.0.2.54',
      'RADIUS unavailable (UDP port 1812) for IP: 192.0.2.99',
    ]);
  });
});

describe('faces', () => {
  test('the text keeps to 80 columns and shows the records', async () => {
    const text = renderDirectoryText(await checked({ tcp: () => 'filtered' }));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain('0 100 389 dc1.corp.example.com');
    expect(text).toContain('ERROR: LDAP unavailable (TCP port 389) for IP: 192.0.2.10');
  });

  test('the JSON is one document with the schema', async () => {
    expect(JSON.parse(renderDirectoryJson(await checked({})))).toMatchObject({
      schema: 'preflight.directory/1',
    });
  });
});
