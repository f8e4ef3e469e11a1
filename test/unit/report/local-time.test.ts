import { describe, expect, test } from '@jest/globals';
import { localTime } from '../../../src/report/local-time.ts';

describe('a time as it is on the wall of the reader', () => {
  test.each([
    ['UTC', '2026-11-29T13:32:40.000Z', '2026-11-29 13:32 UTC'],
    ['Europe/Berlin', '2026-11-29T13:32:40.000Z', '2026-11-29 14:32 UTC+1'],
    ['Europe/Berlin', '2026-07-01T22:30:00.000Z', '2026-07-02 00:30 UTC+2'],
    ['America/St_Johns', '2026-11-29T13:32:40.000Z', '2026-11-29 10:02 UTC-3:30'],
    ['Asia/Kolkata', '2026-11-29T13:32:40.000Z', '2026-11-29 19:02 UTC+5:30'],
    ['left-out', '2026-11-29T13:32:40.000Z', '2026-11-29 13:32 UTC'],
  ])('%s %s', (zone, iso, wanted) => {
    expect(localTime(iso, zone)).toBe(wanted);
  });

  test('without a zone it is that of this process', () => {
    expect(localTime('2026-11-29T13:32:40.000Z')).toMatch(/^2026-11-\d{2} \d{2}:\d{2} UTC(?:[+-][\d:]+)?$/);
  });

  test('what is no time stays as it was written', () => {
    expect(localTime('yesterday')).toBe('yesterday');
  });
});
