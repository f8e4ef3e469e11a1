/** findings.md, "Getting out at all": what the answers of each server tell beside the resolver. */
import { failure } from '../../../../src/core/failure.ts';
import { dnsAnswer, dnsEvidence } from '../evidence-builder.ts';
import { dnsFails, dnsSays, host, httpsFails } from '../faults.ts';
import { alter, ethernet, hasRole, pipe, REGION, type Mutator, type Wanted } from '../record-builder.ts';
import { rowsOf } from './boundary.ts';
import { isName, not, second, SILENT } from './second-server.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;

const WINDOWS = { platform: 'win32', release: '10.0.26100', name: 'Windows 11', arch: 'x64' };

const malformed = rowsOf({
  code: 'dns/malformed',
  side: 'local-network',
  rows: [
    [
      'one answer of a second server does not parse',
      second({ failure: failure('dns-malformed', 'parse') }, host(BROKER)),
      'warning',
      { params: { servers: ['192.168.1.2'], names: 1 } },
    ],
    [
      'one answer is to another question',
      second({ failure: failure('dns-mismatch', 'parse') }, host(BROKER)),
      'warning',
    ],
    ['one answer is an error of the server', second({ rcode: 'SERVFAIL' }, host(BROKER)), null],
  ],
});

const control = (addresses: readonly string[], rcode: string): Mutator =>
  alter('dns', hasRole('control-name'), (_evidence, step) => ({
    ...dnsEvidence(step, addresses, rcode),
    system: null,
  }));
const REWRITTEN = control(['198.51.100.7'], 'NOERROR');

const rewritten = rowsOf({
  code: 'dns/nxdomain-rewritten',
  side: 'path',
  rows: [
    ['a random name gets an address', REWRITTEN, 'notice', { params: { addresses: ['198.51.100.7'] } }],
    [
      'one server of two invents an address',
      second({ rcode: 'NOERROR', addresses: ['198.51.100.7'] }, hasRole('control-name')),
      'notice',
    ],
    ['a random name does not exist', control([], 'NXDOMAIN'), null],
    ['a random name exists without an address', control([], 'NOERROR'), null],
    [
      'a random name gets an address, and the table names get none',
      pipe(REWRITTEN, dnsFails('SERVFAIL')),
      null,
      { beside: ['dns/server-failure:error'] },
    ],
    [
      'a random name gets an address, and the table names resolve wrong',
      pipe(
        REWRITTEN,
        dnsSays(['0.0.0.0'], () => true),
        httpsFails('connection-refused'),
      ),
      null,
      { beside: ['dns/redirected:error'] },
    ],
  ],
});

const takes = (
  durationMs: number,
  who: 'both' | 'servers' | 'resolver' = 'both',
  wanted: Wanted = isName,
): Mutator =>
  alter('dns', wanted, (evidence) => ({
    ...evidence,
    system:
      evidence.system === null || who === 'servers' ? evidence.system : { ...evidence.system, durationMs },
    servers: who === 'resolver' ? evidence.servers : evidence.servers.map((one) => ({ ...one, durationMs })),
  }));

const slow = rowsOf({
  code: 'dns/slow',
  side: 'local-network',
  rows: [
    ['a median of 300 ms', takes(300), null],
    ['a median of 300.1 ms', takes(300.1), 'notice', { params: { limitMs: 300 } }],
    ['a median of 301 ms', takes(301), 'notice', { params: { medianMs: 301 } }],
    ['one answer of 3 s among quick ones: the median is quick', takes(3000, 'both', host(BROKER)), null],
    ['slow servers behind a quick resolver (a cache)', takes(900, 'servers'), null],
    ['a resolver of 2000 ms before quick servers: a busy computer', takes(2000, 'resolver'), null],
    ['a resolver of 2001 ms before quick servers: it waits for somebody', takes(2001, 'resolver'), 'notice'],
  ],
});

const ghost = (server: string, run = {}) => [second({ server, ...SILENT }), null, { run }] as const;
const TUNNEL_DOWN = {
  host: {
    interfaces: [ethernet('eth0'), { ...ethernet('tun0'), up: false }],
    dnsServers: [
      { address: '192.168.1.1', port: 53, interfaceName: 'eth0' },
      { address: '192.168.1.2', port: 53, interfaceName: 'tun0' },
    ],
  },
};

const CONTROL = hasRole('control-name');
const partialServers = rowsOf({
  code: 'dns/partial-servers',
  side: 'local-network',
  rows: [
    [
      'one of two servers does not answer',
      second(SILENT),
      'warning',
      { params: { silent: ['192.168.1.2'] } },
    ],
    [
      'names are slow because the resolver waits for the dead one',
      pipe(takes(900), second(SILENT)),
      'warning',
      { explains: ['dns/slow'] },
    ],
    [
      'it answers one name',
      pipe(second(SILENT, not(BROKER)), second({ rcode: 'NOERROR', addresses: ['52.94.1.1'] }, host(BROKER))),
      null,
    ],
    ['it answers the control alone', pipe(second(SILENT), second({ rcode: 'NXDOMAIN' }, CONTROL)), null],
    [
      'silent to names that gave it up early, and to the control',
      pipe(second({ ...SILENT, waitedMs: 300 }), second({ ...SILENT, waitedMs: 2012 }, CONTROL)),
      'warning',
      { params: { silent: ['192.168.1.2'], withinMs: 2012 } },
    ],
    [
      'waited for to the end by one name: no bound is said',
      pipe(second({ ...SILENT, waitedMs: 300 }, not(BROKER)), second(SILENT, host(BROKER))),
      'warning',
      { params: { withinMs: null } },
    ],
    ['it answers with an error', second({ rcode: 'REFUSED' }), null],
    [
      'both stay silent to us, and the resolver works',
      pipe(
        alter('dns', isName, (evidence) => ({
          ...evidence,
          servers: [dnsAnswer({ rcode: null, ...SILENT })],
        })),
        second(SILENT),
      ),
      null,
    ],
    ['it belongs to an interface that is down', ...ghost('192.168.1.2', TUNNEL_DOWN)],
    ["Windows' fec0:0:0:ffff::1", ...ghost('fec0:0:0:ffff::1', { host: { hasIpv6: true, os: WINDOWS } })],
    [
      'fec0:0:0:ffff::1 on Linux is a server like any other',
      second({ server: 'fec0:0:0:ffff::1', ...SILENT }),
      'warning',
    ],
    ["Windows' fec0:0:0:ffff::2", ...ghost('fec0:0:0:ffff::2', { host: { hasIpv6: true, os: WINDOWS } })],
    [
      'fec0:0:0:ffff::2 on Linux is a server like any other',
      second({ server: 'fec0:0:0:ffff::2', ...SILENT }),
      'warning',
    ],
    ["Windows' fec0:0:0:ffff::3", ...ghost('fec0:0:0:ffff::3', { host: { hasIpv6: true, os: WINDOWS } })],
    [
      'fec0:0:0:ffff::3 on Linux is a server like any other',
      second({ server: 'fec0:0:0:ffff::3', ...SILENT }),
      'warning',
    ],
    [
      'fec0:0:0:ffff::4 is none of them',
      second({ server: 'fec0:0:0:ffff::4', ...SILENT }),
      'warning',
      { run: { host: { hasIpv6: true } } },
    ],
    ['an IPv6 server on a machine without IPv6', ...ghost('2001:4860:4860::8888')],
  ],
});

export const nameServers = [...malformed, ...rewritten, ...slow, ...partialServers];
