/** Thousands of intervals, prepared for the question "which of you touch these?": each is looked for by the first bits of its addresses alone. */
import { intervalsOverlap, type IpInterval } from '../../regions/ip-interval.ts';

export interface Indexed<T> {
  readonly interval: IpInterval;
  readonly value: T;
}

const BUCKET_BITS = { 4: 24n, 6: 100n } as const;
/** Wider than this a question is asked of all. */
const MOST_BUCKETS = 64;

/** The buckets that an interval touches, as `4/18`; null: too many. */
function bucketsOf({ family, first, last }: IpInterval): string[] | null {
  const [from, to] = [first >> BUCKET_BITS[family], last >> BUCKET_BITS[family]];
  if (to - from >= MOST_BUCKETS) return null;
  return Array.from({ length: Number(to - from) + 1 }, (_one, index) => `${family}/${from + BigInt(index)}`);
}

const WIDE = 'wide';

export class IntervalIndex<T> {
  readonly all: readonly Indexed<T>[];
  /** Places in `all`, ascending. */
  private readonly buckets = new Map<string, number[]>();

  constructor(all: readonly Indexed<T>[]) {
    this.all = all;
    for (const [place, { interval }] of all.entries())
      for (const key of bucketsOf(interval) ?? [WIDE]) {
        const bucket = this.buckets.get(key);
        if (bucket === undefined) this.buckets.set(key, [place]);
        else bucket.push(place);
      }
  }

  /** Values of those that overlap one of the intervals, in their order. */
  touching(intervals: readonly IpInterval[]): readonly T[] {
    return this.near(intervals)
      .filter(({ interval }) => intervals.some((one) => intervalsOverlap(one, interval)))
      .map(({ value }) => value);
  }

  private near(intervals: readonly IpInterval[]): readonly Indexed<T>[] {
    const keys = intervals.map(bucketsOf);
    if (keys.some((key) => key === null)) return this.all;
    const asked = new Set([WIDE, ...keys.flatMap((key) => key ?? [])]);
    const places = [...asked].flatMap((key) => this.buckets.get(key) ?? []);
    return [...new Set(places)].sort((one, other) => one - other).flatMap((place) => this.all[place] ?? []);
  }
}
