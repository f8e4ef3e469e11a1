/** Chance by seed: the same seed gives the same ruleset on every machine. */

export class Random {
  /** Every word of the manuals that this ruleset holds. */
  readonly words = new Set<string>();
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2_654_435_761 + 1) >>> 0;
  }

  /** From 0 to 1, without 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** From 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** `fewest` to `most` of them. */
  some<T>(list: readonly T[], fewest: number, most: number): T[] {
    const count = fewest + this.below(most - fewest + 1);
    return [...new Set(Array.from({ length: count }, () => this.pick(list)))];
  }

  /** A value by weight, with the word of the manual that it stands for. */
  weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T {
    const sum = list.reduce((total, [weight]) => total + weight, 0);
    let left = this.next() * sum;
    for (const [weight, value] of list) {
      left -= weight;
      if (left < 0) return value;
    }
    throw new Error('weights');
  }

  /** Writes a word of the manual down and gives it back. */
  word(word: string, text = word): string {
    this.words.add(word);
    return text;
  }
}
