/** Reading the answer of a time server: what is one, and what it says. */
import { describe, expect, test } from '@jest/globals';
import { readTime } from '../../../src/probes/ntp.ts';
import { timeAnswer } from '../../../src/net/simulated/datagram-answers.ts';

const question = (): Uint8Array => {
  const bytes = new Uint8Array(48).fill(0);
  bytes[0] = 0x23;
  bytes.set([1, 2, 3, 4, 5, 6, 7, 8], 40);
  return bytes;
};
const NOW = Date.parse('2026-11-29T12:00:00.500Z');
const answer = (change: (bytes: Uint8Array) => void = () => undefined): Uint8Array => {
  const bytes = timeAnswer(question(), NOW) ?? new Uint8Array();
  change(bytes);
  return bytes;
};

describe('readTime', () => {
  test('the time of the server, with its fraction', () => {
    const read = readTime(answer(), question());
    expect(read?.stratum).toBe(2);
    expect(Math.abs((read?.serverMs ?? 0) - NOW)).toBeLessThan(1);
  });

  test('a figure of the next era (after February 2036) is no time of 1900', () => {
    const late = Date.parse('2036-03-01T00:00:00Z');
    const bytes = answer((one) => {
      const seconds = (late / 1000 + 2_208_988_800) % 2 ** 32;
      new DataView(one.buffer).setUint32(40, seconds);
      new DataView(one.buffer).setUint32(44, 0);
    });
    expect(readTime(bytes, question())?.serverMs).toBe(late);
  });

  test.each<[string, Uint8Array]>([
    ['shorter than 48 bytes', answer().subarray(0, 47)],
    ['an answer to another question', answer((bytes) => bytes.set([9], 24))],
    ['a question', question()],
    ['a refusal (stratum 0)', answer((bytes) => bytes.set([0], 1))],
    ['a server without a clock (stratum 16)', answer((bytes) => bytes.set([16], 1))],
    ['no time at all', answer((bytes) => bytes.fill(0, 40, 48))],
    ['nothing', new Uint8Array()],
  ])('%s is no answer', (_name, bytes) => {
    expect(readTime(bytes, question())).toBe(null);
  });
});
