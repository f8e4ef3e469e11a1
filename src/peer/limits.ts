/** What a stranger may cost: buckets by source network and in all, and tables that never grow beyond a fixed number of entries. */
import { createHash } from 'node:crypto';

/** A table that forgets what was longest not used. */
export class Bounded<V> {
  private readonly entries = new Map<string, V>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get size(): number {
    return this.entries.size;
  }

  /** Counts as a use. */
  get(key: string): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Counts as no use. */
  peek(key: string): V | undefined {
    return this.entries.get(key);
  }

  set(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest);
  }

  /** Removes and gives what is not used any more; looks no farther than the first that is. */
  drain(isOver: (value: V) => boolean): V[] {
    const over: V[] = [];
    for (const [key, value] of this.entries) {
      if (!isOver(value)) break;
      this.entries.delete(key);
      over.push(value);
    }
    return over;
  }

  list(): [string, V][] {
    return [...this.entries];
  }
}

interface Bucket {
  left: number;
  atMs: number;
}

/** So many a second, and as many at once. */
export class Rate {
  private readonly perSecond: number;
  private readonly buckets: Bounded<Bucket>;

  constructor(perSecond: number, most: number) {
    this.perSecond = perSecond;
    this.buckets = new Bounded(most);
  }

  /** Takes one, or so many; false: there are not so many left, and none is taken. */
  take(key: string, nowMs: number, count = 1): boolean {
    const bucket = this.buckets.get(key) ?? { left: this.perSecond, atMs: nowMs };
    const gained = (Math.max(0, nowMs - bucket.atMs) / 1000) * this.perSecond;
    bucket.left = Math.min(this.perSecond, bucket.left + gained);
    bucket.atMs = nowMs;
    this.buckets.set(key, bucket);
    if (bucket.left < count) return false;
    bucket.left -= count;
    return true;
  }
}

/** A socket of both families sees IPv4 as a part of IPv6. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The source network: /24 of IPv4, /56 of IPv6. One person's addresses count together. */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain.split('.').slice(0, 3).join('.');
  const [first = 0, second = 0, third = 0, fourth = 0] = groupsOf(plain);
  return [first, second, third, fourth & 0xff00].map((group) => group.toString(16)).join(':');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [front, back] = [read(head), read(tail)];
  return [...front, ...Array<number>(Math.max(0, 8 - front.length - back.length)).fill(0), ...back];
}

/** A network in a log: the same word for the same network while this process runs, and no address. */
export function hiddenNetwork(network: string, secret: Uint8Array): string {
  return createHash('sha256').update(secret).update(network).digest('hex').slice(0, 8);
}
