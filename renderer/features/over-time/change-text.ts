/** What changed, in a word or two. Pure. */
import type { Span } from '../../../src/history/bands.ts';
import { xOf, type Axis } from './geometry.ts';
import type { Say } from './say.ts';
import type { SpanResult } from './states.ts';
import type { Change } from './told.ts';

export interface ChangeGroup {
  readonly x: number;
  readonly changes: readonly Change[];
}

/** Dots that would lie on each other are one. */
const NEAR_PX = 10;

export function changeGroups(changes: readonly Change[], axis: Axis): readonly ChangeGroup[] {
  const groups: ChangeGroup[] = [];
  for (const change of changes) {
    if (change.atMs < axis.fromMs || change.atMs > axis.toMs) continue;
    const x = xOf(change.atMs, axis);
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < NEAR_PX)
      groups[groups.length - 1] = { ...last, changes: [...last.changes, change] };
    else groups.push({ x, changes: [change] });
  }
  return groups;
}

export function changeText({ text }: Say, change: Change | undefined): string {
  if (change === undefined) return '';
  return change.what === 'cause' && change.code === null ? text.causeGone : text.change[change.what];
}

/** With the title of a cause, where a kept report told it. */
export function changeLine(say: Say, change: Change, titles: SpanResult['titles']): string {
  if (change.code === null) return changeText(say, change);
  return titles[change.code]?.[say.words.locale] ?? change.code;
}

export function changesWithin(changes: readonly Change[], { fromMs, toMs }: Span): readonly Change[] {
  return changes.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}
