import { describe, expect, test } from '@jest/globals';
import { acceptReport } from '../../../src/report/accept-report.ts';
import { validateReport } from '../../../src/report/validate-report.ts';
import { blockedReport } from './made-report.ts';

/** The report with another value at a place, such as `checks.0.status`. */
function withWord(place: string, word: unknown): unknown {
  const report: unknown = structuredClone(blockedReport());
  const keys = place.split('.');
  const parent = keys.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(at as object, key), report);
  Reflect.set(parent as object, keys.at(-1) ?? '', word);
  return report;
}

describe('a report of a newer version', () => {
  test.each([
    ['verdict', 'unknown'],
    ['protocols.dcv.verdict', 'unknown'],
    ['protocols.dcv.transport', null],
    ['protocols.dcv.udpProof', 'unproven'],
    ['completedBecause', null],
    ['checks.0.status', 'unproven'],
    ['checks.0.state', null],
    ['checks.0.probe', undefined],
    ['checks.0.failure', null],
    ['regions.0.grade', null],
    ['findings.0.severity', 'notice'],
  ])('an unknown word at %s is taken as unknown', (place, taken) => {
    const newer = withWord(place, 'a-word-of-tomorrow');
    expect(validateReport(newer).ok).toBe(false);
    const accepted = acceptReport(newer);
    expect(
      accepted.ok &&
        place.split('.').reduce<unknown>((at, key) => Reflect.get(at as object, key), accepted.report),
    ).toBe(taken);
  });

  test.each(['schema', 'id', 'checks', 'agent'])('what is no report at %s stays refused', (place) => {
    expect(acceptReport(withWord(place, 7)).ok).toBe(false);
  });

  test('a report as it should be is left as it is', () => {
    expect(acceptReport(blockedReport())).toEqual(validateReport(blockedReport()));
  });
});
