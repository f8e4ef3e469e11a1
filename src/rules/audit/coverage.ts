/** How much of one rule a list of entries lets out. Pure. */
import {
  intervalsOverlap,
  intervalToCidrs,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditEntry } from './audit-entry.ts';
import { isBelow } from './rule-index.ts';

export interface Coverage {
  /** `none`: all of the rule is let out. `all`: nothing of it. Else the blocks that are left. */
  readonly left: 'none' | 'all' | readonly string[];
  /** Places of entries that have the destination, in part or on another port or transport. */
  readonly near: readonly string[];
}

/** More than these help nobody to find the place. */
const MOST_PLACES = 3;

export function coverage(rule: Rule, entries: readonly AuditEntry[]): Coverage {
  const block = rule.kind === 'cidr' ? parseCidr(rule.destination) : null;
  const touching = entries.filter((entry) => touches(rule, block, entry));
  const open = touching.filter((entry) => opensPort(entry, rule));
  const left = block === null ? (open.length > 0 ? 'none' : 'all') : leftOfBlock(block, open);
  // An entry for every destination that leaves this port shut is no place to look at: it is near everything.
  const near = left === 'none' ? [] : touching.filter(({ target }) => target.kind !== 'anywhere');
  return { left, near: near.slice(0, MOST_PLACES).map(({ place }) => place) };
}

export function opensPort({ ports, transports }: AuditEntry, rule: Rule): boolean {
  const port = ports === null || ports.some(({ first, last }) => first <= rule.port && rule.port <= last);
  return port && (transports === null || transports.includes(rule.transport));
}

/** Whether the entry's destination has something of the rule's, whatever the port. `block`: the rule's, null for a name. */
function touches(rule: Rule, block: IpInterval | null, { target }: AuditEntry): boolean {
  switch (target.kind) {
    case 'anywhere':
      return true;
    case 'name':
      return rule.destination === target.name;
    case 'wildcard':
      return block === null && isBelow(rule, target.suffix);
    case 'addresses':
      return block !== null && target.intervals.some((interval) => intervalsOverlap(interval, block));
  }
}

function leftOfBlock(block: IpInterval, open: readonly AuditEntry[]): Coverage['left'] {
  if (open.some(({ target }) => target.kind === 'anywhere')) return 'none';
  const opened = open.flatMap(({ target }) => (target.kind === 'addresses' ? target.intervals : []));
  const left = subtractIntervals([block], opened);
  if (left.length === 0) return 'none';
  const [only] = left;
  const whole = left.length === 1 && only?.first === block.first && only.last === block.last;
  return whole ? 'all' : left.flatMap(intervalToCidrs);
}
