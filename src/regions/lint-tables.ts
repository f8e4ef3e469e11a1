/**
 * Looks for what cannot be right in the tables: malformed facts, missing provenance, duplicates and overlaps, names of another
 * Region. Pure. A result whose facts carry a doubt is known; any other is new, and a new one fails `tables lint`.
 */
import { lintNames } from './lint-names.ts';
import { lintResult, type LintResult } from './lint-result.ts';
import { factsOfAll, type Fact } from './facts.ts';
import {
  addressToInteger,
  intervalContains,
  intervalsOverlap,
  intervalToCidrs,
  parseCidr,
} from './ip-interval.ts';
import type { Region, Tables } from './model.ts';

/** Private and shared address space (RFC 1918, RFC 2544): the management interface uses nothing else. */
const INTERNAL = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'].map(parseCidr);

/** Facts that may cover the same addresses in every Region, because they are used inside the service. */
const SHARED_PATHS = new Set(['management']);

export function lintTables(tables: Tables): LintResult[] {
  const facts = factsOfAll(tables);
  return [
    ...tables.conflicts.map(listedConflict),
    ...facts.flatMap(lintShape),
    ...tables.regions.flatMap(lintRangeBlocks),
    ...lintOverlaps(facts),
    ...lintNames(tables),
    ...lintDoubts(tables, facts),
  ];
}

function listedConflict({ id, status, subject, reading, regions }: Tables['conflicts'][number]): LintResult {
  const text = `${subject}. The tables hold: ${reading} (${status}).`;
  return { rule: 'conflict', level: 'known', conflict: id, regions, text };
}

function lintShape(fact: Fact): LintResult[] {
  const place = `${fact.path} ${fact.value}`;
  const results: LintResult[] = [];
  if (fact.source.document === '' || fact.source.lines === '')
    results.push(lintResult('missing-provenance', [fact], `${place} names no document or no lines`));
  if (fact.kind !== 'name' && fact.kind !== 'endpoint' && fact.interval === null)
    results.push(lintResult('malformed', [fact], `${place} is no address, block or range`));
  if (fact.path === 'management' && isPublic(fact))
    results.push(
      lintResult('malformed', [fact], `${place} is public address space, not of a management interface`),
    );
  return results;
}

function isPublic({ interval }: Fact): boolean {
  return interval !== null && !INTERNAL.some((block) => block !== null && intervalContains(block, interval));
}

/** The blocks of a printed range must hold exactly its addresses. */
function lintRangeBlocks({ code, pcoip }: Region): LintResult[] {
  return (pcoip?.ranges ?? []).flatMap(({ start, end, cidrs, source, doubt }) => {
    const first = addressToInteger(start);
    const last = addressToInteger(end);
    if (first === null || last === null) return [];
    const interval = { family: first.family, first: first.value, last: last.value };
    if (intervalToCidrs(interval).join() === cidrs.join()) return [];
    const value = `${start} - ${end}`;
    const fact: Fact = { region: code, path: 'pcoip.ranges', kind: 'range', value, interval, source, doubt };
    return [
      lintResult('malformed', [fact], `pcoip.ranges ${value} does not equal its blocks ${cidrs.join(', ')}`),
    ];
  });
}

/** No address may belong to two facts, in one Region or in two. Sorted by start, so that only neighbours are compared. */
function lintOverlaps(facts: readonly Fact[]): LintResult[] {
  const placed = facts.flatMap((fact) =>
    fact.interval !== null && !SHARED_PATHS.has(fact.path) ? [{ fact, interval: fact.interval }] : [],
  );
  placed.sort((left, right) =>
    left.interval.first === right.interval.first ? 0 : left.interval.first < right.interval.first ? -1 : 1,
  );
  return placed.flatMap(({ fact, interval }, index) => {
    const results: LintResult[] = [];
    for (const other of placed.slice(index + 1)) {
      if (other.interval.first > interval.last) break;
      if (intervalsOverlap(interval, other.interval)) results.push(overlap(fact, other.fact));
    }
    return results;
  });
}

function overlap(fact: Fact, other: Fact): LintResult {
  const rule = fact.value === other.value ? 'duplicate' : 'overlap';
  const words = rule === 'duplicate' ? 'is listed twice:' : 'overlaps';
  const text = `${fact.value} (${fact.region} ${fact.path}) ${words} ${other.value} (${other.region} ${other.path})`;
  return lintResult(rule, [fact, other], text);
}

/** A doubt must name a conflict of the list, or nobody can look it up. */
function lintDoubts(tables: Tables, facts: readonly Fact[]): LintResult[] {
  const listed = new Set(tables.conflicts.map(({ id }) => id));
  return facts.flatMap((fact) => {
    if (fact.doubt === null || listed.has(fact.doubt.conflict)) return [];
    const text = `${fact.path} ${fact.value} names the conflict ${fact.doubt.conflict}, which is not listed`;
    return [lintResult('missing-provenance', [fact], text)];
  });
}
