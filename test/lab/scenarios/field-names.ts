/** Faults of names, portals, 443 and proxies as networks out there have them: what a network engineer is called for. */
import type { Change } from '../change.ts';
import { DNS_SERVERS } from '../places.ts';
import { httpsHosts } from '../published-names.ts';
import { both, faulty, type Scenario } from '../scenario.ts';
import { NAMES } from './names.ts';

const NO_STREAMING = ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'pcoip/tcp-refused', 'dcv/tcp-refused'];
const held443: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
const world = (fields: Extract<Change, { kind: 'world' }>['fields']): Change => ({ kind: 'world', fields });
const intercepted: Change = { kind: 'https', hosts: 'all', certificate: 'intercepted' };
const dnsOverTcpBlocked: Change = {
  kind: 'filter',
  to: { prefixes: [...DNS_SERVERS.ipv4] },
  transport: 'tcp',
  ports: [53],
  action: 'drop',
};

export const FIELD_NAMES: readonly Scenario[] = [
  faulty({
    name: 'dns-truncated-and-tcp-blocked',
    layer: 'dns',
    broken: 'Every UDP answer is truncated, and a firewall drops DNS over TCP.',
    manners: [{ kind: 'dns', manner: 'truncate' }],
    faults: [dnsOverTcpBlocked],
    expected: {
      ...both('not-ready'),
      first: 'dns/no-answer',
      never: ['https/blocked', 'dns/name-not-found', 'dns/malformed', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'dns-hosts-file-override',
    layer: 'dns',
    broken: 'A forgotten line of /etc/hosts sends the broker to a private address where nobody is.',
    faults: [world({ hostsFile: [`10.66.1.99 ${NAMES.broker}`] })],
    expected: { ...both('not-ready'), first: 'dns/redirected', never: ['https/blocked', ...NO_STREAMING] },
  }),
  faulty({
    name: 'dns-every-name-missing',
    layer: 'dns',
    broken: 'The resolver knows the company’s names alone: NXDOMAIN for every name of the service.',
    faults: [{ kind: 'dns', manner: 'nxdomain' }],
    expected: {
      ...both('not-ready'),
      first: 'dns/name-not-found',
      never: ['dns/no-answer', 'https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'dns-block-page',
    layer: 'dns',
    broken: 'A filtering resolver sends the broker to the public address of its block page.',
    manners: [world({ alsoServed: ['146.112.61.104/32'] })],
    faults: [
      { kind: 'names', names: [NAMES.broker], answer: { a: ['146.112.61.104'] } },
      { kind: 'https', hosts: [NAMES.broker], certificate: 'wrong-name' },
    ],
    expected: { ...both('not-ready'), first: 'https/certificate-invalid', never: NO_STREAMING },
  }),
  faulty({
    name: 'captive-portal-answers-every-name',
    layer: 'getting-out',
    broken: 'A portal answers every name with its own private address, and every port there with its login.',
    manners: [world({ alsoServed: ['10.66.1.0/24'] })],
    faults: [
      { kind: 'names', names: [...httpsHosts(), NAMES.healthCheck], answer: { a: ['10.66.1.9'] } },
      world({ http80: 'portal-redirect' }),
      { kind: 'https', hosts: 'all', certificate: 'wrong-name' },
      { kind: 'filter', to: 'streaming', action: 'drop' },
      {
        kind: 'filter',
        to: { prefixes: ['10.66.1.0/24'] },
        transport: 'any',
        ports: [4172, 4195],
        action: 'port-unreachable',
      },
    ],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['dns/redirected', 'https/certificate-invalid', 'https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'captive-portal-with-own-authority',
    layer: 'getting-out',
    broken: 'A portal takes 443 too and signs every name itself.',
    faults: [
      world({ http80: 'portal-redirect' }),
      intercepted,
      { kind: 'filter', to: 'streaming', action: 'drop' },
    ],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['https/tls-intercepted', 'https/certificate-invalid', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'https-silent-after-hello-for-all',
    layer: 'https',
    broken: 'A firewall that reads names lets every connection open and drops all that follows.',
    faults: [{ kind: 'https', hosts: 'all', behaviour: 'silent' }],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['mtu/black-hole', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'https-clock-a-year-ahead',
    layer: 'https',
    broken: 'This machine is a year ahead, so that every certificate has expired.',
    faults: [{ kind: 'https', hosts: 'all', dateOffsetSeconds: -365 * 86_400, certificate: 'expired' }],
    expected: { ...both('not-ready'), first: 'https/clock-skew', never: ['https/certificate-invalid'] },
  }),
  faulty({
    name: 'https-root-missing-here',
    layer: 'https',
    broken: 'A policy removed the public root from the store of this machine; nobody decrypts anything.',
    args: ['--assume-udp-answers', '--system-trust', 'yes'],
    faults: [world({ machineTrusts: ['inspection'] })],
    expected: {
      ...both('not-ready'),
      first: 'client/roots-missing',
      never: ['https/tls-intercepted', 'https/certificate-invalid', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'proxy-cuts-the-handshake',
    layer: 'proxy',
    broken: 'Direct 443 is dropped; the proxy takes CONNECT and cuts the handshake with the broker.',
    manners: [held443, { kind: 'proxy' }],
    faults: [{ kind: 'https', hosts: [NAMES.broker], behaviour: 'reset' }],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      then: ['proxy/required'],
      never: ['https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'proxy-decrypts-and-is-trusted',
    layer: 'proxy',
    broken: 'Direct 443 is dropped; the proxy decrypts everything and this machine trusts its root.',
    faults: [held443, { kind: 'proxy' }, intercepted, world({ machineTrusts: ['public', 'inspection'] })],
    expected: {
      ...both('degraded'),
      first: 'https/tls-intercepted',
      then: ['proxy/required'],
      never: ['https/blocked'],
    },
  }),
  faulty({
    name: 'proxy-decrypts-and-is-not-trusted',
    layer: 'proxy',
    broken: 'Direct 443 is dropped; the proxy decrypts everything and this machine does not know its root.',
    faults: [held443, { kind: 'proxy' }, intercepted],
    expected: {
      ...both('not-ready'),
      first: 'https/tls-intercepted',
      then: ['proxy/required'],
      never: ['https/blocked', 'https/certificate-invalid'],
    },
  }),
  faulty({
    name: 'proxy-bypassed-by-no-proxy',
    layer: 'proxy',
    broken: 'Direct 443 is dropped; NO_PROXY takes amazonaws.com past the working proxy.',
    faults: [
      held443,
      { kind: 'proxy' },
      world({
        environment: {
          HTTPS_PROXY: 'http://proxy.lab.test:3128',
          https_proxy: 'http://proxy.lab.test:3128',
          NO_PROXY: '.amazonaws.com',
          no_proxy: '.amazonaws.com',
        },
      }),
    ],
    expected: { ...both('not-ready'), first: 'https/blocked', then: ['proxy/required'], never: NO_STREAMING },
  }),
];
