import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundsOf, nextSizes, type SizeTry } from '../../../src/probes/mtu-search.ts';

const FLOOR = 84;

/** Searches a path that carries `pathMtu`; a router announces it when `announces`. */
function search(pathMtu: number, ceiling: number, announces: boolean): { tries: SizeTry[]; rounds: number } {
  const tries: SizeTry[] = [];
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const sizes = nextSizes(tries, FLOOR, ceiling);
    if (sizes.length === 0) return { tries, rounds };
    for (const packetBytes of sizes) {
      const passed = packetBytes <= pathMtu;
      tries.push({ packetBytes, passed, announcedMtuBytes: !passed && announces ? pathMtu : null });
    }
  }
  throw new Error('the search does not end');
}

describe('which sizes go out next', () => {
  test('the interface size first, and nothing more when it passes', () => {
    expect(nextSizes([], FLOOR, 1500)).toEqual([1500]);
    expect(search(1500, 1500, false)).toMatchObject({
      rounds: 1,
      tries: [{ packetBytes: 1500, passed: true }],
    });
  });

  test('an announced size and the byte above settle it in the second round', () => {
    expect(search(1300, 1500, true).tries.map(({ packetBytes }) => packetBytes)).toEqual([1500, 1300, 1301]);
  });

  test('an announcement larger than what was lost already is not believed', () => {
    const lied: SizeTry[] = [{ packetBytes: 1400, passed: false, announcedMtuBytes: 9000 }];
    expect(nextSizes(lied, FLOOR, 1400)).not.toContain(9000);
  });

  test('the sizes that decide findings are in the first round of a black hole', () => {
    const lost: SizeTry[] = [{ packetBytes: 1500, passed: false, announcedMtuBytes: null }];
    expect(nextSizes(lost, FLOOR, 1500)).toEqual(expect.arrayContaining([1200, 1228, 1248, 1280]));
  });

  test('any path MTU is found to the byte, in at most five rounds of at most fifteen sizes', () => {
    const paths = fc.record({ pathMtu: fc.integer({ min: 90, max: 1500 }), announces: fc.boolean() });
    fc.assert(
      fc.property(paths, ({ pathMtu, announces }) => {
        const { tries, rounds } = search(pathMtu, 1500, announces);
        const { largestPassed, smallestLost } = boundsOf(tries, FLOOR);
        expect(largestPassed).toBe(pathMtu);
        expect(smallestLost).toBe(pathMtu === 1500 ? null : pathMtu + 1);
        expect(rounds).toBeLessThanOrEqual(5);
        expect(tries.length).toBeLessThanOrEqual(1 + 14 + 3 * 8);
      }),
    );
  });

  test('a usual size in a black hole of a jumbo interface ends as soon as the byte above is lost', () => {
    const { tries, rounds } = search(1500, 9000, false);
    expect([boundsOf(tries, FLOOR).largestPassed, rounds]).toEqual([1500, 3]);
  });

  test('a loss below a size that passed was chance and does not count', () => {
    const tries: SizeTry[] = [
      { packetBytes: 1200, passed: false, announcedMtuBytes: null },
      { packetBytes: 1280, passed: true, announcedMtuBytes: null },
      { packetBytes: 1500, passed: false, announcedMtuBytes: null },
    ];
    expect(boundsOf(tries, FLOOR)).toEqual({ largestPassed: 1280, smallestLost: 1500 });
  });
});
