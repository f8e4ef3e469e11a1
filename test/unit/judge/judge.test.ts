import { describe, expect, test } from '@jest/globals';
import { judgement as judgementSchema } from '../../../src/judge/finding.ts';
import { judge } from '../../../src/judge/judge.ts';
import { healthy, tables } from './record-builder.ts';

describe('a healthy run', () => {
  const judgement = judge(healthy(), tables);

  test('is ready for both protocols, and nothing is above a notice', () => {
    expect(judgement.findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    expect(judgement.verdict).toBe('ready');
  });

  test('gives a judgement that the schema of the report accepts unchanged', () => {
    expect(judgementSchema.parse(judgement)).toEqual(judgement);
  });
});
