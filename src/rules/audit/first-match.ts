/** Ordered entries over one block in one sweep: each address belongs to the first entry that has it. Pure. */
import type { IpInterval } from '../../regions/ip-interval.ts';

export interface Claim {
  readonly first: bigint;
  readonly last: bigint;
  /** Place in the order: the lowest decides. */
  readonly order: number;
  readonly refuses: boolean;
}

/** What of the block is refused, or claimed by nobody; ascending, neighbours may touch. Costs n log n. */
export function refusedParts(block: IpInterval, claims: readonly Claim[]): IpInterval[] {
  const sorted = claims.toSorted(byStart);
  const open = new Heap();
  const shut: IpInterval[] = [];
  let next = 0;
  for (let at = block.first; at <= block.last;) {
    for (let claim = sorted[next]; claim !== undefined && claim.first <= at; claim = sorted[next]) {
      open.push(claim);
      next += 1;
    }
    const deciding = open.topFrom(at);
    const beforeNext = (sorted[next]?.first ?? block.last + 1n) - 1n;
    const last = least(block.last, beforeNext, deciding?.last ?? block.last);
    if (deciding === null || deciding.refuses) shut.push({ family: block.family, first: at, last });
    at = last + 1n;
  }
  return shut;
}

function byStart(left: Claim, right: Claim): number {
  if (left.first === right.first) return 0;
  return left.first < right.first ? -1 : 1;
}

function least(...values: readonly bigint[]): bigint {
  return values.reduce((lowest, value) => (value < lowest ? value : lowest));
}

/** Claims by their order; what has ended is dropped when it comes up. */
class Heap {
  private readonly items: Claim[] = [];

  push(claim: Claim): void {
    this.items.push(claim);
    for (let at = this.items.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.orderAt(parent) <= this.orderAt(at)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  /** The first in order that reaches to the address; null when none does. */
  topFrom(address: bigint): Claim | null {
    for (;;) {
      const [top] = this.items;
      if (top === undefined) return null;
      if (top.last >= address) return top;
      this.pop();
    }
  }

  private pop(): void {
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return;
    this.items[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.orderAt(right) < this.orderAt(left) ? right : left;
      if (this.orderAt(at) <= this.orderAt(child)) return;
      this.swap(at, child);
      at = child;
    }
  }

  private orderAt(index: number): number {
    return this.items[index]?.order ?? Number.MAX_SAFE_INTEGER;
  }

  private swap(left: number, right: number): void {
    const [one, other] = [this.items[left], this.items[right]];
    if (one === undefined || other === undefined) return;
    this.items[left] = other;
    this.items[right] = one;
  }
}
