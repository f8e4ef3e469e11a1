/** Servers of the person's own (`check --peer`): what they prove, what they do not, and what is never blamed on the way. */
import type { Change } from '../change.ts';
import { commandsOfThePage, PEER_KEY } from '../peers.ts';
import { NETWORK, PEER_MACHINE } from '../places.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import type { World } from '../world.ts';

const layer = 'streaming';
const { address } = PEER_MACHINE;
export const ASKED = ['--peer', address];
const IN_RULE = [...ASKED, '--peer-scope', 'service'];

/** The service says nothing over UDP, as the real one: what is proved is proved by the peer. */
export const SILENT: Change = { kind: 'udp', ports: [4172, 4195], manner: 'silent' };

/** `key`: what the client has; null: none. */
export function machine(key: string | null, ...peers: World['peers']): Change {
  const environment: World['environment'] = key === null ? {} : { PREFLIGHT_PEER_KEY: key };
  return { kind: 'world', fields: { peerMachine: true, peers, environment } };
}

export const PEER = machine(PEER_KEY, 'preflight');

/** Rules of nftables of the first router. */
function rules(...texts: readonly string[]): Change {
  return { kind: 'world', fields: { rules: texts.map((text) => ({ at: 'router', text })) } };
}

/** The last of its commands, against the lab's peer. */
function checkOfThePage(): readonly string[] {
  const [, , check = []] = commandsOfThePage();
  return check.slice(1).map((word) => (word === '198.51.100.20' ? address : word));
}

/** What the peer must have seen of the client. */
export function outside(mapping: string, keepsPort: boolean, udp: string, tcp = udp) {
  return { outside: { tcp, udp, mapping, keepsPort } };
}

const SEEN_PLAINLY = {
  ...outside('none', true, NETWORK.client.ipv4),
  mtu: { up: 1500, down: 1500, dfKnown: true },
};

export const NOTHING_BLAMED = [
  'streaming/udp-lost-to-peer',
  'pcoip/udp-lost-to-peer',
  'dcv/udp-lost-to-peer',
];
export const PROVED = { pcoip: 'proved-to-peer', dcv: 'proved-to-peer' } as const;
const HALF = { pcoip: 'unproven', dcv: 'proved-to-peer' } as const;

export const PEERS: readonly Scenario[] = [
  clean({
    name: 'peer-stun-coturn',
    layer,
    broken: 'Nothing: the service is silent, and a coturn on 4172 answers.',
    manners: [SILENT, machine(null, 'coturn-4172')],
    args: ['--peer', `stun:${address}:4172`],
    proofs: { pcoip: 'proved-to-peer', dcv: 'unproven' },
    never: ['pcoip/udp-unproven', 'streaming/udp-silent', 'peer/unreachable'],
    fast: true,
  }),
  clean({
    name: 'peer-quic-caddy',
    layer,
    broken: 'Nothing: the service is silent, and a caddy on 4195 answers.',
    manners: [SILENT, machine(null, 'caddy-peer')],
    args: ['--peer', `quic:${address}:4195`],
    proofs: HALF,
    never: ['dcv/udp-unproven', 'streaming/udp-silent', 'peer/unreachable'],
  }),
  faulty({
    name: 'peer-answers-and-the-service-does-not',
    layer,
    broken:
      'UDP to the ranges of Amazon is dropped, a coturn outside them answers, and the service is known to answer.',
    manners: [machine(null, 'coturn-4172')],
    faults: [{ kind: 'filter', to: 'streaming', transport: 'udp', action: 'drop' }],
    args: ['--assume-udp-answers', '--peer', `stun:${address}:4172`],
    expected: {
      ...both('degraded'),
      first: 'streaming/udp-silent',
      proofs: { pcoip: 'unproven', dcv: 'unproven' },
    },
  }),
  clean({
    name: 'peer-all-open',
    layer,
    broken: 'Nothing: the service is silent, and the peer answers on every port.',
    manners: [SILENT, PEER],
    args: ASKED,
    proofs: PROVED,
    never: [...NOTHING_BLAMED, 'peer/unproven', 'peer/loss', 'pcoip/source-port-lost', 'pcoip/udp-unproven'],
    peer: SEEN_PLAINLY,
  }),
  clean({
    name: 'peer-in-five-minutes',
    layer,
    broken: 'Nothing: a key, a peer and a check by the commands of docs/peer.md, word by word.',
    manners: [SILENT, machine(null, 'preflight-by-the-page')],
    args: checkOfThePage(),
    proofs: PROVED,
    never: [...NOTHING_BLAMED, 'peer/unproven', 'peer/unreachable'],
    peer: SEEN_PLAINLY,
    fast: true,
  }),
  clean({
    name: 'peer-stamp-reflector',
    layer,
    broken: 'Nothing: a reflector of STAMP on 4172 answers who has no key.',
    manners: [SILENT, machine(null, 'preflight-open')],
    args: ['--peer', `stamp:${address}:4172`],
    proofs: { pcoip: 'proved-to-peer', dcv: 'unproven' },
    never: [...NOTHING_BLAMED, 'peer/unreachable', 'peer/loss'],
  }),
  clean({
    name: 'peer-shut-itself',
    layer,
    broken: "Nothing on the way: the peer's own firewall drops UDP, and nobody else ever had an answer.",
    manners: [
      SILENT,
      machine(PEER_KEY, 'preflight-alone'),
      {
        kind: 'world',
        fields: { rules: [{ at: 'peer', text: 'meta l4proto udp drop' }] },
      },
    ],
    args: IN_RULE,
    proofs: { pcoip: 'unproven', dcv: 'unproven' },
    never: [...NOTHING_BLAMED, 'peer/unreachable'],
    then: ['peer/unproven'],
  }),
  clean({
    name: 'peer-key-refused',
    layer,
    broken: 'Nothing: the peer does not know the key.',
    manners: [SILENT, machine(PEER_KEY.replace(/1a/g, '2b'), 'preflight')],
    args: IN_RULE,
    never: [...NOTHING_BLAMED, 'peer/unreachable', 'peer/unproven'],
    then: ['peer/key-refused'],
  }),
  clean({
    name: 'peer-absent',
    layer,
    broken: 'Nothing: there is no peer at that address.',
    manners: [SILENT, machine(PEER_KEY)],
    args: IN_RULE,
    never: [...NOTHING_BLAMED, 'peer/unproven'],
    then: ['peer/unreachable'],
  }),
  faulty({
    name: 'peer-udp-4172-dropped-there',
    layer,
    broken: 'UDP 4172 is dropped on the way to the peer, which stands in the rule of the gateways.',
    manners: [SILENT, PEER],
    faults: [rules('udp dport 4172 drop')],
    args: IN_RULE,
    expected: {
      ...both('ready'),
      verdict: 'degraded',
      pcoip: 'not-ready',
      first: 'pcoip/udp-lost-to-peer',
      proofs: HALF,
      never: ['streaming/udp-lost-to-peer', 'pcoip/source-port-lost', 'pcoip/udp-unproven'],
    },
    fast: true,
  }),
  faulty({
    name: 'peer-udp-4172-dropped-back',
    layer,
    broken: 'Answers from UDP 4172 of the peer are dropped on the way back.',
    manners: [SILENT, PEER],
    faults: [rules('udp sport 4172 drop')],
    args: IN_RULE,
    expected: {
      ...both('ready'),
      verdict: 'degraded',
      pcoip: 'not-ready',
      first: 'pcoip/udp-lost-to-peer',
      proofs: HALF,
      params: { 'pcoip/udp-lost-to-peer': { direction: 'back', inRule: true } },
    },
  }),
  faulty({
    name: 'peer-udp-4195-refused',
    layer,
    broken: 'UDP 4195 to the peer is refused by the first router.',
    manners: [SILENT, PEER],
    faults: [rules(`ip daddr ${address} udp dport 4195 reject with icmpx type port-unreachable`)],
    args: IN_RULE,
    expected: {
      ...both('ready'),
      dcv: 'degraded',
      first: 'dcv/udp-lost-to-peer',
      proofs: { pcoip: 'proved-to-peer', dcv: 'unproven' },
      params: { 'dcv/udp-lost-to-peer': { direction: 'refused', inRule: true } },
    },
  }),
  faulty({
    name: 'peer-all-udp-dropped',
    layer,
    broken: 'All UDP but name lookups is dropped.',
    manners: [SILENT, PEER],
    faults: [rules('udp dport 53 accept', 'udp sport 53 accept', 'meta l4proto udp drop')],
    args: IN_RULE,
    expected: {
      verdict: 'degraded',
      pcoip: 'not-ready',
      dcv: 'degraded',
      first: 'streaming/udp-lost-to-peer',
      never: ['pcoip/udp-lost-to-peer', 'dcv/udp-lost-to-peer', 'streaming/udp-silent'],
      params: { 'streaming/udp-lost-to-peer': { direction: 'there', inRule: true } },
    },
  }),
  faulty({
    name: 'peer-not-in-the-allow-list',
    layer,
    broken: 'UDP passes to the ranges of Amazon alone, and the peer is outside them: never an error.',
    manners: [SILENT, PEER],
    faults: [rules(`ip daddr ${address} meta l4proto udp drop`)],
    args: ASKED,
    expected: {
      verdict: 'ready',
      pcoip: 'degraded',
      dcv: 'ready',
      first: 'streaming/udp-lost-to-peer',
      params: { 'streaming/udp-lost-to-peer': { direction: 'there', inRule: false } },
    },
  }),
  faulty({
    name: 'peer-source-port-50002-dropped',
    layer,
    broken: 'Datagrams from source port 50002 are dropped.',
    manners: [SILENT, PEER],
    faults: [rules('udp sport 50002 drop')],
    args: ASKED,
    expected: {
      verdict: 'ready',
      pcoip: 'degraded',
      dcv: 'ready',
      first: 'pcoip/source-port-lost',
      proofs: PROVED,
      params: { 'pcoip/source-port-lost': { from: ['50002'] } },
    },
  }),
  faulty({
    name: 'peer-loss-5-there-2-back',
    layer,
    broken: 'UDP loses 5 % on the way there and 2 % on the way back.',
    manners: [SILENT, PEER],
    faults: [
      rules(
        'udp dport { 4172, 4195 } numgen random mod 100 < 5 drop',
        'udp sport { 4172, 4195 } numgen random mod 100 < 2 drop',
      ),
    ],
    args: ASKED,
    expected: { ...both('degraded'), first: 'peer/loss', proofs: PROVED },
  }),
];
