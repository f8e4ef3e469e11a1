import { describe, expect, test } from '@jest/globals';
import { criticalPathMs } from '../../../src/report/critical-path.ts';

type Input = Parameters<typeof criticalPathMs>[0];

/** `at`: when it began; without it everything begins behind what is named before it. */
function record(rows: Record<string, { ms: number | null; after?: string[]; at?: number }>): Input {
  let next = 0;
  const observations: Record<string, unknown> = {};
  for (const [id, { ms, at }] of Object.entries(rows)) {
    const startMs = at ?? next;
    next = startMs + (ms ?? 0);
    observations[id] =
      ms === null
        ? { outcome: 'cancelled', reason: 'deadline' }
        : { outcome: 'timed-out', startMs, durationMs: ms, failure: null };
  }
  const steps = Object.entries(rows).map(([id, { after }]) => ({ id, dependsOn: after ?? [] }));
  return { steps, observations } as unknown as Input;
}

describe('criticalPathMs', () => {
  test.each([
    ['nothing measured gives null, not 0', record({ a: { ms: null } }), null],
    ['steps side by side count once', record({ a: { ms: 5 }, b: { ms: 7 } }), 7],
    [
      'a chain is summed',
      record({ a: { ms: 5 }, b: { ms: 7, after: ['a'] }, c: { ms: 11, after: ['a'] } }),
      16,
    ],
    [
      'an unmeasured step in the middle adds nothing',
      record({ a: { ms: 5 }, b: { ms: null, after: ['a'] }, c: { ms: 1, after: ['b'] } }),
      6,
    ],
    ['an unknown dependency is ignored', record({ a: { ms: 5, after: ['gone'] } }), 5],
    [
      'a series that did not wait for a silent port',
      record({
        open: { ms: 40, at: 0 },
        silent: { ms: 3200, at: 0 },
        series: { ms: 700, at: 40, after: ['open', 'silent'] },
      }),
      3200,
    ],
    [
      'a cycle in a foreign record ends',
      record({ a: { ms: 5, after: ['b'] }, b: { ms: 7, after: ['a'] } }),
      12,
    ],
  ])('%s', (_name, given, wanted) => {
    expect(criticalPathMs(given)).toBe(wanted);
  });
});
