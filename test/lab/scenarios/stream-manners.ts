/** What a streaming port does after it has opened. A port that opens is open: what follows is the service's own affair. */
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import type { StreamManner } from '../world.ts';
import { ANSWERS } from './names.ts';

const never = [
  'pcoip/tcp-blocked',
  'pcoip/tcp-refused',
  'dcv/tcp-blocked',
  'dcv/tcp-refused',
  'streaming/partial',
  'latency/loss',
  'latency/jitter',
];

const after = (name: string, broken: string, tcpManners: Record<number, StreamManner>): Scenario =>
  clean({
    name: `odd-streaming-${name}`,
    layer: 'odd-but-healthy',
    broken,
    args: [ANSWERS],
    manners: [{ kind: 'world', fields: { tcpManners } }],
    never,
  });

export const STREAM_MANNERS: readonly Scenario[] = [
  after('closes-at-once', '4172 and 4195 open and close at once.', { 4172: 'close', 4195: 'close' }),
  after('resets-at-once', '4172 and 4195 open and reset at once.', { 4172: 'reset', 4195: 'reset' }),
  after('garbage', '4172 and 4195 open and send 700 bytes of nothing known.', {
    4172: 'garbage',
    4195: 'garbage',
  }),
  after('web-page-on-4195', '4195 opens and sends a web page.', { 4195: 'page' }),
  after('foreign-certificate-on-4195', '4195 opens and speaks TLS with the certificate of somebody else.', {
    4195: 'tls',
  }),
  faulty({
    name: 'https-reset-at-once-for-all',
    layer: 'https',
    broken: '443 of every name opens and resets at once, before anything is said.',
    faults: [{ kind: 'https', hosts: 'all', behaviour: 'reset-at-once' }],
    expected: { ...both('not-ready'), first: 'https/handshake-cut', never: ['https/refused', ...never] },
  }),
];
