/** The golden chains as they are kept: evidence in, judgement and texts out. A difference is read in a diff, after `npm run golden`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { chainOf, GOLDEN, keptRecord, NETWORKS } from './chains.ts';

test('there are twenty networks', () => {
  expect(NETWORKS.length).toBeGreaterThanOrEqual(20);
});

describe.each(NETWORKS.map(({ id }) => [id]))('%s', (id) => {
  const files = Object.entries(chainOf(keptRecord(id)));
  test.each(files)('%s', (name, text) => {
    expect(text).toBe(readFileSync(join(GOLDEN, id, name), 'utf8'));
  });
});
