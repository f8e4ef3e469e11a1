/** The machine's proxy for 443. Streaming never goes by it. */
import type { Change } from '../change.ts';
import { httpsHosts } from '../published-names.ts';
import { both, faulty, only, type Scenario } from '../scenario.ts';
import { NAMES } from './names.ts';

const layer = 'proxy';
const directDropped: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
/** Inside, only the proxy knows the names of the outside. */
const namesUnknownHere: Change = {
  kind: 'names',
  names: [...httpsHosts(), NAMES.healthCheck],
  answer: { rcode: 'nxdomain' },
};
/** Neither 443 nor TCP 4195 goes out directly. */
const proxyAlone: readonly Change[] = [
  directDropped,
  { kind: 'filter', to: 'streaming', transport: 'tcp', ports: [4195], action: 'drop' },
];
/** So that DCV has no other way around. */
const noFallback: Change = {
  kind: 'filter',
  to: 'gateways',
  at: 'service',
  transport: 'tcp',
  ports: [443],
  action: 'drop',
};
/** On Linux the documents know no client that streams through a proxy: what the proxy does is a fact there, and no way. */
const withoutDcv = (byProxy: 'never' | 'closed') => ({
  ...only('dcv', 'not-ready'),
  first: 'dcv/tcp-blocked',
  then: ['proxy/required'],
  never: ['https/blocked'],
  params: { 'dcv/tcp-blocked': { byProxy }, 'proxy/required': { connects: byProxy === 'never' } },
});
const squid = (kind: 'squid' | 'squid-authenticated'): Change[] => [
  { kind: 'proxy', absent: true },
  { kind: 'world', fields: { peers: [kind] } },
];

export const PROXY: readonly Scenario[] = [
  faulty({
    name: 'proxy-required',
    layer,
    broken: 'Direct 443 is dropped; the configured proxy reaches every name.',
    faults: [directDropped, { kind: 'proxy' }],
    expected: { ...both('ready'), first: null, then: ['proxy/required'], never: ['https/blocked'] },
    fast: true,
  }),
  faulty({
    name: 'proxy-resolves-alone',
    layer,
    broken: 'Names resolve only at the proxy; streaming goes direct to the listed addresses.',
    faults: [directDropped, { kind: 'proxy' }, namesUnknownHere],
    expected: {
      ...both('ready'),
      first: null,
      then: ['proxy/required'],
      never: ['https/blocked', 'dns/name-not-found'],
    },
  }),
  faulty({
    name: 'proxy-squid-required',
    layer,
    broken: 'Direct 443 is dropped; a real squid reaches every name.',
    faults: [directDropped, ...squid('squid')],
    expected: { ...both('ready'), first: null, then: ['proxy/required'], never: ['https/blocked'] },
  }),
  faulty({
    name: 'proxy-authentication',
    layer,
    broken: 'Direct 443 is dropped and the proxy answers 407 (Negotiate, NTLM).',
    faults: [directDropped, { kind: 'proxy', schemes: ['Negotiate', 'NTLM'] }],
    expected: {
      ...both('not-ready'),
      first: 'proxy/authentication',
      never: ['https/blocked', 'proxy/required'],
    },
    fast: true,
  }),
  faulty({
    name: 'proxy-squid-authentication',
    layer,
    broken: 'Direct 443 is dropped and a real squid asks for a password.',
    faults: [directDropped, ...squid('squid-authenticated')],
    expected: {
      ...both('not-ready'),
      first: 'proxy/authentication',
      never: ['https/blocked', 'proxy/required'],
    },
  }),
  faulty({
    name: 'proxy-unreachable',
    layer,
    broken: 'Direct 443 is dropped and nobody listens at the proxy’s address.',
    faults: [directDropped, { kind: 'proxy', absent: true }],
    expected: { ...both('not-ready'), first: 'proxy/unreachable', may: ['https/blocked'] },
  }),
  faulty({
    name: 'proxy-name-unknown',
    layer,
    broken: 'Direct 443 is dropped and the name of the proxy does not resolve.',
    faults: [directDropped, { kind: 'proxy', absent: true, url: 'http://gone.lab.test:3128' }],
    expected: { ...both('not-ready'), first: 'proxy/unreachable', may: ['https/blocked'] },
  }),
  faulty({
    name: 'proxy-denied',
    layer,
    broken: 'Direct 443 is dropped and the proxy refuses CONNECT to the broker.',
    faults: [directDropped, { kind: 'proxy', deny: [NAMES.broker] }],
    expected: { ...both('not-ready'), first: 'proxy/denied', never: ['https/blocked'] },
  }),
  faulty({
    name: 'proxy-denies-everything',
    layer,
    broken: 'Direct 443 is dropped and the proxy refuses CONNECT to every name.',
    faults: [directDropped, { kind: 'proxy', deny: ['*'] }],
    expected: { ...both('not-ready'), first: 'proxy/denied', may: ['https/blocked'] },
  }),
  faulty({
    name: 'proxy-opens-4195',
    layer,
    broken: 'Direct 443 and 4195 are dropped; the proxy reaches every name, on 4195 too.',
    manners: [noFallback],
    faults: [...proxyAlone, { kind: 'proxy' }],
    expected: withoutDcv('never'),
    // Windows' client can take DCV through a proxy, Linux' cannot (src/core/proxy-rules.ts).
    onWindows: {
      verdict: 'ready',
      dcv: 'degraded',
      params: { 'dcv/tcp-blocked': { byProxy: 'open' }, 'proxy/required': { connects: true } },
    },
  }),
  faulty({
    name: 'proxy-refuses-4195',
    layer,
    broken: 'Direct 443 and 4195 are dropped; the proxy reaches every name on 443 alone.',
    manners: [noFallback],
    faults: [...proxyAlone, { kind: 'proxy', deny: ['*:4195'] }],
    expected: withoutDcv('closed'),
  }),
  faulty({
    name: 'proxy-says-yes-to-everything',
    layer,
    broken: 'Direct 443 and 4195 are dropped; the proxy says yes before it has asked anybody.',
    manners: [noFallback],
    faults: [...proxyAlone, { kind: 'proxy', manner: 'early' }],
    expected: withoutDcv('closed'),
  }),
];
