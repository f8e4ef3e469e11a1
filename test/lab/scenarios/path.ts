/** MTU, tunnels and IPv6. */
import type { Change } from '../change.ts';
import { both, faulty, only, type Scenario } from '../scenario.ts';

const layer = 'path';
const mtu = (bytes: number): Change => ({ kind: 'path', to: 'everything', mtu: bytes });
/** Large packets towards the service vanish without a word; those from it come through, so that certificates arrive. */
const blackHole = (bytes: number): Change => ({
  kind: 'path',
  to: 'everything',
  mtu: bytes,
  mtuMode: 'silent',
  mtuWay: 'up',
});
const tunnel = (bytes: number): Change => ({
  kind: 'world',
  fields: { tunnel: { name: 'tun0', mtu: bytes, prefixes: ['0.0.0.0/1', '128.0.0.0/1'] } },
});

export const PATH: readonly Scenario[] = [
  faulty({
    name: 'mtu-1199',
    layer,
    broken: 'The path carries 1199 bytes and says so.',
    faults: [mtu(1199)],
    expected: {
      ...both('not-ready'),
      first: 'mtu/too-small',
      never: ['mtu/black-hole', 'streaming/udp-silent'],
    },
    fast: true,
  }),
  faulty({
    name: 'mtu-1000',
    layer,
    broken: 'The path carries 1000 bytes and says so.',
    faults: [mtu(1000)],
    expected: { ...both('not-ready'), first: 'mtu/too-small', never: ['mtu/black-hole'] },
  }),
  faulty({
    name: 'mtu-1210',
    layer,
    broken: 'The path carries 1210 bytes: the documented limit, and no QUIC packet.',
    faults: [mtu(1210)],
    expected: {
      ...only('dcv', 'degraded'),
      first: 'mtu/quic-too-small',
      never: ['mtu/too-small', 'mtu/black-hole'],
    },
  }),
  faulty({
    name: 'mtu-interface-1190',
    layer,
    broken: 'The interface of this machine itself carries 1190 bytes.',
    faults: [{ kind: 'world', fields: { clientMtu: 1190 } }],
    expected: { ...both('not-ready'), first: 'mtu/too-small', never: ['mtu/black-hole'] },
  }),
  faulty({
    name: 'mtu-black-hole-1300',
    layer,
    broken: 'Packets above 1300 bytes vanish without a word.',
    faults: [blackHole(1300)],
    expected: {
      ...both('degraded'),
      first: 'mtu/black-hole',
      never: ['mtu/too-small', 'https/handshake-cut'],
    },
  }),
  faulty({
    name: 'mtu-black-hole-1100',
    layer,
    broken: 'Packets above 1100 bytes vanish without a word.',
    faults: [blackHole(1100)],
    expected: {
      ...both('not-ready'),
      first: 'mtu/black-hole',
      never: ['https/handshake-cut', 'streaming/udp-silent'],
    },
  }),
  faulty({
    name: 'mtu-unknown',
    layer,
    broken: 'The service ignores ping and UDP, so that no method can tell the MTU.',
    args: [],
    faults: [
      { kind: 'world', fields: { answersPing: false } },
      { kind: 'udp', ports: [4172, 4195], manner: 'silent' },
    ],
    expected: {
      ...both('ready'),
      first: null,
      then: ['mtu/unknown'],
      never: ['mtu/black-hole', 'mtu/too-small'],
    },
  }),
  faulty({
    name: 'vpn-all-traffic',
    layer,
    broken: 'All traffic leaves through a tunnel interface.',
    faults: [tunnel(1400)],
    expected: { ...both('ready'), first: null, then: ['vpn/all-traffic'], never: ['mtu/too-small'] },
  }),
  faulty({
    name: 'vpn-mtu-1150',
    layer,
    broken: 'All traffic leaves through a tunnel that carries 1150 bytes.',
    faults: [tunnel(1150)],
    expected: { ...both('not-ready'), first: 'mtu/too-small', then: ['vpn/all-traffic'] },
  }),
  faulty({
    name: 'ipv6-broken',
    layer,
    broken: 'This machine has an IPv6 address and route, and no IPv6 packet arrives anywhere.',
    manners: [],
    faults: [
      { kind: 'world', fields: { families: 'dual' } },
      { kind: 'filter', to: { prefixes: ['::/0'] }, transport: 'any', action: 'drop' },
    ],
    expected: { ...both('degraded'), first: 'ipv6/broken', never: ['https/blocked', 'streaming/partial'] },
  }),
];
