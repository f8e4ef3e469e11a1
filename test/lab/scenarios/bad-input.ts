/** Servers that talk nonsense: a finding, never a stack trace or a hang. */
import { DNS_SERVERS } from '../places.ts';
import type { Change, HttpsManner } from '../change.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import { NAMES } from './names.ts';

const layer = 'bad-input';
const captcha = (manner: Partial<HttpsManner>): Change => ({
  kind: 'https',
  hosts: [NAMES.captcha],
  ...manner,
});
const twoServers: Change = { kind: 'dns', resolvers: [...DNS_SERVERS.ipv4] };

export const BAD_INPUT: readonly Scenario[] = [
  faulty({
    name: 'dns-garbage-from-one-server',
    layer,
    broken: 'The second DNS server answers bytes that are no DNS.',
    manners: [twoServers],
    faults: [{ kind: 'dns', server: 2, manner: 'garbage' }],
    expected: { ...both('degraded'), first: 'dns/malformed', never: ['dns/no-answer'] },
  }),
  faulty({
    name: 'dns-other-question-from-one-server',
    layer,
    broken: 'The second DNS server answers another question.',
    manners: [twoServers],
    faults: [{ kind: 'dns', server: 2, manner: 'other-question' }],
    expected: { ...both('degraded'), first: 'dns/malformed', never: ['dns/no-answer'] },
  }),
  faulty({
    name: 'https-plain-text',
    layer,
    broken: 'A supporting name speaks another protocol than TLS.',
    faults: [captcha({ behaviour: 'plain-text' })],
    // the rules name silence, reset and alert for the one, "no HTTP" for the other: both readings are right
    expected: {
      ...both('degraded'),
      first: null,
      may: ['https/protocol-error', 'https/handshake-cut'],
      never: ['https/blocked'],
    },
  }),
  faulty({
    name: 'https-huge-header',
    layer,
    broken: 'A supporting name sends a header of 1 MB.',
    faults: [captcha({ behaviour: 'huge-header' })],
    expected: { ...both('degraded'), first: 'https/protocol-error', never: ['https/blocked'] },
    fast: true,
  }),
  faulty({
    name: 'https-no-http',
    layer,
    broken: 'A supporting name answers something else than HTTP inside TLS.',
    faults: [captcha({ behaviour: 'no-http' })],
    expected: { ...both('degraded'), first: 'https/protocol-error', never: ['https/blocked'] },
  }),
  clean({
    name: 'udp-wrong-bytes',
    layer,
    broken: 'UDP 4172 and 4195 are answered with bytes that fit no question.',
    manners: [{ kind: 'udp', ports: [4172, 4195], manner: 'wrong-bytes' }],
    never: ['pcoip/udp-rejected', 'dcv/udp-rejected'],
  }),
];
