/** Thousands of intervals, prepared for the question "which of you touch these?". */
import type { IpInterval } from '../../regions/ip-interval.ts';

export interface Indexed<T> {
  readonly interval: IpInterval;
  readonly value: T;
}

interface Placed {
  readonly first: bigint;
  readonly last: bigint;
  /** In `all`. */
  readonly place: number;
}

/** Of one family, by their beginnings. */
interface Sorted {
  readonly items: readonly Placed[];
  /** How far any interval up to this place reaches. */
  readonly reach: readonly bigint[];
}

export class IntervalIndex<T> {
  readonly all: readonly Indexed<T>[];
  private readonly sorted: Readonly<Record<4 | 6, Sorted>>;

  constructor(all: readonly Indexed<T>[]) {
    this.all = all;
    this.sorted = { 4: sortedOf(all, 4), 6: sortedOf(all, 6) };
  }

  /** Values of those that overlap one of the intervals, in their order. */
  touching(intervals: readonly IpInterval[]): readonly T[] {
    const places = intervals.flatMap((interval) => placesTouching(this.sorted[interval.family], interval));
    if (places.length === 0) return [];
    const unique = intervals.length > 1 ? [...new Set(places)] : places;
    return unique
      .sort((one, other) => one - other)
      .flatMap((place) => this.all[place] ?? [])
      .map(({ value }) => value);
  }
}

function sortedOf<T>(all: readonly Indexed<T>[], family: 4 | 6): Sorted {
  const items = all
    .flatMap(({ interval }, place): Placed[] =>
      interval.family === family ? [{ first: interval.first, last: interval.last, place }] : [],
    )
    .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
  let furthest = 0n;
  const reach = items.map(({ last }) => (furthest = last > furthest ? last : furthest));
  return { items, reach };
}

/** From the last one that begins in time back to where nothing reaches so far. */
function placesTouching({ items, reach }: Sorted, { first, last }: IpInterval): number[] {
  const found: number[] = [];
  for (let at = countUpTo(items, last) - 1; (reach[at] ?? -1n) >= first; at -= 1) {
    const item = items[at];
    if (item !== undefined && item.last >= first) found.push(item.place);
  }
  return found;
}

/** How many begin at the address or before it. */
function countUpTo(items: readonly Placed[], address: bigint): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.first ?? 0n) <= address) low = middle + 1;
    else high = middle;
  }
  return low;
}
