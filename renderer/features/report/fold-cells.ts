/** Several cells of the truth table as one: the nine kinds of sign-in names in one row, the pages at one end of the line. */
import type { Status } from '../../../src/core/words.ts';
import { cellStatus, type Cell, type CellState, type LaneTruth } from '../../../src/judge/truth.ts';
import type { Words } from '../../words/en.ts';

export interface FoldedCell {
  readonly tone: Status;
  readonly word: string;
  /** `3 of 6`; empty where nothing was counted. */
  readonly count: string;
}

const BROKEN: readonly CellState[] = ['silent', 'closed', 'failed'];
const ORDER: readonly CellState[] = ['open', 'accepted', ...BROKEN, 'no-reply', 'not-tested'];

/** Null where none of them is used. What is broken shows as broken where the lane stops, else as a gap in what is open. */
export function foldCells(
  { vocabulary }: Words,
  cells: readonly Cell[],
  lane: Pick<LaneTruth, 'state'>,
): FoldedCell | null {
  const used = cells.filter(({ state }) => state !== 'not-needed');
  if (used.length === 0) return null;
  const order = lane.state === 'cut' ? [...BROKEN, ...ORDER] : ORDER;
  const state = order.find((one) => used.some((cell) => cell.state === one)) ?? 'not-tested';
  const sum = (of: keyof Cell['counts']) => used.reduce((total, { counts }) => total + counts[of], 0);
  const counts = { planned: sum('planned'), tested: sum('tested'), passed: sum('passed') };
  const isCounted = state !== 'not-tested' && counts.planned > 0;
  return {
    tone: cellStatus({ state, limit: null, counts }),
    word: vocabulary.cell[state],
    count: isCounted ? vocabulary.of(counts.passed, counts.planned) : '',
  };
}
