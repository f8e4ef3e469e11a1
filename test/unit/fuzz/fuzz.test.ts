/** A few damaged inputs for every reader; `npm run fuzz` gives a million. */
import { expect, test } from '@jest/globals';
import { runTarget } from '../../fuzz/run-target.ts';
import { TARGETS } from '../../fuzz/targets.ts';

const SEED = 20261129;
const MOST = 150;

test.each(Object.entries(TARGETS))(
  'the reader of %s refuses or reads what is damaged',
  async (name, { inputs }) => {
    const fed = await runTarget(name, { seed: SEED, inputs: Math.min(MOST, Math.ceil(inputs / 1000)) });
    expect(fed.faults).toEqual([]);
  },
  60_000,
);

test('together they make a million inputs', () => {
  const all = Object.values(TARGETS).reduce((sum, { inputs }) => sum + inputs, 0);
  expect(all).toBeGreaterThanOrEqual(1_000_000);
});
