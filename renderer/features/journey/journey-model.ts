/** The journey as a value: what the wide, the vertical and the small picture draw, and what the hidden list says. */
import type { Protocol, Severity, Status } from '../../../src/core/words.ts';

export type LineTone = Status | 'running';

export const JOURNEY_KINDS = [
  'running',
  'offline',
  'captive',
  'dns-dead',
  'accepts-all',
  'one-port',
  'blocked',
  'partial',
  'slow',
  'udp-unproven',
  'ready',
] as const;
export type JourneyKind = (typeof JOURNEY_KINDS)[number];

export type ColumnSide = 'this-machine' | 'local-network' | 'path' | 'service';
export type LaneId = 'sign-in' | Protocol;
export type CutReason =
  | 'silent'
  | 'refused'
  | 'udp-refused'
  | 'names'
  | 'proxy'
  | 'certificate'
  | 'login'
  | 'offline'
  | 'limit'
  | 'other';

/** A measured delay. `sent` null: no series was taken, only single connects. */
export interface LinkFigure {
  readonly medianMs: number;
  readonly lost: number | null;
  readonly sent: number | null;
}

export interface Cut {
  readonly side: ColumnSide;
  readonly reason: CutReason;
  /** Addresses or names that failed. */
  readonly failed: number;
}

export interface LaneEnd {
  readonly what: 'sign-in-pages' | 'brokers' | 'health-check' | 'gateways';
  readonly tone: LineTone;
  readonly open: number;
  readonly tested: number;
  readonly planned: number;
  /** For gateways: whether UDP was proved; null where that is not the question or not known yet. */
  readonly udp: 'proved' | 'unproven' | 'rejected' | 'not-tested' | null;
}

export interface Lane {
  readonly id: LaneId;
  readonly port: number;
  readonly tone: LineTone;
  readonly cut: Cut | null;
  /** While it runs: checks of this lane that failed so far. 0 when the run is over: then the cause speaks. */
  readonly failedSoFar: number;
  readonly figure: LinkFigure | null;
  readonly near: LaneEnd;
  readonly far: LaneEnd;
}

export interface JourneyModel {
  readonly kind: JourneyKind;
  readonly region: string;
  readonly faults: readonly { readonly side: ColumnSide; readonly severity: Severity }[];
  readonly computer: { readonly name: string | null; readonly system: string | null };
  /** Null: no default gateway was found. */
  readonly router: { readonly answersPing: boolean | null } | null;
  readonly lan: { readonly kind: 'wifi' | 'ethernet' | 'other' | null; readonly figure: LinkFigure | null };
  /** Null: none; `unknown` when it could not be read. */
  readonly vpn: { readonly name: string; readonly allTraffic: boolean | null } | null | 'unknown';
  readonly proxy: string | null;
  readonly lanes: readonly Lane[];
  /** All lanes end here together. */
  readonly trunkCut: Cut | null;
}
