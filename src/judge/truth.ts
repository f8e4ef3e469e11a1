/**
 * The truth table: for each role, port, transport and protocol one state, and for each lane of a session its foot. Pure. Journey, matrix,
 * cards, lists and sentences render it; nothing else may choose a state. Shapes: report contract, second edition (`truth`).
 */
import { z } from 'zod';
import { PROTOCOLS, SIDES, type Status } from '../core/words.ts';
import { TRUTH_ROLES } from '../reading/truth-roles.ts';

export const CELL_STATES = [
  'open', // TCP opened, UDP answered, a name was found, a handshake was finished
  'closed', // actively refused
  'silent', // TCP without an answer: filtered
  'failed', // reached and of no use: a foreign certificate, a handshake that is cut, a name without address
  'no-reply', // UDP without an answer, or an idle gateway: proves nothing
  'accepted', // opened where something answers for every address: proves nothing
  'detour', // its own port is shut, and 443 at the gateway opens
  'not-tested',
  'not-needed',
] as const;
export type CellState = (typeof CELL_STATES)[number];

export const LIMIT_WORDS = ['affected', 'degraded', 'beyond', 'ended'] as const;
/** A cell that is open and outside a limit of the round trip; `ended` is the hard limit of PCoIP. */
export type LimitWord = (typeof LIMIT_WORDS)[number];

export const LANES = ['sign-in', 'pcoip', 'dcv'] as const;
export type Lane = (typeof LANES)[number];
export const LANE_STATES = ['open', 'limited', 'detour', 'cut', 'unproven', 'not-tested'] as const;
export type LaneState = (typeof LANE_STATES)[number];

const counts = z.object({ planned: z.number().int(), tested: z.number().int(), passed: z.number().int() });
const cell = z.object({
  role: z.enum(TRUTH_ROLES),
  port: z.number().int(),
  transport: z.enum(['tcp', 'udp']),
  protocol: z.enum(PROTOCOLS).nullable(),
  state: z.enum(CELL_STATES),
  limit: z.enum(LIMIT_WORDS).nullable(),
  /** `planned` counts what was to be measured here; what failed and what was not reached stays in it. */
  counts,
  /** Id of the gravest finding behind it; null where none is. */
  because: z.string().nullable(),
});
export type Cell = z.infer<typeof cell>;
const lane = z.object({
  state: z.enum(LANE_STATES),
  limit: z.enum(LIMIT_WORDS).nullable(),
  /** Who can fix it; null where nothing is wrong. */
  side: z.enum(SIDES).nullable(),
  /** False: only "somewhere from here to Amazon" is known, so no part of the way may be blamed. */
  sideProven: z.boolean(),
  /** Its cause stands before the lane's own ports: no name, no sign-in, no network. */
  before: z.boolean(),
  because: z.string().nullable(),
  /** Median round trip; null where it was not measured or says nothing. */
  medianMs: z.number().nullable(),
});
export type LaneTruth = z.infer<typeof lane>;
export const truthSchema = z.object({
  cells: z.array(cell),
  lanes: z.object({ 'sign-in': lane, pcoip: lane.optional(), dcv: lane.optional() }),
});
export type Truth = z.infer<typeof truthSchema>;

const STATUS_OF_CELL: Readonly<Record<CellState, Status>> = {
  open: 'pass',
  detour: 'warn',
  closed: 'fail',
  silent: 'fail',
  failed: 'fail',
  'no-reply': 'unproven',
  accepted: 'unproven',
  'not-tested': 'not-tested',
  'not-needed': 'not-tested',
};

/** The one translation of a cell to a status: every colour and mark comes from here. */
export function cellStatus({
  state,
  limit,
  counts: { planned, passed },
}: Pick<Cell, 'state' | 'limit' | 'counts'>): Status {
  if (state === 'open' && limit === 'ended') return 'fail';
  const isPartly = state === 'open' && (limit !== null || passed < planned);
  return isPartly ? 'warn' : STATUS_OF_CELL[state];
}

/** The same for a lane. A limit is no place: a lane that is too slow is whole and red. */
export function laneStatus({ state, limit }: Pick<LaneTruth, 'state' | 'limit'>): Status {
  switch (state) {
    case 'open':
      return 'pass';
    case 'limited':
      return limit === 'ended' ? 'fail' : 'warn';
    case 'detour':
      return 'warn';
    case 'cut':
      return 'fail';
    case 'unproven':
      return 'unproven';
    case 'not-tested':
      return 'not-tested';
  }
}
