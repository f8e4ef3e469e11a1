/** Heights of the vertical journey (446 wide): the part between the local network and Amazon takes only the room that it fills. */
import type { ColumnSide, Cut, JourneyModel, Lane } from './journey-model.ts';

export const TALL = {
  width: 446,
  laneX: [19, 33, 47],
  stationX: 33,
  computer: 55,
  router: 172,
  path: 208,
} as const;
/** From one lane's end to the next. */
const LANE_STEP = 91;
/** From disc to disc where lanes are cut side by side: the lanes run 14 apart, a disc is 26 wide. */
const DISC_STEP = 26;

export interface TallPlaces {
  readonly vpn: number;
  /** Middle of the cuts on the way. */
  readonly pathCut: number;
  /** Where Amazon begins. */
  readonly amazon: number;
  readonly height: number;
}

/** While it runs there is room for a cut, so that nothing moves when one comes. */
export function tallPlaces({ vpn, kind, lanes, trunkCut }: JourneyModel): TallPlaces {
  const vpnY = 287;
  const textEnd = vpn === null || vpn === 'unknown' ? 254 : vpnY + 18;
  const pathCut = textEnd + 39;
  const cuts = trunkCut === null ? lanes.map(({ cut }) => cut) : [trunkCut];
  const hasCut = kind === 'running' || cuts.some((cut) => cut?.side === 'path');
  const amazon = (hasCut ? pathCut + 17 : textEnd) + 36;
  return { vpn: vpnY, pathCut, amazon, height: amazon + 22 + lanes.length * LANE_STEP };
}

/** Height of a lane's end; the lane that runs leftmost ends lowest. */
export function endY({ amazon }: TallPlaces, index: number, lanes: number): number {
  return amazon + 64 + (lanes - 1 - index) * LANE_STEP;
}

export function cutHeight(places: TallPlaces, { reason, side }: Cut): number {
  if (reason === 'offline') return 118;
  const heights: Record<ColumnSide, number> = {
    'this-machine': 78,
    'local-network': 196,
    path: places.pathCut,
    service: places.amazon + 23,
  };
  return heights[side];
}

/** The same for each lane, from left to right: cuts side by side go in steps, the leftmost lowest, so that no disc hides another. */
export function laneCuts(places: TallPlaces, lanes: readonly Lane[]): readonly (number | null)[] {
  const cut = lanes.filter((lane) => lane.cut !== null);
  return lanes.map((lane) => {
    if (lane.cut === null) return null;
    const beside = cut.filter((other) => other.cut?.side === lane.cut?.side);
    const step = (beside.length - 1) / 2 - beside.indexOf(lane);
    return cutHeight(places, lane.cut) + step * DISC_STEP;
  });
}
