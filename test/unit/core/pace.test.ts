/** When the packets of a series are due: a little lateness is caught up with, a stall is not. */
import { expect, test } from '@jest/globals';
import { Pace } from '../../../src/core/pace.ts';

/** Sends as a series does: at the moment that is due, or at once where that is over; `stalls` come before a packet. */
function sentAt(count: number, everyMs: number, stalls: Readonly<Record<number, number>>): number[] {
  let nowMs = 1_000;
  const pace = new Pace(nowMs, everyMs);
  return Array.from({ length: count }, (_, index) => {
    nowMs = Math.max(nowMs, pace.next(nowMs)) + (stalls[index] ?? 0);
    return nowMs - 1_000;
  });
}

test.each<[string, Readonly<Record<number, number>>, number[]]>([
  ['nothing is late', {}, [0, 20, 40, 60, 80, 100]],
  ['what is 30 ms late is caught up with', { 1: 30 }, [0, 50, 50, 60, 80, 100]],
  ['as much as may be caught up with', { 1: 50 }, [0, 70, 70, 70, 80, 100]],
  [
    'what a stall of a second missed is not sent at once',
    { 1: 1_000 },
    [0, 1_020, 1_020, 1_020, 1_020, 1_030],
  ],
])('%s', (_, stalls, wanted) => {
  expect(sentAt(6, 20, stalls)).toEqual(wanted);
});
