/**
 * The real service, as far as anybody knows it: silent to our UDP and ping, idle gateways, 403 and 404 on `/`, rotating
 * addresses, retired names. None of it may give a warning or an error (findings.md, "The real service differs from a lab").
 * UDP answers are not assumed here.
 */
import type { Change } from '../change.ts';
import { clean, type Scenario } from '../scenario.ts';
import { HEALTH_CHECK, NAMES } from './names.ts';

const layer = 'real-manners';
const udpSilent: Change = { kind: 'udp', ports: [4172, 4195], manner: 'silent' };
const pingIgnored: Change = { kind: 'world', fields: { answersPing: false } };
const gatewaysSilent: Change = { kind: 'filter', to: 'gateways', at: 'service', action: 'drop' };
const healthCheckClosedOn443: Change = {
  kind: 'filter',
  to: 'health-check',
  at: 'service',
  transport: 'tcp',
  ports: [80, 443],
  action: 'drop',
};
const status = (code: number): Change => ({ kind: 'https', hosts: 'all', status: code });
/** Two listed addresses are gone, one new has come; nobody listens on the old ones any more. */
const rotated: readonly Change[] = [
  {
    kind: 'names',
    names: [NAMES.healthCheck],
    answer: { a: [HEALTH_CHECK[0], HEALTH_CHECK[1], '18.184.201.7'] },
  },
  { kind: 'world', fields: { alsoServed: ['18.184.201.7/32'] } },
  {
    kind: 'filter',
    to: { prefixes: [HEALTH_CHECK[2], HEALTH_CHECK[3]] },
    at: 'service',
    action: 'drop',
  },
];
const retired = (name: string): Change => ({ kind: 'names', names: [name], answer: { rcode: 'nxdomain' } });

export const REAL_MANNERS: readonly Scenario[] = [
  clean({
    name: 'manners-udp-silent',
    layer,
    broken: 'The service answers no UDP datagram of ours.',
    manners: [udpSilent],
    never: ['pcoip/udp-rejected', 'dcv/udp-rejected'],
    fast: true,
  }),
  clean({
    name: 'manners-ping-ignored',
    layer,
    broken: 'The service ignores ping.',
    manners: [pingIgnored],
    never: ['mtu/black-hole', 'mtu/too-small'],
  }),
  clean({
    name: 'manners-gateways-silent',
    layer,
    broken: 'The gateway addresses are idle: silence on every port.',
    manners: [gatewaysSilent],
    never: ['gateway/rejected'],
  }),
  clean({
    name: 'manners-gateways-refuse',
    layer,
    broken: 'The gateway addresses answer with RST and port unreachable.',
    manners: [
      { kind: 'filter', to: 'gateways', at: 'service', transport: 'tcp', action: 'reset' },
      { kind: 'filter', to: 'gateways', at: 'service', transport: 'udp', action: 'port-unreachable' },
    ],
    never: ['gateway/rejected'],
  }),
  clean({
    name: 'manners-health-check-closed-on-443',
    layer,
    broken: 'Health-check servers listen on 4172 and 4195 alone.',
    manners: [healthCheckClosedOn443],
  }),
  clean({
    name: 'manners-403-everywhere',
    layer,
    broken: 'Every name answers 403 on /.',
    manners: [status(403)],
    never: ['https/server-error'],
    fast: true,
  }),
  clean({
    name: 'manners-404-everywhere',
    layer,
    broken: 'Every name answers 404 on /.',
    manners: [status(404)],
    never: ['https/server-error'],
  }),
  clean({
    name: 'manners-retired-supporting-name',
    layer,
    broken: 'A supporting name (login graphics, older host) does not exist any more.',
    manners: [retired(NAMES.graphicsLegacy)],
  }),
  clean({
    name: 'manners-retired-situational-name',
    layer,
    broken: 'A situational name (sign-in page) does not exist any more.',
    manners: [retired(NAMES.signIn)],
  }),
  clean({
    name: 'manners-rotated-addresses',
    layer,
    broken:
      'The health-check name resolves to two listed addresses and a new one; the retired ones are silent.',
    manners: rotated,
    never: ['streaming/partial', 'dns/redirected'],
    fast: true,
  }),
  clean({
    name: 'manners-ipv6-only-names',
    layer,
    broken: 'Names under api.aws have IPv6 addresses alone and this machine has none.',
    manners: [{ kind: 'dns', manner: 'normal' }],
    never: ['ipv6/broken', 'dns/name-not-found'],
  }),
  clean({
    name: 'manners-paris',
    layer,
    broken: 'Paris: the listed health-check addresses belong to Tel Aviv, the name resolves to others.',
    region: 'eu-west-3',
    manners: [udpSilent],
    never: ['streaming/partial'],
  }),
  clean({
    name: 'manners-old-date-with-age',
    layer,
    broken: 'A CDN answers from its cache: Date is two hours old and Age says so.',
    manners: [{ kind: 'https', hosts: 'all', dateOffsetSeconds: -7200, ageSeconds: 7200 }],
    never: ['https/clock-skew'],
  }),
  clean({
    name: 'manners-redirect-to-amazon',
    layer,
    broken: 'Port 80 redirects to another Amazon host.',
    manners: [{ kind: 'world', fields: { http80: 'amazon-redirect' } }],
    never: ['network/captive-portal'],
  }),
  clean({
    name: 'manners-all-together',
    layer,
    broken: 'All of it at once: silent UDP, no ping, idle gateways, 404, a retired name, rotated addresses.',
    manners: [
      udpSilent,
      pingIgnored,
      gatewaysSilent,
      healthCheckClosedOn443,
      status(404),
      retired(NAMES.graphicsLegacy),
      ...rotated,
    ],
    never: ['streaming/partial', 'gateway/rejected', 'mtu/black-hole'],
    fast: true,
  }),
];
