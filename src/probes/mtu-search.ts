/**
 * Which packet sizes to try next. Pure: the tries so far in, the next round out; the sizes of a round go out side by side.
 * The path MTU is found to the byte when the largest size that passed and the smallest that was lost are neighbours
 * (RFC 8899: a size counts as lost only after several tries, and ICMP alone proves nothing).
 */

export interface SizeTry {
  readonly packetBytes: number;
  readonly passed: boolean;
  readonly announcedMtuBytes: number | null;
}

export interface Bounds {
  /** Passed by itself; the small ping before the search counts. */
  readonly largestPassed: number;
  /** Smallest size that was lost and is larger than `largestPassed`; null while none was. */
  readonly smallestLost: number | null;
}

/**
 * First round of a search without an announcement. 1200, 1228, 1248 and 1280 decide findings (findings.md, MTU);
 * 1300 to 1492 are what tunnels and PPPoE leave over; 576 is the least that an IPv4 path of any use carries.
 */
const LADDER = [576, 1000, 1200, 1228, 1248, 1280, 1350, 1400, 1420, 1440, 1460, 1480, 1492, 1500];

/** Sizes of a later round: with seven the gap shrinks to an eighth, and few processes run at once. */
const SIZES_A_ROUND = 7;

export function boundsOf(tries: readonly SizeTry[], floorBytes: number): Bounds {
  const passed = tries.filter((attempt) => attempt.passed).map((attempt) => attempt.packetBytes);
  const largestPassed = Math.max(floorBytes, ...passed);
  const lost = tries
    .filter((attempt) => !attempt.passed && attempt.packetBytes > largestPassed)
    .map((attempt) => attempt.packetBytes);
  return { largestPassed, smallestLost: lost.length === 0 ? null : Math.min(...lost) };
}

/** An announcement that lies between the bounds: it and the next byte settle the matter in one round. */
function announcedSizes(
  tries: readonly SizeTry[],
  { largestPassed, smallestLost }: Bounds,
): readonly number[] {
  const announced = tries.flatMap(({ announcedMtuBytes }) => announcedMtuBytes ?? []);
  if (announced.length === 0) return [];
  const size = Math.min(...announced);
  return [size, size + 1].filter(
    (bytes) => bytes > largestPassed && (smallestLost === null || bytes < smallestLost),
  );
}

/** Evenly spread between the bounds, and always the byte above the largest that passed: common sizes end the search at once. */
function spread({ largestPassed, smallestLost }: { largestPassed: number; smallestLost: number }): number[] {
  const gap = smallestLost - largestPassed;
  const parts = Math.min(SIZES_A_ROUND, gap - 1);
  const sizes = Array.from(
    { length: parts },
    (_, at) => largestPassed + Math.floor((gap * (at + 1)) / (parts + 1)),
  );
  return [...new Set([largestPassed + 1, ...sizes])].sort((a, b) => a - b);
}

/**
 * Sizes for the next round, ascending; empty when the answer is exact or the largest size passed. `ceilingBytes` is the
 * interface's MTU and the first size tried; `floorBytes` is known to pass.
 */
export function nextSizes(
  tries: readonly SizeTry[],
  floorBytes: number,
  ceilingBytes: number,
): readonly number[] {
  if (tries.length === 0) return [ceilingBytes];
  const bounds = boundsOf(tries, floorBytes);
  const { largestPassed, smallestLost } = bounds;
  if (smallestLost === null || smallestLost - largestPassed <= 1) return [];
  const announced = announcedSizes(tries, bounds);
  if (announced.length > 0) return announced;
  const tried = new Set(tries.map(({ packetBytes }) => packetBytes));
  const ladder = LADDER.filter((size) => size > largestPassed && size < smallestLost && !tried.has(size));
  const isFirstSearch = tried.size === 1 || [...tried].every((size) => !LADDER.includes(size));
  return isFirstSearch && ladder.length > 0 ? ladder : spread({ largestPassed, smallestLost });
}
