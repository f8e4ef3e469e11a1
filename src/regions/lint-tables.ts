/**
 * Looks for what cannot be right in the tables: malformed facts, missing provenance, duplicates and overlaps, names of another
 * Region. Pure. A result whose facts carry a doubt is known; any other is new, and a new one fails `tables lint`.
 */
import { lintNames } from './lint-names.ts';
import { lintResult, type LintResult, type LintWords } from './lint-result.ts';
import { english } from '../words/en/index.ts';
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

export function lintTables(tables: Tables, words: LintWords = english.tables.lint): LintResult[] {
  const facts = factsOfAll(tables);
  return [
    ...tables.conflicts.map((conflict) => listedConflict(conflict, words)),
    ...facts.flatMap((fact) => lintShape(fact, words)),
    ...tables.regions.flatMap((region) => lintRangeBlocks(region, words)),
    ...lintOverlaps(facts, words),
    ...lintNames(tables, words),
    ...lintDoubts(tables, facts, words),
  ];
}

function listedConflict(
  { id, status, subject, reading, regions }: Tables['conflicts'][number],
  words: LintWords,
): LintResult {
  const text = words.conflict(subject, reading, status);
  return { rule: 'conflict', level: 'known', conflict: id, regions, text };
}

function lintShape(fact: Fact, words: LintWords): LintResult[] {
  const place = `${fact.path} ${fact.value}`;
  const results: LintResult[] = [];
  if (fact.source.document === '' || fact.source.lines === '')
    results.push(lintResult('missing-provenance', [fact], words.noSource(place)));
  if (fact.kind !== 'name' && fact.kind !== 'endpoint' && fact.interval === null)
    results.push(lintResult('malformed', [fact], words.noAddress(place)));
  if (fact.path === 'management' && isPublic(fact))
    results.push(lintResult('malformed', [fact], words.isPublic(place)));
  return results;
}

function isPublic({ interval }: Fact): boolean {
  return interval !== null && !INTERNAL.some((block) => block !== null && intervalContains(block, interval));
}

/** The blocks of a printed range must hold exactly its addresses. */
function lintRangeBlocks({ code, pcoip }: Region, words: LintWords): LintResult[] {
  return (pcoip?.ranges ?? []).flatMap(({ start, end, cidrs, source, doubt }) => {
    const first = addressToInteger(start);
    const last = addressToInteger(end);
    if (first === null || last === null) return [];
    const interval = { family: first.family, first: first.value, last: last.value };
    if (intervalToCidrs(interval).join() === cidrs.join()) return [];
    const value = `${start} - ${end}`;
    const fact: Fact = { region: code, path: 'pcoip.ranges', kind: 'range', value, interval, source, doubt };
    return [lintResult('malformed', [fact], words.otherBlocks(`pcoip.ranges ${value}`, cidrs.join(', ')))];
  });
}

/** No address may belong to two facts, in one Region or in two. Sorted by start, so that only neighbours are compared. */
function lintOverlaps(facts: readonly Fact[], words: LintWords): LintResult[] {
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
      if (intervalsOverlap(interval, other.interval)) results.push(overlap(fact, other.fact, words));
    }
    return results;
  });
}

function overlap(fact: Fact, other: Fact, words: LintWords): LintResult {
  const rule = fact.value === other.value ? 'duplicate' : 'overlap';
  const at = ({ value, region, path }: Fact): string => words.at(value, region, path);
  const text = rule === 'duplicate' ? words.sameAs(at(fact), at(other)) : words.overlaps(at(fact), at(other));
  return lintResult(rule, [fact, other], text);
}

/** A doubt must name a conflict of the list, or nobody can look it up. */
function lintDoubts(tables: Tables, facts: readonly Fact[], words: LintWords): LintResult[] {
  const listed = new Set(tables.conflicts.map(({ id }) => id));
  return facts.flatMap((fact) => {
    if (fact.doubt === null || listed.has(fact.doubt.conflict)) return [];
    const text = words.unlisted(`${fact.path} ${fact.value}`, fact.doubt.conflict);
    return [lintResult('missing-provenance', [fact], text)];
  });
}
