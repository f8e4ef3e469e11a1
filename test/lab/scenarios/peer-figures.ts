/** Figures of the way to a peer (`check --peer`): sizes, variation, load, memory of a router and its translation. */
import type { Change } from '../change.ts';
import { PEER_KEY } from '../peers.ts';
import { NETWORK, OUTSIDE, PEER_MACHINE } from '../places.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';
import type { World } from '../world.ts';
import { ASKED, machine, NOTHING_BLAMED, outside, PEER, PROVED, SILENT } from './peers.ts';

const layer = 'streaming';
const { address } = PEER_MACHINE;
const OVER_IPV6 = [
  SILENT,
  { kind: 'world', fields: { families: 'dual' } },
  machine(PEER_KEY, 'preflight-ipv6'),
] as const satisfies readonly Change[];
const ASKED_OVER_IPV6 = ['--peer', PEER_MACHINE.ipv6];
const WITH_LOAD = machine(PEER_KEY, 'preflight-with-load');

function behind(masquerade: World['masquerade']): Change {
  return { kind: 'world', fields: { masquerade } };
}

function translated(...nat: readonly string[]): Change {
  return { kind: 'world', fields: { nat } };
}

/** The way to the peer alone. */
function toPeer(path: Omit<Extract<Change, { kind: 'path' }>, 'kind' | 'to'>): Change {
  return { kind: 'path', to: { prefixes: [`${address}/32`, `${PEER_MACHINE.ipv6}/128`] }, ...path };
}

/** A router that keeps an idle flow for so long; a held answer of as many seconds comes just after that. */
function remembering(udpTimeoutS: number, idle: { answeredS: number; lostS: number | null }): Scenario {
  return clean({
    name: `peer-idle-kept-for-${udpTimeoutS}`,
    layer,
    broken: `Nothing: the router forgets an idle flow of UDP after ${udpTimeoutS} s.`,
    manners: [SILENT, PEER, behind(true), { kind: 'world', fields: { udpTimeoutS } }],
    args: [...ASKED, '--peer-idle'],
    peer: { idle },
    never: ['peer/binding-short'],
  });
}

export const PEER_FIGURES: readonly Scenario[] = [
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
      'The line to the peer carries 1665 kbps behind a queue of a second: the need passes, 90 ms get more than 100.',
    manners: [SILENT, WITH_LOAD],
    faults: [toPeer({ upMs: 45, downMs: 45, rateKbps: 1_665, queueMs: 1_000 })],
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
    manners: [SILENT, PEER],
    args: [...ASKED, '--peer-load'],
    proofs: PROVED,
    peer: { load: { allowedKbps: null, lateMs: 0, runs: [] } },
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
  remembering(5, { answeredS: 2, lostS: 5 }),
  remembering(20, { answeredS: 15, lostS: 20 }),
  remembering(60, { answeredS: 30, lostS: null }),
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
    name: 'peer-mtu-1300-silent',
    layer,
    broken: 'Nothing: the way to the peer carries 1300 bytes each way, and nobody says so.',
    manners: [SILENT, PEER, toPeer({ mtu: 1300, mtuMode: 'silent' })],
    args: ASKED,
    peer: { mtu: { up: 1300, down: 1300, dfKnown: true } },
    never: ['mtu/one-way-hole'],
  }),
  clean({
    name: 'peer-over-ipv6',
    layer,
    broken: 'Nothing: the peer answers over IPv6.',
    manners: OVER_IPV6,
    args: ASKED_OVER_IPV6,
    proofs: PROVED,
    peer: { ...outside('none', true, NETWORK.client.ipv6), mtu: { up: 1500, down: 1500, dfKnown: true } },
    never: [...NOTHING_BLAMED, 'peer/unproven', 'peer/unreachable', 'peer/loss', 'pcoip/source-port-lost'],
  }),
  clean({
    name: 'peer-over-ipv6-mtu-1290',
    layer,
    broken: 'Nothing: the way to the peer over IPv6 carries 1290 bytes, and a router says so.',
    manners: [...OVER_IPV6, toPeer({ mtu: 1290 })],
    args: ASKED_OVER_IPV6,
    peer: { mtu: { up: 1290, down: 1290, dfKnown: true } },
    never: ['mtu/one-way-hole'],
  }),
  faulty({
    name: 'peer-over-ipv6-mtu-1247-back',
    layer,
    broken: 'The way back from the peer over IPv6 carries 1247 bytes, and nobody says so.',
    manners: OVER_IPV6,
    faults: [toPeer({ mtu: 1247, mtuMode: 'silent', mtuWay: 'down' })],
    args: ASKED_OVER_IPV6,
    expected: {
      ...both('degraded'),
      first: 'mtu/one-way-hole',
      peer: { mtu: { up: 1500, down: 1247, dfKnown: true } },
    },
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
];
