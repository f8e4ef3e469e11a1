import { describe, expect, test } from '@jest/globals';
import { judgement as judgementSchema } from '../../../src/findings/finding.ts';
import { judge } from '../../../src/findings/judge.ts';
import { healthy, tables } from './record-builder.ts';

describe('a healthy run', () => {
  test('is ready for both protocols, and nothing is above a notice', () => {
    const judgement = judge(healthy(), tables);
    expect(judgement.findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    expect(judgement.verdict).toBe('ready');
      judgement.summary,
      judgement.findings.map(({ id, checks, explains }) => [id, checks.length, explains]),
      judgement.protocols,
      judgement.bestRegion,
      judgement.regions[0]?.mtu,
    );
    expect(judgementSchema.parse(judgement)).toEqual(judgement);
  });
});
