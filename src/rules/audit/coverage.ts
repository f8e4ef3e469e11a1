/** How much of one rule a list of entries lets out. Pure. */
import {
  intervalsOverlap,
  intervalToCidrs,
  parseCidr,
  subtractIntervals,
} from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditEntry } from './audit-entry.ts';

export interface Coverage {
  /** `none`: all of the rule is let out. `all`: nothing of it. Else the blocks that are left. */
  readonly left: 'none' | 'all' | readonly string[];
  /** Places of entries that have the destination, in part or on another port or transport. */
  readonly near: readonly string[];
}

/** More than these help nobody to find the place. */
const MOST_PLACES = 3;

export function coverage(rule: Rule, entries: readonly AuditEntry[]): Coverage {
  const touching = entries.filter((entry) => touches(rule, entry));
  const open = touching.filter((entry) => opensPort(entry, rule));
  const left = rule.kind === 'cidr' ? leftOfBlock(rule, open) : open.length > 0 ? 'none' : 'all';
  const near = left === 'none' ? [] : touching.slice(0, MOST_PLACES).map(({ place }) => place);
  return { left, near };
}

export function opensPort({ ports, transports }: AuditEntry, rule: Rule): boolean {
  const port = ports === null || ports.some(({ first, last }) => first <= rule.port && rule.port <= last);
  return port && (transports === null || transports.includes(rule.transport));
}

/** Whether the entry's destination has something of the rule's, whatever the port. */
export function touches(rule: Rule, { target }: AuditEntry): boolean {
  switch (target.kind) {
    case 'anywhere':
      return true;
    case 'name':
      return rule.kind === 'fqdn' && rule.destination === target.name;
    case 'wildcard':
      return rule.kind !== 'cidr' && isBelow(rule.destination.replace(/^\*\./, ''), rule.kind, target.suffix);
    case 'addresses': {
      const block = rule.kind === 'cidr' ? parseCidr(rule.destination) : null;
      return block !== null && target.intervals.some((interval) => intervalsOverlap(interval, block));
    }
  }
}

/** `a.example.com` is below `example.com`; `*.example.com` is too, for both are about the names under it. */
function isBelow(name: string, kind: Rule['kind'], suffix: string): boolean {
  return name.endsWith(`.${suffix}`) || (kind === 'wildcard' && name === suffix);
}

function leftOfBlock(rule: Rule, open: readonly AuditEntry[]): Coverage['left'] {
  if (open.some(({ target }) => target.kind === 'anywhere')) return 'none';
  const block = parseCidr(rule.destination);
  if (block === null) return 'all';
  const opened = open.flatMap(({ target }) => (target.kind === 'addresses' ? target.intervals : []));
  const left = subtractIntervals([block], opened);
  if (left.length === 0) return 'none';
  const [only] = left;
  const whole = left.length === 1 && only?.first === block.first && only.last === block.last;
  return whole ? 'all' : left.flatMap(intervalToCidrs);
}
