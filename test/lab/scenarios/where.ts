/** Where on the way: three routers, and what ends at one of them (`check --where`). The place is right, or none is named. */
import type { Change } from '../change.ts';
import type { Filter } from '../firewall.ts';
import { both, clean, faulty, only, type Scenario } from '../scenario.ts';
import type { BackboneRouter, World } from '../world.ts';

const layer = 'path';
const ARGS = ['--assume-udp-answers', '--where'];

/** Two more routers behind the first one: hop 2, still in the person's network, and hop 3, outside. */
function routers(second: BackboneRouter = {}, third: BackboneRouter = {}): Change {
  return { kind: 'world', fields: { backbone: [second, third] } };
}

function ways(kind: World['ways']): Change {
  return { kind: 'world', fields: { ways: kind } };
}

function shut(
  at: Filter['at'],
  ports: readonly number[],
  transport: 'tcp' | 'udp',
  action: Filter['action'] = 'drop',
): Change {
  return { kind: 'filter', to: 'streaming', transport, ports, action, at };
}

export const WHERE: readonly Scenario[] = [
  faulty({
    name: 'where-tcp-dropped-at-2',
    layer,
    broken: 'TCP 4172 is dropped by the second router.',
    manners: [routers()],
    faults: [shut('hop-2', [4172], 'tcp')],
    args: ARGS,
    expected: {
      ...only('pcoip', 'not-ready'),
      first: 'pcoip/tcp-blocked',
      places: { 'pcoip/tcp-blocked': 'dropped 2' },
    },
  }),
  faulty({
    name: 'where-tcp-dropped-at-3',
    layer,
    broken: 'TCP 4172 is dropped by the third router; the second one never answers.',
    manners: [routers({ mute: true })],
    faults: [shut('hop-3', [4172], 'tcp')],
    args: ARGS,
    // Behind the last router there is the server alone: nobody can tell one from the other.
    expected: {
      ...only('pcoip', 'not-ready'),
      first: 'pcoip/tcp-blocked',
      places: { 'pcoip/tcp-blocked': null },
    },
  }),
  faulty({
    name: 'where-tcp-reset-at-2',
    layer,
    broken: 'TCP 4172 is reset by the second router, in the name of the server.',
    manners: [routers()],
    faults: [shut('hop-2', [4172], 'tcp', 'reset')],
    args: ARGS,
    expected: {
      ...only('pcoip', 'not-ready'),
      first: 'pcoip/tcp-refused',
      places: { 'pcoip/tcp-refused': 'answered-early 2' },
    },
  }),
  faulty({
    name: 'where-udp-forbidden-at-2',
    layer,
    broken: 'UDP on both streaming ports is refused by the second router (administratively prohibited).',
    manners: [routers()],
    faults: [shut('hop-2', [4172, 4195], 'udp', 'admin-prohibited')],
    args: ARGS,
    expected: {
      verdict: 'degraded',
      pcoip: 'not-ready',
      dcv: 'degraded',
      first: 'pcoip/udp-rejected',
      then: ['dcv/udp-rejected'],
      places: { 'pcoip/udp-rejected': 'refused 2', 'dcv/udp-rejected': 'refused 2' },
    },
    fast: true,
  }),
  faulty({
    name: 'where-udp-dropped-at-2-rationed',
    layer,
    broken: 'UDP 4172 is dropped by the second router, and every router rations its ICMP errors.',
    manners: [routers({ rationed: true }, { rationed: true })],
    faults: [shut('hop-2', [4172], 'udp')],
    args: ARGS,
    expected: {
      ...both('ready'),
      first: 'pcoip/udp-unproven',
      places: { 'pcoip/udp-unproven': 'dropped 2' },
    },
  }),
  faulty({
    name: 'where-mtu-1150-at-2',
    layer,
    broken: 'The link behind the second router carries 1150 bytes, and the router says so.',
    manners: [routers()],
    faults: [routers({ mtu: 1150 })],
    args: ARGS,
    expected: {
      ...both('not-ready'),
      first: 'mtu/too-small',
      places: { 'mtu/too-small': 'large 2' },
    },
  }),
  faulty({
    name: 'where-mtu-black-hole-at-2',
    layer,
    broken: 'The link behind the second router carries 1250 bytes, and nobody says so.',
    manners: [routers()],
    faults: [routers({ mtu: 1250, mtuSilent: true })],
    args: ARGS,
    expected: {
      ...both('degraded'),
      first: 'mtu/black-hole',
      places: { 'mtu/black-hole': 'large 2' },
    },
  }),
  faulty({
    name: 'where-mtu-1150-at-3',
    layer,
    broken: 'The link behind the third router carries 1150 bytes, and the router says so.',
    manners: [routers()],
    faults: [routers({}, { mtu: 1150 })],
    args: ARGS,
    expected: {
      ...both('not-ready'),
      first: 'mtu/too-small',
      places: { 'mtu/too-small': 'large 3' },
    },
  }),
  faulty({
    name: 'where-udp-dropped-at-2-parallel-ways',
    layer,
    broken: 'UDP 4172 is dropped by the second router, to which two links of equal cost lead (ECMP).',
    manners: [routers(), ways('parallel')],
    faults: [shut('hop-2', [4172], 'udp')],
    args: ARGS,
    expected: {
      ...both('ready'),
      first: 'pcoip/udp-unproven',
      places: { 'pcoip/udp-unproven': 'dropped 2' },
    },
  }),
  faulty({
    name: 'where-udp-dropped-at-2-short-way-back',
    layer,
    broken: 'UDP 4172 is dropped by the second router, and answers of the third one come back past it.',
    manners: [routers(), ways('short-back')],
    faults: [shut('hop-2', [4172], 'udp')],
    args: ARGS,
    expected: {
      ...both('ready'),
      first: 'pcoip/udp-unproven',
      places: { 'pcoip/udp-unproven': 'dropped 2' },
    },
  }),
  clean({
    name: 'where-silent-service-parallel-ways',
    layer,
    broken:
      'Nothing: the service does not answer UDP, and two links of equal cost lead to the second router (ECMP).',
    manners: [routers(), ways('parallel'), { kind: 'udp', ports: [4172, 4195], manner: 'silent' }],
    args: ['--where'],
    places: { 'streaming/udp-silent': null },
  }),
  faulty({
    name: 'where-delay-behind-3',
    layer,
    broken: 'The way behind the third router takes 240 ms.',
    manners: [routers()],
    faults: [{ kind: 'path', to: 'everything', upMs: 120, downMs: 120 }],
    args: ARGS,
    expected: {
      ...only('pcoip', 'degraded'),
      first: 'latency/degraded',
      places: { 'latency/degraded': 'delay 3' },
    },
  }),
  clean({
    name: 'where-silent-service',
    layer,
    broken: 'Nothing: the service does not answer UDP, and hop 2 never says that a packet died.',
    manners: [
      routers({ mute: true }, { rationed: true }),
      { kind: 'udp', ports: [4172, 4195], manner: 'silent' },
    ],
    args: ['--where'],
    places: { 'streaming/udp-silent': null },
  }),
];
