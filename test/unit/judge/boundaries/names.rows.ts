/** findings.md, "Getting out at all": names, and how much each matters. */
import type { FailureCode } from '../../../../src/core/failure.ts';
import {
  dnsAnswer,
  failedAttempt,
  goodAttempt,
  httpFacts,
  httpsEvidence,
  tlsFacts,
} from '../evidence-builder.ts';
import { dnsFails, dnsSays, healthCheckAt, host, httpsFails, rtt, tcp } from '../faults.ts';
import { alter, hasRole, pipe, REGION, type Mutator, type Wanted, slowly } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';
import { isName, not, second, SILENT } from './second-server.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const PCM = `skylight-cm.${REGION}.amazonaws.com`;
const SUPPORTING = 'fls-na.amazon.com';
const SITUATIONAL = `workspaces.${REGION}.amazonaws.com`;
const OWN = 'idp.corp.example';
const PCOIP = { protocols: ['pcoip'] } as const;

const noAnswer = rowsOf({
  code: 'dns/no-answer',
  side: 'local-network',
  rows: [
    [
      'every server is silent for every name, and the resolver fails',
      dnsFails(null),
      'error',
      { explains: ['tables/unconfirmed@here'] },
    ],
    [
      'two servers, and both are silent',
      pipe(dnsFails(null), second(SILENT)),
      'error',
      { params: { servers: ['192.168.1.1', '192.168.1.2'] }, explains: ['tables/unconfirmed@here'] },
    ],
    [
      'none is configured, and the resolver fails',
      pipe(
        dnsFails(null),
        alter(
          'dns',
          () => true,
          (evidence) => ({ ...evidence, servers: [] }),
        ),
      ),
      'error',
      { run: { host: { dnsServers: [] } }, side: 'this-machine', explains: ['tables/unconfirmed@here'] },
    ],
    ['one name gets an answer', dnsFails(null, not(BROKER)), null, { beside: ['dns/name-not-found:error'] }],
    [
      'one name is denied',
      pipe(dnsFails(null), dnsFails('NXDOMAIN', host(BROKER))),
      null,
      { beside: ['dns/name-not-found:error'] },
    ],
    [
      'one name is refused',
      pipe(dnsFails(null), dnsFails('REFUSED', host(BROKER))),
      null,
      { beside: ['dns/server-failure:error'] },
    ],
    [
      'the servers are silent to us, and the resolver works',
      alter('dns', isName, (evidence) => ({ ...evidence, servers: [dnsAnswer({ rcode: null, ...SILENT })] })),
      null,
    ],
  ],
});

const serverFailure = rowsOf({
  code: 'dns/server-failure',
  side: 'local-network',
  rows: [
    [
      'SERVFAIL for every name',
      dnsFails('SERVFAIL'),
      'error',
      { params: { scope: 'all' }, explains: ['tables/unconfirmed@here'] },
    ],
    [
      'a name without an IPv4 address whose question for IPv6 ends in SERVFAIL: nobody denied it',
      pipe(
        dnsFails('NOERROR', host(SUPPORTING)),
        second({ server: '192.168.1.1', question: 'AAAA', rcode: 'SERVFAIL' }, host(SUPPORTING)),
      ),
      'warning',
    ],
    [
      'REFUSED for every name',
      dnsFails('REFUSED'),
      'error',
      { params: { scope: 'all' }, explains: ['tables/unconfirmed@here'] },
    ],
    [
      'SERVFAIL for every name but one',
      dnsFails('SERVFAIL', not(BROKER)),
      'error',
      { params: { scope: 'some' } },
    ],
    [
      'REFUSED for an essential name',
      dnsFails('REFUSED', host(BROKER)),
      'error',
      { params: { scope: 'some', rcodes: ['REFUSED'] } },
    ],
    ["SERVFAIL for PCoIP's session broker", dnsFails('SERVFAIL', host(PCM)), 'error', PCOIP],
    ['SERVFAIL for a supporting name', dnsFails('SERVFAIL', host(SUPPORTING)), 'warning'],
    ['SERVFAIL for a situational name', dnsFails('SERVFAIL', host(SITUATIONAL)), 'notice'],
    ['SERVFAIL of one server of two: the resolver has the address', second({ rcode: 'SERVFAIL' }), null],
    [
      'NXDOMAIN is another thing',
      dnsFails('NXDOMAIN', host(BROKER)),
      null,
      { beside: ['dns/name-not-found:error'] },
    ],
  ],
});

const lossTo = (region: string): Mutator =>
  rtt(
    Array.from({ length: 100 }, (_, index) => (index < 12 ? null : 40)),
    (step) => step.region === region,
  );

const SILENCE = { params: { answer: 'silence' } };

const nameNotFound = rowsOf({
  code: 'dns/name-not-found',
  side: 'path',
  rows: [
    ['NXDOMAIN for an essential name', dnsFails('NXDOMAIN', host(BROKER)), 'error'],
    ['no address for an essential name', dnsFails('NOERROR', host(BROKER)), 'error'],
    [
      'IPv4 addresses alone on a machine with IPv6 alone',
      fine,
      'error',
      { run: { host: { hasIpv4: false, hasIpv6: true } }, params: { answer: 'IPv4 alone' } },
    ],
    [
      'addresses of both families there',
      dnsSays(['52.94.1.1', '2600:9000:5301::1'], () => true),
      null,
      { run: { host: { hasIpv4: false, hasIpv6: true } } },
    ],
    ['IPv4 addresses alone on a machine with both', fine, null, { run: { host: { hasIpv6: true } } }],
    ["NXDOMAIN for PCoIP's session broker", dnsFails('NXDOMAIN', host(PCM)), 'error', PCOIP],
    ['NXDOMAIN for the health-check name', dnsFails('NXDOMAIN', hasRole('health-check-name')), 'error'],
    [
      'a supporting name that is NXDOMAIN at every server: perhaps retired',
      dnsFails('NXDOMAIN', host(SUPPORTING)),
      'notice',
      { side: 'us', params: { retired: true } },
    ],
    [
      'a situational one, the same',
      dnsFails('NXDOMAIN', host(SITUATIONAL)),
      'notice',
      { side: 'us', params: { retired: true } },
    ],
    [
      'a supporting name that exists and has no address is not retired',
      dnsFails('NOERROR', host(SUPPORTING)),
      'warning',
      { params: { retired: false } },
    ],
    [
      'a situational name that exists and has no address',
      dnsFails('NOERROR', host(SITUATIONAL)),
      'notice',
      { params: { retired: false } },
    ],
    [
      'a supporting name that a second server knows is not retired',
      pipe(
        dnsFails('NXDOMAIN', host(SUPPORTING)),
        second({ rcode: 'NOERROR', addresses: ['52.94.9.9'] }, host(SUPPORTING)),
      ),
      'warning',
      { params: { retired: false } },
    ],
    [
      'a supporting name that a second server has without an address is not NXDOMAIN at every server',
      pipe(dnsFails('NXDOMAIN', host(SUPPORTING)), second({ rcode: 'NOERROR' }, host(SUPPORTING))),
      'warning',
      { params: { retired: false } },
    ],
    [
      'a server that answers every AAAA question with nothing denies the name all the same',
      pipe(
        dnsFails('NXDOMAIN', host(SUPPORTING)),
        second({ server: '192.168.1.1', question: 'AAAA', rcode: 'NOERROR' }, host(SUPPORTING)),
      ),
      'notice',
      { side: 'us', params: { retired: true } },
    ],
    [
      'no server was asked, and the resolver says NXDOMAIN',
      pipe(
        dnsFails('NXDOMAIN', host(SUPPORTING)),
        alter('dns', host(SUPPORTING), (evidence) => ({ ...evidence, servers: [] })),
      ),
      'notice',
      { side: 'us', params: { retired: true } },
    ],
    [
      'no server was asked, and the resolver says that there is no address',
      pipe(
        dnsFails('NOERROR', host(SUPPORTING)),
        alter('dns', host(SUPPORTING), (evidence) => ({ ...evidence, servers: [] })),
      ),
      'warning',
      { params: { retired: false } },
    ],
    [
      'NXDOMAIN for every name: nothing resolves, so nothing is retired',
      dnsFails('NXDOMAIN'),
      'error',
      { params: { retired: false } },
    ],
    [
      '--require makes its category essential',
      dnsFails('NXDOMAIN', host(SUPPORTING)),
      'error',
      { run: { request: { require: ['forresterLog'] } } },
    ],
    [
      '--also counts as essential',
      dnsFails('NXDOMAIN', host(OWN)),
      'error',
      { run: { request: { also: [{ host: OWN, port: 443 }] } } },
    ],
    ['silence for one essential name while others resolve', dnsFails(null, host(BROKER)), 'error', SILENCE],
    [
      'silence to A denies nothing because AAAA is answered with nothing',
      pipe(dnsFails(null, host(BROKER)), second({ question: 'AAAA', rcode: 'NOERROR' }, host(BROKER))),
      'error',
      SILENCE,
    ],
    [
      'the same while the way to the Region loses more than a tenth: one of the lost',
      pipe(lossTo(REGION), slowly(3, 20), dnsFails(null, host(BROKER))),
      null,
      { beside: ['latency/loss:error'] },
    ],
    [
      'the same while the way to another Region alone loses as much',
      pipe(lossTo('us-east-1'), slowly(3, 20, null, 'us-east-1'), dnsFails(null, host(BROKER))),
      'error',
      { run: { request: { regions: [REGION, 'us-east-1'] } }, beside: ['latency/loss:error'] },
    ],
    ['the resolver has the address, and a server denies it', second({ rcode: 'NXDOMAIN' }), null],
    ['every name resolves', fine, null],
  ],
});

const odd = (address: string, code?: FailureCode): Mutator =>
  pipe(dnsSays([address], host(BROKER)), code === undefined ? fine : httpsFails(code, host(BROKER)));
/** What stands at the address of the broker shows this certificate. */
const shows = (
  code: FailureCode,
  tls: Parameters<typeof tlsFacts>[0],
  wanted: Wanted = host(BROKER),
): Mutator =>
  alter('https', wanted, (_evidence, step) =>
    httpsEvidence(step, [failedAttempt(code, { tcpState: 'open', tls: tlsFacts(tls) })]),
  );
const OVER_443 = { explains: ['https/blocked@here'] };
const answers = (status: number): Mutator =>
  alter('https', host(BROKER), (_evidence, step) => {
    const one = goodAttempt('10.1.2.3', { http: httpFacts({ status }) });
    return httpsEvidence(step, [one, one]);
  });

const HOSTS_FILE = [{ address: '127.0.0.1', names: [BROKER] }];
const NAT64 = { run: { host: { hasIpv6: true } } };
const inHostsFile: Mutator = (record) => ({ ...record, host: { ...record.host, hostsFile: HOSTS_FILE } });
const MINE = { side: 'this-machine', proven: true } as const;

const redirected = rowsOf({
  code: 'dns/redirected',
  side: 'path',
  rows: [
    [
      'an unspecified address (0.0.0.0)',
      odd('0.0.0.0', 'connection-refused'),
      'error',
      { explains: ['https/refused@here'] },
    ],
    [
      'an unspecified address (::)',
      odd('::', 'connection-refused'),
      'error',
      { explains: ['https/refused@here'] },
    ],
    [
      'a loopback address',
      odd('127.0.0.1', 'connection-refused'),
      'error',
      { explains: ['https/refused@here'] },
    ],
    ['a loopback address where something even answers', odd('127.0.0.1'), 'error'],
    ['a loopback address, of the own hosts file', pipe(odd('127.0.0.1'), inHostsFile), 'error', MINE],
    [
      'a supporting name sent to 0.0.0.0',
      pipe(dnsSays(['0.0.0.0'], host(SUPPORTING)), httpsFails('connection-refused', host(SUPPORTING))),
      'warning',
      { explains: ['https/refused'] },
    ],
    [
      'a situational name sent to 0.0.0.0',
      pipe(dnsSays(['0.0.0.0'], host(SITUATIONAL)), httpsFails('connection-refused', host(SITUATIONAL))),
      'notice',
      { params: { private: false } },
    ],
    ['a private address, and 443 is silent there', odd('10.1.2.3', 'connection-timeout'), 'error', OVER_443],
    [
      'a private address that shows a certificate for another name',
      pipe(odd('10.1.2.3'), shows('tls-certificate-wrong-name', { nameMatches: false })),
      'error',
      { explains: ['https/certificate-invalid@here'] },
    ],
    [
      'a private address that shows a private root',
      pipe(odd('10.1.2.3'), shows('tls-unknown-authority', { publicTrust: { ok: false, error: null } })),
      'error',
      { explains: ['https/tls-intercepted@here'] },
    ],
    [
      'a private address with a valid certificate: an endpoint or a forwarder',
      odd('10.1.2.3'),
      'notice',
      { params: { private: true } },
    ],
    [
      'the same with trouble behind the certificate',
      pipe(odd('10.1.2.3'), answers(503)),
      'notice',
      { beside: ['https/server-error:warning'] },
    ],
    [
      'an address of carrier NAT with a valid certificate',
      odd('100.64.1.1'),
      'notice',
      { params: { private: true } },
    ],
    [
      'an address that cannot be (documentation), and 443 is silent there',
      odd('203.0.113.9', 'connection-timeout'),
      'error',
      OVER_443,
    ],
    [
      'a link-local address, and 443 is silent there',
      odd('169.254.9.9', 'connection-timeout'),
      'error',
      OVER_443,
    ],
    [
      'a private address for the health-check name, and the streaming ports there fail',
      healthCheckAt('10.1.2.3', 'filtered'),
      'error',
      {
        params: { healthCheck: true },
        explains: [
          'pcoip/tcp-blocked@here',
          'dcv/tcp-blocked@here',
          'pcoip/udp-unproven@here',
          'dcv/udp-unproven@here',
        ],
      },
    ],
    [
      'a private address for the health-check name, and the streaming ports there open',
      healthCheckAt('10.1.2.3', 'open'),
      'notice',
      { params: { healthCheck: true, private: true } },
    ],
    [
      'every name leads to somebody who decrypts, and the streaming ports are silent: no 443 of the service worked',
      pipe(
        dnsSays(['10.1.2.3'], hasRole('name')),
        shows('tls-unknown-authority', { publicTrust: { ok: false, error: null } }, hasRole('endpoint')),
        tcp('filtered', hasRole('health-check')),
      ),
      'error',
      {
        explains: [
          'https/tls-intercepted@here',
          'pcoip/tcp-blocked@here',
          'dcv/tcp-blocked@here',
          'tables/unconfirmed@here',
        ],
      },
    ],
    ['a public address beside the private one', dnsSays(['10.1.2.3', '52.94.1.1'], host(BROKER)), null],
    [
      'a public address with a wrong certificate is no lie of DNS',
      shows('tls-certificate-wrong-name', { nameMatches: false }),
      null,
      { beside: ['https/certificate-invalid:error'] },
    ],
    ['NAT64, the well-known prefix', dnsSays(['64:ff9b::345e:101'], host(BROKER)), null, NAT64],
    ['NAT64, the local prefix (RFC 8215)', dnsSays(['64:ff9b:1::345e:101'], host(BROKER)), null, NAT64],
  ],
});

export const names = [...noAnswer, ...serverFailure, ...nameNotFound, ...redirected];
