/** The largest packet each way, over a line out of a script. */
import { expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import type { Fragments } from '../../../src/probes/ports.ts';
import { peerSizeProbe } from '../../../src/probes/peer-size.ts';
import { scriptedClock, scriptedPeer, type Line } from './peer-session.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const IP_UDP = 28;

function run(line: Line) {
  const clock = scriptedClock();
  const step = stepOf({ probe: 'peer-size', target: targetOf(4172) });
  return peerSizeProbe.run(step, contextOf({ clock, peer: scriptedPeer(clock, line).peer }));
}

/** Carries so much there and back, without a word. */
const holes =
  (there: number, back: number): Line['answerAfterMs'] =>
  ({ bytes, replyBytes }) =>
    bytes + IP_UDP > there || replyBytes + IP_UDP > back ? null : 20;
const NEVER_CUT = (): Fragments => ({ made: 7, joined: 7 });

test.each([
  [1500, 1500],
  [1499, 1500],
  [1500, 1499],
  [1300, 1211],
  [576, 1492],
  [240, 240],
])('%i there and %i back, to the byte', async (there, back) => {
  const seen = await run({ answerAfterMs: holes(there, back), fragments: NEVER_CUT });
  expect([seen.up.largestBytes, seen.down.largestBytes, seen.dfKnown]).toEqual([there, back, true]);
  expect(seen.up.smallestLostBytes).toBe(there === 1500 ? null : there + 1);
  expect(seen.failure).toBeNull();
});

test('a size counts as lost only after three tries', async () => {
  // Of one session three questions each; a large answer takes three parts, so nothing is said of the way back here.
  const seen = await run({
    answerAfterMs: ({ nth }) => (nth % 3 === 0 ? 20 : null),
    fragments: NEVER_CUT,
  });
  expect(seen.up.largestBytes).toBe(1500);
});

test('what was cut in pieces is too big, although it came', async () => {
  // After the first that was refused, this kernel and the peer's cut what is larger than 1300 and say nothing.
  let [made, joined] = [0, 0];
  const seen = await run({
    answerAfterMs: ({ bytes, replyBytes }) => {
      if (bytes + IP_UDP > 1300) made += 2;
      if (replyBytes + IP_UDP > 1300) joined += 1;
      return 20;
    },
    fragments: () => ({ made, joined }),
  });
  expect([seen.up.largestBytes, seen.down.largestBytes]).toEqual([1300, 1300]);
  expect(seen.up.tries.find(({ packetBytes }) => packetBytes === 1500)).toMatchObject({
    ...{ passed: false, inPieces: true },
  });
});

test('a system that does not tell may have cut them', async () => {
  const seen = await run({ answerAfterMs: holes(1500, 1500) });
  expect(seen).toMatchObject({ dfKnown: false, up: { largestBytes: 1500, tries: [{ inPieces: null }, {}] } });
});

test('where not even small ones pass nothing is said of sizes, nor where the peer does not answer', async () => {
  expect((await run({ answerAfterMs: () => null })).up.largestBytes).toBeNull();
  const why = failure('no-reply', 'receive');
  const silent = await run({ answerAfterMs: () => 20, failure: why });
  expect(silent).toMatchObject({ failure: why, dfKnown: false, up: { tries: [], largestBytes: null } });
});
