import { expect, test } from '@jest/globals';
import { foundOf, keptFound, track, type Persistence, type Seen } from '../../../src/watch/persistence.ts';

const dns: Seen = { code: 'dns/no-answer', layer: 'names', side: 'local-network', severity: 'error' };
const tables: Seen = { code: 'tables/overlay', layer: 'tables', side: 'us', severity: 'warning' };

/** Runs in a row, `true` where the finding was seen; the changes by run. */
function runs(sights: readonly boolean[], everyMs: number, of = dns): readonly (string | null)[] {
  let found: Persistence = new Map();
  return sights.map((seen, index) => {
    const tracked = track(found, seen ? [of] : [], { nowMs: index * everyMs, reached: () => true });
    found = tracked.after;
    return tracked.changes[0]?.change ?? null;
  });
}

test('one sight is pending, two in three runs are an event, three runs without it end it', () => {
  expect(runs([true, false, false, false], 60_000)).toEqual([null, null, null, null]);
  expect(runs([true, false, true], 60_000)).toEqual([null, null, 'active']);
  expect(runs([true, true, false, false, true, false, false, false], 5_000)).toEqual([
    null,
    'active',
    ...[null, null, null, null, null, 'gone'],
  ]);
});

test('a fault that comes and goes makes one event, not six', () => {
  const flaps = Array.from({ length: 24 }, (_, n) => n % 2 === 0);
  expect(runs(flaps, 60_000).filter((change) => change !== null)).toEqual(['active']);
  // Within its own time: two hours apart it would have held for 30 s.
  expect(runs([true, false, false, true, false, false, true], 4_000).every((one) => one === null)).toBe(true);
});

test('what is a fact of ours is an event at once', () => {
  expect(runs([true], 60_000, tables)).toEqual(['active']);
});

test('a run that did not get there says nothing', () => {
  let found = track(new Map(), [tables], { nowMs: 0, reached: () => true }).after;
  for (let run = 0; run < 5; run += 1) {
    const { after, changes } = track(found, [], { nowMs: run, reached: () => false });
    expect(changes).toEqual([]);
    found = after;
  }
  expect(found.get(tables.code)?.active).toBe(true);
});

test('it goes on where another process left it', () => {
  const first = track(new Map(), [dns], { nowMs: 0, reached: () => true }).after;
  const again = foundOf(keptFound.parse(JSON.parse(JSON.stringify([...first.values()]))));
  expect(track(again, [dns], { nowMs: 1_800_000, reached: () => true }).changes).toMatchObject([
    { change: 'active', code: dns.code },
  ]);
});
