import { expect, test } from '@jest/globals';
import { slowerByMs } from '../../../src/core/slower-by.ts';

const region = (medianMs: number | null) => ({ rtt: { medianMs } });

test.each<[string, ReturnType<typeof region> | undefined, ReturnType<typeof region> | undefined, number]>([
  ['the difference of what stands beside it, 84 and 40', region(84.4), region(39.6), 44],
  ['the best one itself', region(39.6), region(39.6), 0],
  ['one whose lower half is slower though its median is not', region(38), region(39.6), -2],
  ['one that was not measured', { rtt: { medianMs: null } }, region(39.6), 0],
  ['no other', region(84.4), undefined, 0],
])('how much slower: %s', (_name, own, best, wanted) => {
  expect(slowerByMs(own, best)).toBe(wanted);
});
