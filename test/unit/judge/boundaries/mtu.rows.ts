/** findings.md, "MTU and VPN": whole packets in bytes. */
import type { EvidenceOf } from '../../../../src/evidence/index.ts';
import { client, httpsMtu, pingMtu, quicMtu, route } from '../evidence-builder.ts';
import { alter, ethernet, pipe, type Mutator } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

const any = () => true;
const ping = (changes: Partial<EvidenceOf<'mtu-ping'>>): Mutator =>
  alter('mtu-ping', any, () => pingMtu(changes));
const ladder = (largest: number): Mutator => alter('mtu-quic', any, () => quicMtu({ largest }));
const large = (changes: Partial<EvidenceOf<'mtu-https'>>): Mutator =>
  alter('mtu-https', any, () => httpsMtu(changes));
const way = (changes: Partial<EvidenceOf<'route'>>): Mutator => alter('route', any, () => route(changes));
/** A router said so ("fragmentation needed"). */
const told = (bytes: number, family: 4 | 6 = 4): Mutator =>
  ping({ family, largestPassedBytes: bytes, smallestLostBytes: bytes + 1, announcedMtuBytes: bytes });
/** Echo requests above this size vanish without a word. */
const vanish = (bytes: number): Mutator => ping({ largestPassedBytes: bytes, smallestLostBytes: bytes + 1 });
const KERNEL = { mssBytes: 1448, pathMtuBytes: 1500, backoff: 0, lost: 0 };
const stalled = (backoff = 0): Mutator => large({ outcome: 'stalled', kernel: { ...KERNEL, backoff } });
const OVER = { explains: ['mtu/too-small@here'] };
const DCV = { protocols: ['dcv'] } as const;

const tooSmall = rowsOf({
  code: 'mtu/too-small',
  side: 'path',
  rows: [
    ['1199 by frag-needed', told(1199), 'error', { params: { announcedBytes: 1199, requiredBytes: 1200 } }],
    ['1200 by frag-needed', told(1200), null, { beside: ['mtu/quic-too-small:warning'] }],
    ['1199 by packet-too-big over IPv6', told(1199, 6), 'error'],
    [
      "1199 by the tunnel's own MTU",
      way({ interfaceName: 'wg0', interfaceMtuBytes: 1199 }),
      'error',
      { params: { interface: 'wg0' } },
    ],
    [
      "1200 by the tunnel's own MTU",
      way({ interfaceName: 'wg0', interfaceMtuBytes: 1200 }),
      null,
      { beside: ['mtu/quic-too-small:warning'] },
    ],
    ['1199 that the kernel has learnt', way({ routeMtuBytes: 1199 }), 'error'],
    [
      '1199 that the kernel has learnt for the large request',
      large({ kernel: { ...KERNEL, pathMtuBytes: 1199 } }),
      'error',
    ],
    ['pings above 1199 vanish, and nothing else says so', vanish(1199), null],
    [
      'pings above 1199 vanish and a large request stalls: two methods, and the black hole says it',
      pipe(vanish(1199), stalled()),
      null,
      { beside: ['mtu/black-hole:error'] },
    ],
    [
      "the tunnel's 1199, and on top of it a black hole",
      pipe(way({ interfaceMtuBytes: 1199 }), stalled(1)),
      null,
      { beside: ['mtu/black-hole:error'] },
    ],
  ],
});

const quicTooSmall = rowsOf({
  code: 'mtu/quic-too-small',
  side: 'path',
  protocols: ['dcv'],
  rows: [
    ['1199 on IPv4', told(1199), null, { beside: ['mtu/too-small:error'] }],
    ['1200 on IPv4', told(1200), 'warning', { params: { neededBytes: 1228 } }],
    ['1227 on IPv4', told(1227), 'warning'],
    ['1228 on IPv4', told(1228), null],
    ['1199 on IPv6', told(1199, 6), null, { beside: ['mtu/too-small:error'] }],
    ['1228 on IPv6', told(1228, 6), 'warning', { params: { neededBytes: 1248 } }],
    ['1247 on IPv6', told(1247, 6), 'warning'],
    ['1248 on IPv6', told(1248, 6), null],
    ['1227, PCoIP alone asked for', told(1227), null, { run: { request: { protocols: ['pcoip'] } } }],
    [
      '1227, DCV alone asked for',
      told(1227),
      'warning',
      { ...DCV, run: { request: { protocols: ['dcv'] } } },
    ],
  ],
});

const blackHole = rowsOf({
  code: 'mtu/black-hole',
  side: 'path',
  rows: [
    ['ping alone', vanish(1300), null],
    ['the QUIC ladder alone', ladder(1252), null],
    ['a stalled large request alone', stalled(), null],
    [
      'ping and the QUIC ladder',
      pipe(vanish(1300), ladder(1252)),
      'warning',
      { params: { methods: ['icmp-df', 'quic-ladder'] } },
    ],
    [
      'ping and a stalled large request',
      pipe(vanish(1300), stalled()),
      'warning',
      { params: { methods: ['icmp-df', 'https-large'] } },
    ],
    [
      'the QUIC ladder and a stalled large request',
      pipe(ladder(1252), stalled()),
      'warning',
      { params: { methods: ['quic-ladder', 'https-large'] } },
    ],
    [
      "a stalled large request and the kernel's back-off",
      stalled(1),
      'warning',
      { params: { methods: ['https-large', 'tcp-backoff'] } },
    ],
    ['1200 bytes still pass', pipe(vanish(1200), stalled()), 'warning'],
    ['1199 bytes still pass, and not 1200', pipe(vanish(1199), stalled()), 'error', OVER],
    [
      "the tunnel's own MTU is 1199 already",
      pipe(way({ interfaceMtuBytes: 1199 }), stalled(1)),
      'error',
      OVER,
    ],
    ['what is above an announced limit is lost by right', pipe(told(1400), ladder(1352)), null],
    ['a server that answers no rung of the ladder says nothing', pipe(vanish(1300), ladder(0)), null],
    [
      'a host that ignores ping says nothing',
      pipe(ping({ answersPing: false, smallestLostBytes: 1301 }), ladder(1252)),
      null,
    ],
  ],
});

const unknown = rowsOf({
  code: 'mtu/unknown',
  side: 'us',
  rows: [
    [
      'ping is ignored and QUIC is silent; a full-size segment passed',
      fine,
      'notice',
      { params: { fullSegmentPassed: true } },
    ],
    [
      'the same, and no full-size segment passed',
      large({ outcome: 'failed', kernel: null }),
      'notice',
      { params: { fullSegmentPassed: false } },
    ],
    ['ping tells', ping({ largestPassedBytes: 1500 }), null],
    ['the QUIC ladder tells', ladder(1472), null],
    ['a router tells', way({ routeMtuBytes: 1400 }), null],
  ],
});

const tunnel = (kind: string, allTraffic: boolean): Mutator =>
  way({ interfaceName: 'tun0', tunnel: { kind, allTraffic } });

const MACOS = { platform: 'darwin', release: '24.0', name: 'macOS 15', arch: 'arm64' };
const firefox: Mutator = alter('client', any, () =>
  client({ browsers: [{ name: 'Firefox', version: '133.0' }] }),
);

const vpn = rowsOf({
  code: 'vpn/all-traffic',
  side: 'local-network',
  rows: [
    [
      'the way to the health-check server leaves through a tunnel',
      tunnel('tun', true),
      'notice',
      { params: { interface: 'tun0', allTraffic: true } },
    ],
    [
      'a split tunnel that takes just these addresses',
      tunnel('wireguard', false),
      'notice',
      { params: { allTraffic: false } },
    ],
    [
      'PCoIP in a browser on macOS, where Firefox is installed',
      pipe(tunnel('utun', true), firefox),
      'notice',
      { params: { firefox: true }, run: { host: { os: MACOS }, request: { profile: 'web-access' } } },
    ],
    [
      'the same on Linux',
      pipe(tunnel('tun', true), firefox),
      'notice',
      { params: { firefox: false }, run: { request: { profile: 'web-access' } } },
    ],
    ['it leaves through no tunnel', way({ interfaceName: 'eth0', tunnel: null }), null],
    [
      'a tunnel is up, and streaming leaves by the cable',
      way({ interfaceName: 'eth0', tunnel: null }),
      null,
      { run: { host: { interfaces: [ethernet('eth0'), { ...ethernet('tun0'), kind: 'tunnel' }] } } },
    ],
  ],
});

export const mtu = [...tooSmall, ...quicTooSmall, ...blackHole, ...unknown, ...vpn];
