/** Places of the wide journey (viewBox 1118 x 292) and how its lines run. */
import type { ColumnSide, Cut, JourneyModel, Lane } from './journey-model.ts';

export const WIDE = {
  width: 1118,
  height: 292,
  edges: [0, 140, 362, 790, 1118],
  stations: { computer: 68, router: 312, vpn: 520 },
  trunkY: 146,
  fanFrom: 532,
  fanTo: 612,
  ends: [826, 984],
  proxyX: 728,
  /** The bracket under the lanes, and the lines that say what ends there. */
  noteY: 240,
} as const;

export const COLUMNS: readonly ColumnSide[] = ['this-machine', 'local-network', 'path', 'service'];

/** Heights of one to three lanes in the fan. */
const FAN_Y: Record<number, readonly number[]> = { 1: [146], 2: [92, 200], 3: [80, 146, 212] };
/** From one strand of a lane to the other, and from the lane of sign-in to the way around beside it. */
const STRAND = 4.5;

export interface LanePlace {
  readonly lane: Lane;
  /** Height in the trunk and in the fan. */
  readonly nearY: number;
  readonly farY: number;
}

export function lanePlaces(lanes: readonly Lane[]): LanePlace[] {
  const middle = (lanes.length - 1) / 2;
  return lanes.map((lane, index) => ({
    lane,
    nearY: WIDE.trunkY + (index - middle) * 9,
    farY: FAN_Y[lanes.length]?.[index] ?? WIDE.trunkY,
  }));
}

type Line = Pick<LanePlace, 'nearY' | 'farY'>;

/** The two strands of a lane whose TCP and UDP differ: one in the trunk, side by side behind it. */
export function strandsOf({ nearY, farY }: Line): { readonly tcp: Line; readonly udp: Line } {
  return { tcp: { nearY, farY: farY - STRAND }, udp: { nearY, farY: farY + STRAND } };
}

/** The line of a lane between two x: straight in the trunk, an S through the fan, straight again. */
export function lanePath({ nearY, farY }: Line, from: number, to: number): string {
  const { fanFrom, fanTo } = WIDE;
  const middle = (fanFrom + fanTo) / 2;
  const start = from <= fanFrom ? `M${from} ${nearY}` : `M${from} ${farY}`;
  if (to <= fanFrom) return `${start}H${to}`;
  if (from >= fanTo) return `${start}H${to}`;
  return `${start}H${fanFrom}C${middle} ${nearY} ${middle} ${farY} ${fanTo} ${farY}H${to}`;
}

/** The way around over 443: beside the lane of sign-in, above the cut, down to the gateways. */
export function bridgePath(place: Line, signIn: Line): string {
  const to = WIDE.ends[1] - 7;
  const farY = signIn.farY + 2 * STRAND;
  const along = lanePath({ nearY: place.nearY, farY }, WIDE.stations.computer, 900);
  return `${along}C934 ${farY} 924 ${place.farY} 958 ${place.farY}H${to}`;
}

const CUT_X: Record<ColumnSide, number> = {
  'this-machine': 112,
  'local-network': 336,
  path: 700,
  service: 772,
};

/** Where the disc of a lane's own cut stands: in the column that is proven, else on the way. */
export function cutX({ side, proven }: Cut): number {
  return proven ? CUT_X[side] : CUT_X.path;
}

/** Where the whole trunk ends: before the router where there is none, else in the proven column or behind the last station. */
export function trunkCutX(model: JourneyModel, { side, proven }: Cut): number {
  if (proven && side === 'this-machine') return CUT_X['this-machine'];
  if (model.router === null) return 190;
  if (proven && side === 'local-network') return CUT_X['local-network'];
  return hasVpn(model) ? 566 : 440;
}

export function hasVpn({ vpn }: Pick<JourneyModel, 'vpn'>): boolean {
  return vpn !== null && vpn !== 'unknown';
}

/** Everything that a cut could be: behind the last station that another lane passes, up to Amazon. Null: its place is proven. */
export function bracketOf(model: JourneyModel, { proven }: Cut): readonly [number, number] | null {
  if (proven) return null;
  return [hasVpn(model) ? 541 : 381, 782];
}

/** Where the words of a cut begin: at the bracket, or at the left of its column. */
export function noteX(model: JourneyModel, cut: Cut): number {
  return bracketOf(model, cut)?.[0] ?? (WIDE.edges[COLUMNS.indexOf(cut.side)] ?? 0) + 20;
}
