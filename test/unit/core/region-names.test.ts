/** Names of Regions in languages other than that of the documents. */
import { describe, expect, test } from '@jest/globals';
import { REGION_NAMES } from '../../../src/core/region-names.ts';
import { sayIn } from '../../../src/core/say.ts';
import { loadTables } from '../../../src/regions/tables.ts';

describe('the names of Regions in Japanese', () => {
  test('every Region of the tables has one, with its place in brackets as in English, and none has two', () => {
    const codes = loadTables().regions.map(({ code }) => code);
    expect(Object.keys(REGION_NAMES.ja ?? {}).sort()).toEqual([...codes].sort());
    for (const name of Object.values(REGION_NAMES.ja ?? {})) expect(name).toMatch(/^.+ \(.+\)$/);
    expect(new Set(Object.values(REGION_NAMES.ja ?? {})).size).toBe(codes.length);
  });

  test('a Region of a newer table keeps the name that it has there', () => {
    expect(sayIn('ja').region({ code: 'mx-central-1', name: 'Mexico (Central)' })).toBe('Mexico (Central)');
    expect(sayIn('ja').region({ code: 'eu-central-1', name: 'Europe (Frankfurt)' })).toBe(
      '欧州 (フランクフルト)',
    );
    expect(sayIn('en').region({ code: 'eu-central-1', name: 'Europe (Frankfurt)' })).toBe(
      'Europe (Frankfurt)',
    );
  });
});
