/** The list of `npm run mutants`, which takes an hour: a truth that has moved must not end it half-way. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MUTANTS } from '../../../scripts/mutants/list.ts';

describe('the list of mutants', () => {
  it.each(MUTANTS)('$name: its file holds what is changed', ({ file, find, put }) => {
    expect(put).not.toBe(find);
    expect(readFileSync(file, 'utf8')).toContain(find);
  });
});
