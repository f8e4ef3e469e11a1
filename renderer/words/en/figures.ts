/** Charts, the port matrix and the Regions. */
import { count } from '../plural.ts';

export const figuresWords = {
  rtt: {
    title: 'Round trip',
    foldText: 'every sample, with the limits',
    method: (port: number) => `TCP connect to the health check, port ${port}`,
    median: 'Median',
    p95: '95 of 100 below',
    jitter: 'Varies by',
    lost: 'Lost',
    of: (all: number) => `of ${all}`,
    first: 'first sample',
    last: (n: number) => `sample ${n}`,
    medianLine: (ms: string) => `median ${ms}`,
    lostMark: (n: number) => `${n} lost`,
    caption:
      'Every dot is one sample; square-root scale. Limits: Administration Guide, “Network requirements”.',
    none: 'Round trip was not measured.',
    sentence: (seen: { samples: number; median: string; p95: string; lost: number }) =>
      `Round trip: ${count(seen.samples, 'sample')}, median ${seen.median}, 95 of 100 below ${seen.p95}, ${seen.lost} lost.`,
    servers: 'Each server in a table',
    server: 'Server',
    received: 'Received',
  },

  mtu: {
    title: 'Packet size',
    unit: 'bytes',
    foldText: (methods: number) => count(methods, 'method'),
    own: 'this computer’s own limit',
    path: 'passes on this path',
    ipv6: 'IPv6 needs',
    quic6: 'QUIC over IPv6 needs',
    quic4: 'QUIC over IPv4 needs',
    needed: 'WorkSpaces needs',
    takes: (bytes: number, vpn: boolean) =>
      `${vpn ? 'The VPN' : 'The way'} takes ${bytes} bytes of each packet.`,
    fine: 'That is fine.',
    full: 'Packets of full size pass.',
    tooSmall: 'That is too small.',
    tight: 'Enough for WorkSpaces, not for QUIC.',
    blackHole: 'Large packets vanish without a word.',
    none: 'Packet size was not measured.',
    unknown: 'No method could tell the size. That is usual where ping is ignored.',
    measuredBy: (methods: string, agree: boolean) =>
      `${agree ? 'Two methods agree:' : 'Measured by'} ${methods}. Steps not to scale.`,
    sentence: (path: string, needed: string) =>
      `Largest packet on this path: ${path}. WorkSpaces needs ${needed}.`,
  },

  matrix: {
    note: 'The picture above is drawn from this table: a lane is the foot of its columns.',
    foldText: (groups: number) => count(groups, 'group'),
    groups: (n: number) => count(n, 'group'),
    what: 'What is contacted',
    around: '443, the way around',
    session: 'So, for a session',
  },

  regions: {
    fastestYours: (name: string) => `${name} answers fastest, and it is yours.`,
    fastestOther: (name: string) => `${name} answers fastest. It is not yours.`,
    fastest: (name: string) => `${name} answers fastest.`,
    one: (name: string) => `Only ${name} was measured.`,
    none: 'No Region answered.',
    measured: (n: number, all: number) => `${n} of ${count(all, 'Region')} measured`,
    measureAll: 'Measure all Regions',
    measureAllText: 'Compare yours with every other Region of the partition.',
    region: 'Region',
    yours: 'yours',
    median: 'Median',
    slower: 'Slower by',
    fastestCell: 'fastest',
    lost: 'Lost',
    grade: 'Grade',
    noServer: 'Not ranked: no trusted health check address is published',
    unreachable: 'Not reached',
    caption: (port: number | null, samples: number) =>
      `Round trip: TCP connect to each Region’s health check${port === null ? '' : ` on port ${port}`}, ${count(samples, 'sample')}, every one a dot. Bar and tick: median. Line: 90 of 100. Limits: Administration Guide.`,
    table: 'Regions by round trip',
  },
};
