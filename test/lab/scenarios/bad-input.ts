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
  faulty({
    name: 'dns-garbage',
    layer,
    broken: 'The only DNS server answers bytes that are no DNS.',
    faults: [{ kind: 'dns', manner: 'garbage' }],
    expected: {
      ...both('not-ready'),
      first: 'dns/server-failure',
      then: ['dns/malformed'],
      never: ['dns/no-answer'],
    },
  }),
  faulty({
    name: 'dns-other-question',
    layer,
    broken: 'The only DNS server answers another question.',
    faults: [{ kind: 'dns', manner: 'other-question' }],
    expected: {
      ...both('not-ready'),
      first: 'dns/server-failure',
      then: ['dns/malformed'],
      never: ['dns/no-answer'],
    },
  }),
  faulty({
    name: 'https-plain-text-essential',
    layer,
    broken: 'The broker speaks another protocol than TLS.',
    faults: [{ kind: 'https', hosts: [NAMES.broker], behaviour: 'plain-text' }],
    expected: { ...both('not-ready'), first: 'https/handshake-cut', never: ['https/blocked'] },
  }),
  faulty({
    name: 'https-huge-header-essential',
    layer,
    broken: 'The broker sends a header of 1 MB.',
    faults: [{ kind: 'https', hosts: [NAMES.broker], behaviour: 'huge-header' }],
    expected: { ...both('degraded'), first: 'https/protocol-error', never: ['https/blocked'] },
  }),
  faulty({
    name: 'https-no-http-essential',
    layer,
    broken: 'The broker answers something else than HTTP inside TLS.',
    faults: [{ kind: 'https', hosts: [NAMES.broker], behaviour: 'no-http' }],
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
