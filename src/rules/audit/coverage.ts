/** How much of one rule the layers of a firewall let out, the first entry that matches deciding. Pure. */
import type { Family } from '../../core/words.ts';
import {
  intersectIntervals,
  intervalsOverlap,
  intervalToCidrs,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditEntry, AuditLayer, Match } from './audit-entry.ts';
import { isWhole } from './parse-destination.ts';
import { isBelow } from './rule-index.ts';

export interface Coverage {
  /** `none`: all of the rule is let out. `all`: nothing of it. Else the blocks that are left. */
  readonly left: 'none' | 'all' | readonly string[];
  /** Places of entries that have the destination, in part or on another port or transport. */
  readonly near: readonly string[];
}

/** More than these help nobody to find the place. */
const MOST_PLACES = 3;

/** `addresses`: what the rule's name has here, by which a firewall of addresses may let it out. */
export function coverage(
  rule: Rule,
  layers: readonly AuditLayer[],
  addresses: readonly string[] = [],
): Coverage {
  const block = rule.kind === 'cidr' ? parseCidr(rule.destination) : null;
  const own = addresses.flatMap((text) => parseCidr(text) ?? []);
  const left =
    block !== null ? leftOfBlock(rule, block, layers) : nameIsOpen(rule, own, layers) ? 'none' : 'all';
  const blocks = block === null ? own : [block];
  return { left, near: left === 'none' ? [] : nearPlaces(rule, blocks, layers) };
}

export function opensPort({ ports, transports }: Omit<Match, 'target'>, rule: Rule): boolean {
  const port = ports === null || ports.some(({ first, last }) => first <= rule.port && rule.port <= last);
  return port && (transports === null || transports.includes(rule.transport));
}

/** Names are let out as such, with everything (every name has IPv4), or by each of the addresses that they have here. */
function nameIsOpen(rule: Rule, own: readonly IpInterval[], layers: readonly AuditLayer[]): boolean {
  const seeing = layersFor(layers, 4);
  const byName = seeing.every(
    ({ entries }) => entries.find((entry) => decidesName(rule, entry))?.verdict === 'accept',
  );
  if (byName) return true;
  return own.length > 0 && own.every((block) => shutParts(rule, block, layers).length === 0);
}

function decidesName(rule: Rule, entry: AuditEntry): boolean {
  return opensPort(entry, rule) && (namesIt(rule, entry) || isWhole(entry.target, 4));
}

function namesIt(rule: Rule, { target }: AuditEntry): boolean {
  if (target.kind === 'name') return rule.destination === target.name;
  return target.kind === 'wildcard' && rule.kind !== 'cidr' && isBelow(rule, target.suffix);
}

function leftOfBlock(rule: Rule, block: IpInterval, layers: readonly AuditLayer[]): Coverage['left'] {
  const left = shutParts(rule, block, layers);
  if (left.length === 0) return 'none';
  const [only] = left;
  const whole = left.length === 1 && only?.first === block.first && only.last === block.last;
  return whole ? 'all' : left.flatMap(intervalToCidrs);
}

/** A layer of the other family does not see the packets, and so does not refuse them. */
function layersFor(layers: readonly AuditLayer[], family: Family): readonly AuditLayer[] {
  return layers.filter((layer) => layer.family === null || layer.family === family);
}

/** What of the block at least one layer refuses. */
function shutParts(rule: Rule, block: IpInterval, layers: readonly AuditLayer[]): IpInterval[] {
  return mergeIntervals(
    layersFor(layers, block.family).flatMap(({ entries }) => refused(rule, block, entries)),
  );
}

function refused(rule: Rule, block: IpInterval, entries: readonly AuditEntry[]): IpInterval[] {
  let undecided: IpInterval[] = [block];
  const shut: IpInterval[] = [];
  for (const entry of entries) {
    if (undecided.length === 0) break;
    const held = opensPort(entry, rule) ? heldBy(entry, block) : [];
    if (held.length === 0) continue;
    if (entry.verdict === 'drop') shut.push(...intersectIntervals(undecided, held));
    undecided = subtractIntervals(undecided, held);
  }
  return [...shut, ...undecided];
}

function heldBy({ target }: AuditEntry, block: IpInterval): readonly IpInterval[] {
  if (target.kind === 'anywhere') return [block];
  return target.kind === 'addresses' ? target.intervals.filter((one) => intervalsOverlap(one, block)) : [];
}

/** An entry for every destination that leaves this port shut is no place to look at: it is near everything. */
function nearPlaces(rule: Rule, blocks: readonly IpInterval[], layers: readonly AuditLayer[]): string[] {
  const near = layers
    .flatMap(({ entries }) => entries)
    .filter((entry) => !isWhole(entry.target, 4) && !isWhole(entry.target, 6))
    .filter((entry) => namesIt(rule, entry) || blocks.some((block) => heldBy(entry, block).length > 0))
    .map(({ place, verdict }) => (verdict === 'drop' ? `${place} (refuses)` : place));
  return [...new Set(near)].slice(0, MOST_PLACES);
}
