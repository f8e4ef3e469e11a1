/** The journey as a value: what the wide, the vertical and the small picture draw, and what the hidden list says. */
import type { Protocol, Status } from '../../../src/core/words.ts';
import type { LaneState } from '../../../src/judge/truth.ts';

export type LineTone = Status | 'running';
export type ColumnSide = 'this-machine' | 'local-network' | 'path' | 'service';
export type LaneId = 'sign-in' | Protocol;

/** A measured delay. `sent` null: no series was taken, only single connects. */
export interface LinkFigure {
  readonly medianMs: number;
  readonly lost: number | null;
  readonly sent: number | null;
}

/** Where a line ends. Not proven: somewhere between the last station that another lane passes and Amazon. */
export interface Cut {
  readonly side: ColumnSide;
  readonly proven: boolean;
}

export interface LaneEnd {
  readonly name: string;
  /** What was seen there: `open, 6 of 6`. */
  readonly text: string;
  /** The same where there is little room: the state alone. */
  readonly short: string;
  readonly tone: LineTone;
}

export interface Lane {
  readonly id: LaneId;
  readonly name: string;
  readonly port: number;
  readonly state: LaneState | 'running';
  readonly tone: LineTone;
  /** Null: it is whole, or it is stopped before it begins (then it is dotted). */
  readonly cut: Cut | null;
  /** TCP and UDP where they differ; null: one line. */
  readonly strands: { readonly tcp: LineTone; readonly udp: LineTone } | null;
  /** The state in a word; empty while it runs. */
  readonly word: string;
  /** Under the lane's name: the round trip, or the state where there is none. */
  readonly figure: string;
  /** Title of the cause; null where nothing is wrong. */
  readonly why: string | null;
  /** While it runs: checks of this lane that failed so far. 0 when the run is over: then the cause speaks. */
  readonly failedSoFar: number;
  readonly near: LaneEnd;
  readonly far: LaneEnd;
}

export interface JourneyModel {
  /** A run is under way. */
  readonly live: boolean;
  /** The picture in one sentence. */
  readonly sentence: string;
  readonly region: string;
  /** The one column whose fault is proven. */
  readonly fault: { readonly side: ColumnSide; readonly tone: 'fail' | 'warn' | 'unproven' } | null;
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
  /** What is said at the cut: who ends there and how, and where that is as far as it is known. */
  readonly note: { readonly title: string; readonly detail: string; readonly where: string } | null;
}
