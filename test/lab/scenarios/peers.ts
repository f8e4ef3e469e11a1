/** Servers of the person's own (`check --peer`): what they prove, what they do not, and what is never blamed on the way. */
import type { Change } from '../change.ts';
import { commandsOfThePage, PEER_KEY } from '../peers.ts';
import { NETWORK, OUTSIDE, PEER_MACHINE } from '../places.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import type { World } from '../world.ts';

const layer = 'streaming';
const { address } = PEER_MACHINE;
const ASKED = ['--peer', address];
const IN_RULE = [...ASKED, '--peer-scope', 'service'];

/** The service says nothing over UDP, as the real one: what is proved is proved by the peer. */
const SILENT: Change = { kind: 'udp', ports: [4172, 4195], manner: 'silent' };

/** `key`: what the client has; null: none. */
function machine(key: string | null, ...peers: World['peers']): Change {
  const environment: World['environment'] = key === null ? {} : { PREFLIGHT_PEER_KEY: key };
  return { kind: 'world', fields: { peerMachine: true, peers, environment } };
}

const PEER = machine(PEER_KEY, 'preflight');
const WITH_LOAD = machine(PEER_KEY, 'preflight-with-load');

/** Rules of nftables of the first router. */
function rules(...texts: readonly string[]): Change {
  return { kind: 'world', fields: { rules: texts.map((text) => ({ at: 'router', text })) } };
}

function behind(masquerade: World['masquerade']): Change {
  return { kind: 'world', fields: { masquerade } };
}

function translated(...nat: readonly string[]): Change {
  return { kind: 'world', fields: { nat } };
}

/** What the peer must have seen of the client. */
function outside(mapping: string, keepsPort: boolean, udp: string, tcp = udp) {
  return { outside: { tcp, udp, mapping, keepsPort } };
}

/** The way to the peer alone. */
function toPeer(path: Omit<Extract<Change, { kind: 'path' }>, 'kind' | 'to'>): Change {
  return { kind: 'path', to: { prefixes: [`${address}/32`] }, ...path };
}

/** The last of its commands, against the lab's peer. */
function checkOfThePage(): readonly string[] {
  const [, , check = []] = commandsOfThePage();
  return check.slice(1).map((word) => (word === '198.51.100.20' ? address : word));
}

const NOTHING_BLAMED = ['streaming/udp-lost-to-peer', 'pcoip/udp-lost-to-peer', 'dcv/udp-lost-to-peer'];
const PROVED = { pcoip: 'proved-to-peer', dcv: 'proved-to-peer' } as const;
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
    peer: { ...outside('none', true, NETWORK.client.ipv4), mtu: { up: 1500, down: 1500, dfKnown: true } },
    fast: true,
  }),
  clean({
    name: 'peer-in-five-minutes',
    layer,
    broken: 'Nothing: a key, a peer and a check by the commands of docs/peer.md, word by word.',
    manners: [SILENT, machine(null, 'preflight-by-the-page')],
    args: checkOfThePage(),
    proofs: PROVED,
    never: [...NOTHING_BLAMED, 'peer/unproven', 'peer/unreachable'],
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
    name: 'peer-nat-random',
    layer,
    broken: 'Nothing: the router gives every datagram flow another outside port.',
    manners: [SILENT, PEER, behind('random')],
    args: ASKED,
    proofs: PROVED,
    peer: outside('per-destination', false, NETWORK.wanRouter.ipv4),
    never: [...NOTHING_BLAMED, 'peer/unproven', 'peer/loss', 'pcoip/source-port-lost', 'network/nat-varies'],
  }),
  clean({
    name: 'peer-nat-plain',
    layer,
    broken: 'Nothing: the router keeps the source port where it can.',
    manners: [SILENT, PEER, behind(true)],
    args: ASKED,
    proofs: PROVED,
    peer: outside('port-independent', true, NETWORK.wanRouter.ipv4),
    never: ['network/nat-varies', 'pcoip/source-port-lost'],
  }),
  faulty({
    name: 'peer-nat-pool',
    layer,
    broken:
      'The router leaves by two public addresses in turn, and an IP access control group holds one of them.',
    manners: [SILENT, PEER],
    faults: [
      translated(
        `meta l4proto { tcp, udp } snat to numgen inc mod 2 map { 0 : ${OUTSIDE[0]}, 1 : ${OUTSIDE[1]} }`,
      ),
    ],
    args: [...ASKED, '--access-control', `${OUTSIDE[0]}/32`],
    expected: {
      ...both('degraded'),
      first: 'network/nat-varies',
      proofs: PROVED,
      params: { 'network/nat-varies': { controlled: true, outside: [OUTSIDE[1]] } },
    },
  }),
  faulty({
    name: 'peer-nat-by-transport',
    layer,
    broken: 'UDP leaves by another public address than TCP.',
    manners: [SILENT, PEER],
    faults: [translated(`meta l4proto udp snat to ${OUTSIDE[0]}`, `meta l4proto tcp snat to ${OUTSIDE[1]}`)],
    args: [...ASKED, '--access-control', `${OUTSIDE[1]}/32`],
    expected: {
      ...both('degraded'),
      first: 'network/nat-varies',
      proofs: PROVED,
      peer: outside('port-independent', true, OUTSIDE[0], OUTSIDE[1]),
    },
  }),
  clean({
    name: 'peer-ipv6',
    layer,
    broken: 'Nothing: the peer has an IPv6 address alone, and the way to it carries 1400 bytes.',
    manners: [
      SILENT,
      machine(PEER_KEY, 'preflight-ipv6'),
      { kind: 'world', fields: { families: 'dual' } },
      { kind: 'path', to: { prefixes: [`${PEER_MACHINE.ipv6}/128`] }, mtu: 1400 },
    ],
    args: ['--peer', PEER_MACHINE.ipv6],
    proofs: PROVED,
    peer: {
      ...outside('none', true, NETWORK.client.ipv6),
      mtu: { up: 1400, down: 1400, dfKnown: true },
    },
    never: [...NOTHING_BLAMED, 'peer/unproven', 'network/nat-varies'],
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
  faulty({
    name: 'peer-load-1000',
    layer,
    broken: 'The line to the peer carries 1000 kbps, less than the 1700 kbps that a webcam needs.',
    manners: [SILENT, WITH_LOAD],
    faults: [toPeer({ rateKbps: 1_000 })],
    args: [...ASKED, '--peer-load'],
    expected: {
      ...both('degraded'),
      first: 'peer/below-need',
      proofs: PROVED,
      params: { 'peer/below-need': { direction: 'there', needKbps: 1_700 } },
    },
  }),
  faulty({
    name: 'peer-slow-under-load',
    layer,
    broken:
      'The line to the peer carries 1670 kbps behind a queue of a second: the need passes, 80 ms get more than 100.',
    manners: [SILENT, WITH_LOAD],
    faults: [toPeer({ upMs: 40, downMs: 40, rateKbps: 1_670, queueMs: 1_000 })],
    args: [...ASKED, '--peer-load'],
    expected: {
      verdict: 'ready',
      pcoip: 'degraded',
      dcv: 'ready',
      first: 'peer/slow-under-load',
      proofs: PROVED,
      never: ['peer/below-need'],
    },
  }),
  clean({
    name: 'peer-load-6000',
    layer,
    broken: 'Nothing: the line to the peer carries 6000 kbps.',
    manners: [SILENT, WITH_LOAD, toPeer({ rateKbps: 6_000 })],
    args: [...ASKED, '--peer-load'],
    proofs: PROVED,
    never: ['peer/below-need', 'peer/slow-under-load'],
  }),
  clean({
    name: 'peer-load-not-allowed',
    layer,
    broken: 'Nothing: the peer allows no load, so none is sent.',
    manners: [SILENT, PEER, toPeer({ rateKbps: 250 })],
    args: [...ASKED, '--peer-load'],
    proofs: PROVED,
    peer: { load: { allowedKbps: null, quiet: true, runs: [] } },
    never: ['peer/below-need'],
  }),
  faulty({
    name: 'peer-idle-forgotten-after-7',
    layer,
    broken: 'The router forgets an idle flow of UDP after 7 s.',
    manners: [SILENT, PEER, behind(true)],
    faults: [{ kind: 'world', fields: { udpTimeoutS: 7 } }],
    args: [...ASKED, '--peer-idle'],
    expected: {
      ...both('ready'),
      first: null,
      then: ['peer/binding-short'],
      proofs: PROVED,
      peer: { idle: { answeredS: 5, lostS: 10 } },
    },
  }),
  clean({
    name: 'peer-idle-kept-for-20',
    layer,
    broken: 'Nothing: the router forgets an idle flow of UDP after 22 s.',
    manners: [SILENT, PEER, behind(true), { kind: 'world', fields: { udpTimeoutS: 22 } }],
    args: [...ASKED, '--peer-idle'],
    peer: { idle: { answeredS: 20, lostS: 30 } },
    never: ['peer/binding-short'],
  }),
  clean({
    name: 'peer-mtu-1300-announced',
    layer,
    broken: 'Nothing: the way to the peer carries 1300 bytes, and a router says so.',
    manners: [SILENT, PEER, toPeer({ mtu: 1300 })],
    args: ASKED,
    peer: { mtu: { up: 1300, down: 1300, dfKnown: true } },
    never: ['mtu/one-way-hole'],
  }),
  clean({
    name: 'peer-mtu-1301-there',
    layer,
    broken: 'Nothing: the way there carries 1301 bytes, and nobody says so.',
    manners: [SILENT, PEER, toPeer({ mtu: 1301, mtuMode: 'silent', mtuWay: 'up' })],
    args: ASKED,
    peer: { mtu: { up: 1301, down: 1500, dfKnown: true } },
    never: ['mtu/one-way-hole'],
  }),
  faulty({
    name: 'peer-mtu-1227-there',
    layer,
    broken: 'The way to the peer carries 1227 bytes there alone, and a router says so.',
    manners: [SILENT, PEER],
    faults: [toPeer({ mtu: 1227, mtuWay: 'up' })],
    args: ASKED,
    expected: {
      ...both('degraded'),
      first: 'mtu/one-way-hole',
      peer: { mtu: { up: 1227, down: 1500, dfKnown: true } },
      params: { 'mtu/one-way-hole': { direction: 'there', thereBytes: 1227, backBytes: 1500 } },
    },
  }),
  faulty({
    name: 'peer-mtu-1211-back',
    layer,
    broken: 'The way back from the peer carries 1211 bytes, and nobody says so.',
    manners: [SILENT, PEER],
    faults: [toPeer({ mtu: 1211, mtuMode: 'silent', mtuWay: 'down' })],
    args: ASKED,
    expected: {
      ...both('degraded'),
      first: 'mtu/one-way-hole',
      peer: { mtu: { up: 1500, down: 1211, dfKnown: true } },
      params: { 'mtu/one-way-hole': { direction: 'back', thereBytes: 1500, backBytes: 1211 } },
    },
  }),
  faulty({
    name: 'peer-mtu-1100-back-announced',
    layer,
    broken: 'The way back from the peer carries 1100 bytes, and a router tells the peer.',
    manners: [SILENT, PEER],
    faults: [toPeer({ mtu: 1100, mtuWay: 'down' })],
    args: ASKED,
    expected: {
      ...both('degraded'),
      first: 'mtu/one-way-hole',
      peer: { mtu: { up: 1500, down: 1100, dfKnown: true } },
    },
  }),
  faulty({
    name: 'peer-jitter-there',
    layer,
    broken: 'Every second datagram to the peer is 80 ms late, on the way there alone.',
    manners: [SILENT, PEER],
    faults: [toPeer({ swingMs: 80 })],
    args: ASKED,
    expected: {
      ...both('degraded'),
      first: 'peer/jitter',
      params: { 'peer/jitter': { direction: 'there' } },
    },
  }),
];
