/**
 * The minimal and complete rule set for the chosen Regions, protocols and kind of client. Pure. With `web` its rules stand in for names on 443.
 * Minimal: no block is wider than the tables' ranges, no name more general than the printed one, nothing of another protocol.
 * Complete: a check from behind these rules finds nothing closed. How strongly a rule is needed stands in `need`.
 */
import { PROFILES, PROTOCOLS } from '../core/words.ts';
import { tablesIdentity } from '../regions/model.ts';
import { missingFacts } from '../regions/missing-facts.ts';
import type { Region, Tables } from '../regions/model.ts';
import { CATEGORY_NEEDS } from '../regions/needs.ts';
import { english, type Vocabulary } from '../words/en/index.ts';
import { gatewayRules } from './gateway-rules.ts';
import { healthCheckRules } from './health-check-rules.ts';
import { nameRules } from './name-rules.ts';
import type { Omission, Rule, RuleSet } from './rule.ts';
import type { Contribution, RuleRequest } from './rule-request.ts';
import { isCoveredByRanges } from './web-ranges.ts';

const NEED_ORDER = { essential: 0, supporting: 1, situational: 2 } as const;

export function makeRules(tables: Tables, request: RuleRequest, web: readonly Rule[] | null = null): RuleSet {
  const regions = request.regions.flatMap((code) => tables.regions.filter((region) => region.code === code));
  const parts = regions.flatMap((region) => contributions(tables, region, request));
  const incomplete = regions.flatMap((region) => incompleteOf(region, request));
  const { regions: codes, protocols, profile, directoryId } = request;
  const { note } = (request.words ?? english).rules;
  return {
    schema: 'preflight.rules/1',
    tables: tablesIdentity(tables),
    request: {
      regions: [...codes],
      protocols: [...protocols],
      profile,
      aga: request.withAga,
      fips: request.withFips,
      ipv6: request.withIpv6,
      directoryId,
    },
    rules: sorted(
      unique(
        withRanges(
          parts.flatMap(({ rules }) => rules),
          web,
        ),
      ),
    ),
    omitted: parts.flatMap(({ omitted }) => omitted).filter(isFirst),
    incomplete,
    notes: [
      ...incomplete.map(({ region, missing }) =>
        note.incomplete(region, namesOf(missing, request.words ?? english)),
      ),
      ...(web === null ? [] : [note.ranges]),
      ...noFipsNote(regions, request),
      ...notesFor(tables, request, note),
    ],
  };
}

function incompleteOf(region: Region, request: RuleRequest): RuleSet['incomplete'] {
  const missing = missingFacts(region, request).map((category) => CATEGORY_NEEDS[category].title);
  return missing.length === 0 ? [] : [{ region: region.code, missing }];
}

function withRanges(rules: readonly Rule[], web: readonly Rule[] | null): readonly Rule[] {
  return web === null ? rules : [...rules.filter((rule) => !isCoveredByRanges(rule)), ...web];
}

function contributions(tables: Tables, region: Region, request: RuleRequest): Contribution[] {
  return [
    nameRules({ tables, region, request }),
    healthCheckRules(region, request),
    gatewayRules(region, request),
  ];
}

/** The most that a client can need of these Regions: every protocol, kind of client and option. Each rule once, in no order. */
export function everyRule(
  tables: Tables,
  { regions, directoryId }: Pick<RuleRequest, 'regions' | 'directoryId'>,
): Rule[] {
  const every = { regions, directoryId, protocols: PROTOCOLS, withAga: true, withFips: true, withIpv6: true };
  const requests = PROFILES.map((profile): RuleRequest => ({ ...every, profile }));
  const [first] = requests;
  const parts = tables.regions
    .filter(({ code }) => regions.includes(code))
    .flatMap((region) => [
      // Blocks are the same for every kind of client.
      ...(first === undefined ? [] : [healthCheckRules(region, first), gatewayRules(region, first)]),
      ...requests.map((request) => nameRules({ tables, region, request })),
    ]);
  return unique(parts.flatMap(({ rules }) => rules));
}

/** A name shared by Regions comes once, with the strongest need that any of them gives it. */
function unique(rules: readonly Rule[]): Rule[] {
  const byId = new Map<string, Rule>();
  for (const rule of rules) {
    const before = byId.get(rule.id);
    if (!before || NEED_ORDER[rule.need] < NEED_ORDER[before.need]) byId.set(rule.id, rule);
  }
  return [...byId.values()];
}

function isFirst(omission: Omission, index: number, all: readonly Omission[]): boolean {
  return (
    all.findIndex(
      (other) => other.region === omission.region && other.destination === omission.destination,
    ) === index
  );
}

/** Names first, then addresses; within them by need, then as the tables have them (the sort is stable). */
function sorted(rules: readonly Rule[]): Rule[] {
  const kindOrder = { fqdn: 0, wildcard: 1, cidr: 2 } as const;
  return [...rules].sort(
    (left, right) =>
      kindOrder[left.kind] - kindOrder[right.kind] || NEED_ORDER[left.need] - NEED_ORDER[right.need],
  );
}

/** Asked for and not there is said: the set would look complete. */
function noFipsNote(regions: readonly Region[], { withFips, words = english }: RuleRequest): string[] {
  const without = regions.filter(({ endpoints }) => !endpoints.some(({ fips }) => fips));
  return withFips && without.length > 0
    ? [words.rules.note.noFips(without.map(({ code }) => code).join(words.comma))]
    : [];
}

type Notes = Vocabulary['rules']['note'];

/** The categories by their purposes; JSON has the English ones. */
function namesOf(titles: readonly string[], { purpose, comma }: Vocabulary): string {
  const categories = Object.entries(CATEGORY_NEEDS);
  return titles
    .map((title) => {
      const category = categories.find(([, row]) => row.title === title)?.[0] ?? '';
      return purpose({ category, purpose: title });
    })
    .join(comma);
}

/** No rule opens it and no check measures it, so that it is said where a line is planned. */
function bandwidthNote({ bandwidth }: Tables, note: Notes): string {
  const needs = bandwidth
    .filter(({ kind }) => kind !== 'typical use')
    .map(({ value, unit, direction, per }) =>
      note.need(`${value} ${unit}`, direction === 'not stated' ? null : direction, per),
    );
  return note.bandwidth(needs);
}

function notesFor(
  tables: Tables,
  { protocols, profile, withAga, withIpv6 }: RuleRequest,
  note: Notes,
): string[] {
  return [
    bandwidthNote(tables, note),
    note.stateless,
    note.dns,
    note.https,
    note.decrypt,
    ...(protocols.includes('dcv') ? [note.pools] : []),
    ...(protocols.includes('pcoip') ? [note.priority] : []),
    ...(withAga ? [note.accelerator] : []),
    ...(withAga && withIpv6 ? [note.acceleratorIpv6] : []),
    ...(profile === 'zero-client' ? [note.zeroClient] : []),
  ];
}
