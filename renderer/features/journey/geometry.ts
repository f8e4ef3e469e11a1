/** Places of the wide journey (viewBox 1118 x 266) and how its lines run. */
import type { ColumnSide, Cut, Lane } from './journey-model.ts';

export const WIDE = {
  width: 1118,
  height: 266,
  edges: [0, 140, 362, 790, 1118],
  stations: { computer: 68, router: 312, vpn: 520 },
  trunkY: 146,
  fanFrom: 532,
  fanTo: 612,
  ends: [826, 984],
  proxyX: 728,
} as const;

export const COLUMNS: readonly ColumnSide[] = ['this-machine', 'local-network', 'path', 'service'];

/** Heights of one to three lanes in the fan. */
const FAN_Y: Record<number, readonly number[]> = { 1: [146], 2: [92, 200], 3: [80, 146, 212] };

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

/** The line of a lane between two x: straight in the trunk, an S through the fan, straight again. */
export function lanePath({ nearY, farY }: LanePlace, from: number, to: number): string {
  const { fanFrom, fanTo } = WIDE;
  const middle = (fanFrom + fanTo) / 2;
  const start = from <= fanFrom ? `M${from} ${nearY}` : `M${from} ${farY}`;
  if (to <= fanFrom) return `${start}H${to}`;
  if (from >= fanTo) return `${start}H${to}`;
  return `${start}H${fanFrom}C${middle} ${nearY} ${middle} ${farY} ${fanTo} ${farY}H${to}`;
}

const CUT_X: Record<ColumnSide, number> = {
  'this-machine': 112,
  'local-network': 336,
  path: 700,
  service: 772,
};

/** Where the disc of a lane's own cut stands. */
export function cutX(cut: Cut, hasProxy: boolean): number {
  return cut.reason === 'proxy' && hasProxy ? WIDE.proxyX : CUT_X[cut.side];
}

/** Where the whole trunk ends: before the router when there is no network, right behind it at a login page. */
export function trunkCutX(cut: Cut, hasVpn: boolean): number {
  if (cut.reason === 'offline' && cut.side !== 'this-machine') return 190;
  if (cut.side === 'path') return hasVpn ? 566 : 440;
  return CUT_X[cut.side];
}
