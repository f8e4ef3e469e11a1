import { describe, expect, test } from '@jest/globals';
import { makeSequence } from '../../../renderer/bridge/sequence.ts';
import type { AgentEvent } from '../../../src/contract/index.ts';

const event = (seq: number): AgentEvent => ({
  type: 'started',
  seq,
  runId: 'r',
  stepId: `s${seq}`,
  atMs: seq,
});

function harness(stored: readonly number[], afterSeq = 0) {
  const delivered: number[] = [];
  const asked: number[] = [];
  const sequence = makeSequence({
    afterSeq,
    deliver: ({ seq }) => delivered.push(seq),
    missing: (after) => {
      asked.push(after);
      return Promise.resolve(stored.filter((seq) => seq > after).map(event));
    },
  });
  return { sequence, delivered, asked };
}

describe('events in sequence', () => {
  test('are handed on in order and once', () => {
    const { sequence, delivered } = harness([]);
    [1, 2, 2, 1, 3].forEach((seq) => sequence.accept(event(seq)));
    expect(delivered).toEqual([1, 2, 3]);
  });

  test('a gap is filled before what came after it', async () => {
    const { sequence, delivered, asked } = harness([1, 2, 3, 4, 5]);
    sequence.accept(event(1));
    sequence.accept(event(5));
    await sequence.catchUp();
    expect(delivered).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual([1]);
  });

  test('many events beyond a gap ask once', async () => {
    const { sequence, delivered, asked } = harness([1, 2, 3, 4]);
    [3, 4].forEach((seq) => sequence.accept(event(seq)));
    await sequence.catchUp();
    expect(delivered).toEqual([1, 2, 3, 4]);
    expect(asked.length).toBe(1);
  });

  test('a page that resumes asks for what came after the last one it saw', async () => {
    const { sequence, delivered } = harness([1, 2, 3], 2);
    await sequence.catchUp();
    expect(delivered).toEqual([3]);
    expect(sequence.lastSeq()).toBe(3);
  });

  test('a failed request leaves the gap to the next try', async () => {
    let fail = true;
    const delivered: number[] = [];
    const sequence = makeSequence({
      afterSeq: 0,
      deliver: ({ seq }) => delivered.push(seq),
      missing: () => (fail ? Promise.reject(new Error('gone')) : Promise.resolve([event(1), event(2)])),
    });
    await sequence.catchUp();
    expect(delivered).toEqual([]);
    fail = false;
    await sequence.catchUp();
    expect(delivered).toEqual([1, 2]);
  });
});
