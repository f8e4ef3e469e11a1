/** The texts that a report carries: in its own language, by the figures that people see. */
import { expect, test } from '@jest/globals';
import { tell } from '../../../src/report/tell.ts';
import { madeRegion, madeReport } from './made-report.ts';

const region = (code: string, rank: number, medianMs: number) => {
  const made = madeRegion({ code, rank });
  return { ...made, rtt: made.rtt === null ? null : { ...made.rtt, medianMs } };
};

function reasonsOf(language: 'en' | 'ja', first: 'a' | 'b'): readonly string[] {
  const { truth, limits, request, ...report } = madeReport();
  if (truth === undefined || limits === undefined) throw new Error('the made report has a truth');
  const ranked =
    first === 'b'
      ? [region('b', 1, 40), region('c', 2, 60), region('a', 3, 90)]
      : [region('a', 1, 44), region('b', 2, 40)];
  const bare = {
    ...report,
    truth,
    limits,
    request: { ...request, regions: ['a', 'b', 'c'], allRegions: true, namedRegion: 'a' },
    regions: ranked,
    bestRegion: { code: first, reasons: [] },
  };
  return tell(bare, language).bestRegion?.reasons ?? [];
}

test('the best Region says what the one asked for costs, and which one is second', () => {
  expect(reasonsOf('en', 'b')).toEqual([
    'The shortest round trip: 40 ms.',
    'a, which was asked for, costs 50 ms more.',
    'Second best: c at 60 ms (optimal).',
  ]);
  expect(reasonsOf('ja', 'b')[1]).toBe('指定の a は 50 ms 遅くなります。');
});

test('the Region asked for wins a tie and says so', () => {
  expect(reasonsOf('en', 'a')[0]).toBe(
    'It is the Region asked for, and b is not faster by more than 10 ms or 10 % (40 ms against 44 ms).',
  );
});
