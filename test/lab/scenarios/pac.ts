/** A proxy out of a PAC file that GNOME's own settings name: files that work, and files that nobody can use. */
import type { Code } from '../../../src/causes/index.ts';
import type { Change } from '../change.ts';
import { PROXY } from '../places.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import { ANSWERS, NAMES } from './names.ts';

const layer = 'proxy';
const pac = (script: string | null): Change => ({ kind: 'pac', script });
const find = (body: string): string => `function FindProxyForURL(url, host) { ${body} }`;
const PROXY_WORD = `PROXY ${PROXY.host}:${PROXY.port}`;

const ALWAYS = find(`return "${PROXY_WORD}";`);
const SPLIT = find(`return shExpMatch(host, "*.amazonaws.com") ? "${PROXY_WORD}" : "DIRECT";`);
const LOOP = find('for (;;) {}');
const THROWS = find('throw new Error("no such thing");');
const PAGE = '<!doctype html><html><head><title>Moved</title></head><body>This page has moved.</body></html>';
const NONSENSE = find('return "%%% ;;; javascript:alert(1) " + host;');
const FIVE_MB = `${'// a list that grew over the years\n'.repeat(150_000)}${ALWAYS}`;

const drop443 = (to: Extract<Change, { kind: 'filter' }>['to']): Change => ({
  kind: 'filter',
  to,
  transport: 'tcp',
  ports: [443],
  action: 'drop',
});
const held443 = drop443('names');
const heldBroker = drop443({ hosts: [NAMES.broker, NAMES.sessionBroker] });
const noPacServer: Change = { kind: 'filter', to: { prefixes: [PROXY.address] }, action: 'drop' };
/** A proxy that listens, without the environment naming it. */
const proxyListens: Change = { kind: 'world', fields: { proxy: { deny: [], schemes: [] } } };

/** The machine goes direct and everything works: said once as a notice, and nothing else. */
const unneeded = (
  name: string,
  broken: string,
  faults: readonly Change[],
  said: Code = 'proxy/unreachable',
): Scenario =>
  faulty({
    name: `pac-${name}-unneeded`,
    layer,
    broken: `${broken} The direct path works.`,
    faults,
    expected: {
      ...both('ready'),
      first: null,
      then: [said],
      never: ['https/blocked', 'proxy/required', 'proxy/denied', 'agent/deadline'],
    },
  });

/** Nobody knows which proxy the network wants: that is the cause, not the shut direct way. */
const needed = (name: string, broken: string, faults: readonly Change[]): Scenario =>
  faulty({
    name: `pac-${name}`,
    layer,
    broken: `Direct 443 is dropped. ${broken}`,
    faults: [held443, proxyListens, ...faults],
    expected: {
      ...both('not-ready'),
      first: 'proxy/unreachable',
      never: ['https/blocked', 'proxy/required', 'network/captive-portal', 'pcoip/tcp-blocked'],
    },
  });

export const PAC_FILES: readonly Scenario[] = [
  clean({
    name: 'odd-pac-all-direct',
    layer: 'odd-but-healthy',
    broken: 'A PAC file says DIRECT for every name.',
    args: [ANSWERS],
    manners: [pac(find('return "DIRECT";'))],
    never: ['proxy/unreachable', 'proxy/required'],
  }),
  unneeded('missing', 'The PAC file is gone (404).', [pac(null)]),
  unneeded('loops', 'The PAC script never ends.', [pac(LOOP)]),
  unneeded('throws', 'The PAC script throws.', [pac(THROWS)]),
  unneeded('page', 'A web page stands where the PAC file was.', [pac(PAGE)]),
  unneeded('5-mb', 'The PAC file has 5 MB.', [pac(FIVE_MB)]),
  // The script runs, and names no proxy that anybody could use.
  unneeded('nonsense', 'The PAC script answers nonsense.', [pac(NONSENSE)], 'proxy/not-followed'),
  unneeded('server-silent', 'The server of the PAC file is not of this network.', [pac(ALWAYS), noPacServer]),
  unneeded('server-unknown', 'The server of the PAC file has no address here.', [
    { kind: 'pac', script: ALWAYS, url: 'http://wpad.corp.example/proxy.pac' },
  ]),
  needed('server-silent', 'The server of the PAC file is silent.', [pac(ALWAYS), noPacServer]),
  needed('page', 'A web page stands where the PAC file was.', [pac(PAGE)]),
  needed('loops', 'The PAC script never ends.', [pac(LOOP)]),
  faulty({
    name: 'pac-required',
    layer,
    broken: 'Direct 443 is dropped; the PAC file sends every name to a proxy that works.',
    faults: [held443, proxyListens, pac(ALWAYS)],
    expected: { ...both('ready'), first: null, then: ['proxy/required'], never: ['https/blocked'] },
  }),
  faulty({
    name: 'pac-split-proxy-works',
    layer,
    broken:
      'The brokers are shut directly; the PAC file sends amazonaws.com to a proxy that works, the rest direct.',
    faults: [heldBroker, proxyListens, pac(SPLIT)],
    expected: { ...both('ready'), first: null, then: ['proxy/required'], never: ['https/blocked'] },
  }),
  faulty({
    name: 'pac-split-proxy-dead',
    layer,
    broken: 'The brokers are shut directly; the PAC file sends amazonaws.com to a proxy that is not there.',
    faults: [heldBroker, pac(SPLIT)],
    expected: {
      ...both('not-ready'),
      first: 'proxy/unreachable',
      never: ['https/blocked', 'proxy/required', 'dns/no-answer'],
    },
  }),
  faulty({
    name: 'pac-split-proxy-dead-unneeded',
    layer,
    broken: 'The PAC file sends amazonaws.com to a proxy that is not there; everything works directly.',
    faults: [pac(SPLIT)],
    expected: { ...both('ready'), first: null, then: ['proxy/unreachable'], never: ['https/blocked'] },
  }),
  faulty({
    name: 'pac-split-direct-name-shut',
    layer,
    broken: 'The PAC file takes the directory name past the working proxy, and direct 443 is dropped.',
    faults: [held443, proxyListens, pac(SPLIT)],
    expected: {
      ...both('not-ready'),
      first: 'https/blocked',
      then: ['proxy/required'],
      never: ['proxy/unreachable'],
    },
  }),
];
