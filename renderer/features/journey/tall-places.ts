/** Heights of the vertical journey (446 wide): the part between the local network and Amazon takes only the room that it fills. */
import type { ColumnSide, Cut, JourneyModel, Lane } from './journey-model.ts';

export const TALL = {
  width: 446,
  /** Lanes in the trunk, and behind the router where one goes around and needs a track of its own. */
  nearX: [19, 33, 47],
  aroundX: [15, 31, 67],
  bridgeX: 51,
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
export function tallPlaces({ vpn, live, lanes, trunkCut }: JourneyModel): TallPlaces {
  const vpnY = 287;
  const textEnd = vpn === null || vpn === 'unknown' ? 254 : vpnY + 18;
  const pathCut = textEnd + 39;
  const cuts = trunkCut === null ? lanes.map(({ cut }) => cut) : [trunkCut];
  const hasCut = live || cuts.some((cut) => cut !== null && placeOf(cut) === 'path');
  const amazon = (hasCut ? pathCut + 34 : textEnd) + 36;
  return { vpn: vpnY, pathCut, amazon, height: amazon + 22 + lanes.length * LANE_STEP };
}

/** Height of a lane's end; the lane that runs leftmost ends lowest. */
export function endY({ amazon }: TallPlaces, index: number, lanes: number): number {
  return amazon + 64 + (lanes - 1 - index) * LANE_STEP;
}

/** What is not proven lies somewhere on the way. */
function placeOf({ side, proven }: Cut): ColumnSide {
  return proven ? side : 'path';
}

export function cutHeight(places: TallPlaces, cut: Cut): number {
  const heights: Record<ColumnSide, number> = {
    'this-machine': 78,
    'local-network': 196,
    path: places.pathCut,
    service: places.amazon + 23,
  };
  return heights[placeOf(cut)];
}

/** The same for each lane, from left to right: cuts side by side go in steps, the leftmost lowest, so that no disc hides another. */
export function laneCuts(places: TallPlaces, lanes: readonly Lane[]): readonly (number | null)[] {
  const cut = lanes.filter((lane) => lane.cut !== null);
  return lanes.map((lane) => {
    if (lane.cut === null) return null;
    const at = cutHeight(places, lane.cut);
    const beside = cut.filter((other) => other.cut !== null && cutHeight(places, other.cut) === at);
    const step = (beside.length - 1) / 2 - beside.indexOf(lane);
    return at + step * DISC_STEP;
  });
}
