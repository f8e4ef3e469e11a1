/** Paths that carry small packets alone and say nothing: towards the service, back from it, both ways; with and without a second witness. */
import type { Change, PathChange } from '../change.ts';
import { both, clean, faulty, type Expectation, type Scenario } from '../scenario.ts';
import { ANSWERS } from './names.ts';

const layer = 'path';
const hole = (mtu: number, mtuWay: PathChange['mtuWay'] = 'both'): Change => ({
  kind: 'path',
  to: 'everything',
  mtu,
  mtuMode: 'silent',
  ...(mtuWay === undefined ? {} : { mtuWay }),
});
const noPing: Change = { kind: 'world', fields: { answersPing: false } };
const noUdp: Change = { kind: 'udp', ports: [4172, 4195], manner: 'silent' };
const NEVER = [
  'https/handshake-cut',
  'https/blocked',
  'pcoip/tcp-blocked',
  'dcv/tcp-blocked',
  'mtu/too-small',
];
const ROOT: Expectation = { ...both('not-ready'), first: 'mtu/black-hole', never: NEVER };

function faultyHole(
  name: string,
  broken: string,
  faults: readonly Change[],
  more: Partial<Scenario> = {},
): Scenario {
  return faulty({ name: `hole-${name}`, layer, broken, faults, expected: ROOT, ...more });
}

export const HOLES: readonly Scenario[] = [
  faultyHole('1300-both-ways', 'Packets above 1300 bytes vanish in both directions.', [hole(1300)]),
  faultyHole('1150-both-ways', 'Packets above 1150 bytes vanish in both directions: no QUIC packet passes.', [
    hole(1150),
  ]),
  faultyHole('1250-both-ways', 'Packets above 1250 bytes vanish in both directions.', [hole(1250)]),
  faulty({
    name: 'hole-1300-back-alone',
    layer,
    broken:
      'Packets above 1300 bytes from the service vanish; pings come back in pieces, so that nothing tells this from a filter.',
    faults: [hole(1300, 'down')],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['mtu/black-hole', 'mtu/too-small'],
    },
  }),
  faultyHole(
    '1300-without-ping',
    'Packets above 1300 bytes vanish both ways, and nobody answers ping: QUIC shows it.',
    [hole(1300)],
    {
      manners: [noPing],
    },
  ),
  faultyHole(
    '1300-without-udp',
    'Packets above 1300 bytes vanish both ways, and UDP is silent: ping shows it.',
    [hole(1300)],
    {
      manners: [noUdp],
      args: [],
    },
  ),
  faultyHole(
    '1150-without-udp',
    'Packets above 1150 bytes vanish both ways, and UDP is silent: ping shows it.',
    [hole(1150)],
    {
      manners: [noUdp],
      args: [],
    },
  ),
  faulty({
    name: 'hole-without-a-witness',
    layer,
    broken:
      'Packets above 1300 bytes vanish both ways, and neither ping nor UDP is answered: a filter would look the same.',
    manners: [noPing, noUdp],
    args: [],
    faults: [hole(1300)],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['mtu/black-hole', 'mtu/too-small'],
    },
  }),
  faulty({
    name: 'hole-none-but-a-silent-filter',
    layer,
    broken: 'A filter holds back every handshake; packets of every size pass.',
    faults: [{ kind: 'https', hosts: 'all', behaviour: 'silent' }],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['mtu/black-hole', 'mtu/too-small'],
    },
  }),
  clean({
    name: 'hole-none-1500',
    layer,
    broken:
      'Nothing: packets of 1500 bytes pass both ways, and the path would lose larger ones without a word.',
    args: [ANSWERS],
    manners: [hole(1500)],
    never: ['mtu/black-hole', 'mtu/too-small', 'mtu/unknown'],
  }),
  faulty({
    name: 'hole-1300-and-pcoip-dropped',
    layer: 'two-faults',
    broken: 'Packets above 1300 bytes vanish both ways, and TCP 4172 is dropped.',
    faults: [
      hole(1300),
      { kind: 'filter', to: 'streaming', transport: 'tcp', ports: [4172], action: 'drop' },
    ],
    expected: {
      ...both('not-ready'),
      first: 'mtu/black-hole',
      then: ['pcoip/tcp-blocked'],
      never: ['https/handshake-cut'],
    },
  }),
];
