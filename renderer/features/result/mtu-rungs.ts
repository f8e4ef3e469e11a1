/** The steps of the packet ladder, largest first, each with whether the path carries it. */
import type { RegionFigures } from '../../../src/reading/region-figures.ts';

export interface Rung {
  readonly bytes: number;
  readonly what: 'own' | 'path' | 'ipv6' | 'quic6' | 'quic4' | 'needed';
  /** Null: nothing to judge (own limit, the path itself), or not measured. */
  readonly state: 'pass' | 'warn' | 'fail' | null;
}

/** 1280: RFC 8200, 5. 1228 and 1248: a QUIC datagram of 1200 bytes (RFC 9000, 14) with UDP and IP headers. */
const NEEDS = [
  { bytes: 1280, what: 'ipv6' },
  { bytes: 1248, what: 'quic6' },
  { bytes: 1228, what: 'quic4' },
] as const;

export function ladderOf(mtu: NonNullable<RegionFigures['mtu']>): Rung[] {
  const path = mtu.pathMtuBytes;
  const judge = (bytes: number, bad: 'warn' | 'fail'): Rung['state'] =>
    path === null ? null : path >= bytes ? 'pass' : bad;
  const rungs: Rung[] = [
    ...(mtu.interfaceMtuBytes === null || mtu.interfaceMtuBytes === path
      ? []
      : [{ bytes: mtu.interfaceMtuBytes, what: 'own' as const, state: null }]),
    ...(path === null
      ? []
      : [{ bytes: path, what: 'path' as const, state: path < mtu.requiredBytes ? ('fail' as const) : null }]),
    ...NEEDS.map(({ bytes, what }): Rung => ({ bytes, what, state: judge(bytes, 'warn') })),
    { bytes: mtu.requiredBytes, what: 'needed', state: judge(mtu.requiredBytes, 'fail') },
  ];
  return rungs.sort((a, b) => b.bytes - a.bytes || (a.what === 'path' ? -1 : 1));
}
