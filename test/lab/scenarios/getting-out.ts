/** Faults before any name or port matters: offline, portals, agents that accept everything, registration. */
import type { Change } from '../change.ts';
import { both, faulty, type Scenario } from '../scenario.ts';

const layer = 'getting-out';
const portal = (http80: 'portal-page' | 'portal-redirect' | 'portal-511'): Change => ({
  kind: 'world',
  fields: { http80 },
});
const held443: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
const heldStreaming: Change = { kind: 'filter', to: 'streaming', action: 'drop' };
const registered = [
  '--assume-udp-answers',
  '--region',
  'eu-central-1',
  '--registration-code',
  'desktop.lab.test',
];
const txt = (values: readonly string[]): Change => ({
  kind: 'names',
  names: ['desktop.lab.test'],
  answer: { txt: values },
});
const goodTxt = txt(['a1b2c3d4e5f6']);
const AFTER_ROOT = ['https/blocked', 'https/tls-intercepted', 'pcoip/tcp-blocked', 'dcv/tcp-blocked'];

export const GETTING_OUT: readonly Scenario[] = [
  faulty({
    name: 'offline',
    layer,
    broken: 'This machine has an address and no route.',
    faults: [{ kind: 'world', fields: { defaultRoute: false } }],
    expected: { ...both('not-ready'), first: 'local/offline', never: ['dns/no-answer', ...AFTER_ROOT] },
    fast: true,
  }),
  faulty({
    name: 'captive-portal-page',
    layer,
    broken: 'A hotel answers plain HTTP with its login page and holds 443 and streaming back.',
    faults: [portal('portal-page'), held443, heldStreaming],
    expected: { ...both('not-ready'), first: 'network/captive-portal', never: AFTER_ROOT },
    fast: true,
  }),
  faulty({
    name: 'captive-portal-redirect',
    layer,
    broken: 'A hotel redirects plain HTTP to its login and shows its own certificate on 443.',
    faults: [
      portal('portal-redirect'),
      { kind: 'https', hosts: 'all', certificate: 'wrong-name' },
      heldStreaming,
    ],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: [...AFTER_ROOT, 'https/certificate-invalid'],
    },
  }),
  faulty({
    name: 'captive-portal-511',
    layer,
    broken: 'Plain HTTP is answered with 511 and 443 is held back.',
    faults: [portal('portal-511'), held443],
    expected: { ...both('not-ready'), first: 'network/captive-portal', never: AFTER_ROOT },
  }),
  faulty({
    name: 'accepts-all',
    layer,
    broken: 'An agent accepts every TCP connection, also those to documentation addresses.',
    faults: [{ kind: 'world', fields: { acceptsAll: true } }],
    expected: { ...both('unknown'), first: 'local/accepts-all' },
  }),
  faulty({
    name: 'accepts-all-impossible-speed',
    layer,
    broken: 'Every Region of the partition answers within 2 ms: something near accepts for all of them.',
    args: ['--assume-udp-answers', '--region', 'all', '--samples', '3'],
    faults: [{ kind: 'path', to: 'everything', upMs: 1, downMs: 1 }],
    expected: { ...both('unknown'), first: 'local/accepts-all' },
  }),
  faulty({
    name: 'registration-name-without-txt',
    layer,
    broken: 'The registration name has no TXT record.',
    args: registered,
    manners: [goodTxt],
    faults: [txt([])],
    expected: { ...both('not-ready'), first: 'registration/name-invalid' },
  }),
  faulty({
    name: 'registration-name-with-two-values',
    layer,
    broken: 'The registration name has two TXT values.',
    args: registered,
    manners: [goodTxt],
    faults: [txt(['a1b2c3d4e5f6', 'f6e5d4c3b2a1'])],
    expected: { ...both('not-ready'), first: 'registration/name-invalid' },
  }),
  faulty({
    name: 'registration-name-with-wrong-form',
    layer,
    broken: 'The TXT value of the registration name is no connection identifier.',
    args: registered,
    manners: [goodTxt],
    faults: [txt(['v=spf1 include:_spf.lab.test -all'])],
    expected: { ...both('not-ready'), first: 'registration/name-invalid' },
  }),
];
