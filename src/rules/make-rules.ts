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
      ...incomplete.map(incompleteNote),
      ...(web === null ? [] : [RANGES_NOTE]),
      ...notesFor(tables, request),
    ],
  };
}

function incompleteOf(region: Region, request: RuleRequest): RuleSet['incomplete'] {
  const missing = missingFacts(region, request).map((category) => CATEGORY_NEEDS[category].title);
  return missing.length === 0 ? [] : [{ region: region.code, missing }];
}

function incompleteNote({ region, missing }: RuleSet['incomplete'][number]): string {
  return `INCOMPLETE for ${region}: a session needs more than the documents give (${missing.join(', ')}). Ask the vendor for these rows and bring them with --overlay.`;
}

const RANGES_NOTE =
  'The ranges of AWS on port 443 (guide 2025, 2115-2120) hold far more than WorkSpaces, and change: take them where a firewall knows no names, and make them anew from a fresh ip-ranges.json.';

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

/** No rule opens it and no check measures it, so that it is said where a line is planned. */
function bandwidthNote({ bandwidth }: Tables): string {
  const needs = bandwidth
    .filter(({ kind }) => kind !== 'typical use')
    .map(
      ({ value, unit, direction, per }) =>
        `${value} ${unit}${direction === 'not stated' ? '' : ` of ${direction}`} for each ${per}`,
    );
  return `Bandwidth is not measured here. The documents ask for ${needs.join('; ')}.`;
}

function notesFor(tables: Tables, { protocols, profile, withAga, withIpv6 }: RuleRequest): string[] {
  return [
    bandwidthNote(tables),
    'Stateful firewalls let the answers in by themselves. A stateless filter needs a rule for the return traffic too: from these destinations and ports to the client’s ephemeral ports (often 49152-65535; it depends on the client).',
    'DNS: the client also needs UDP (and TCP) port 53 to its own DNS servers.',
    'HTTPS to the names works by TCP. The guide lists UDP on port 443 as well; it appears here only for DCV gateways, where it carries the desktop.',
    'Do not decrypt (TLS inspection) traffic on ports 4172 and 4195: it is not supported.',
    ...(protocols.includes('dcv')
      ? [
          'WorkSpaces Pools without own licences have no guaranteed gateway addresses: allow the gateway names (wildcards) for them.',
        ]
      : []),
    ...(protocols.includes('pcoip')
      ? ['Where traffic is prioritised: UDP 4172 carries the picture; it comes just behind voice.']
      : []),
    ...(withAga
      ? [
          'Global Accelerator cannot be switched on for a directory with both FIPS and IP access control groups. Where its addresses are shut, sessions go without it.',
        ]
      : []),
    ...(withAga && withIpv6
      ? [
          'Global Accelerator over IPv6 uses the GLOBALACCELERATOR ranges of AWS’s ip-ranges.json, which the guide does not list.',
        ]
      : []),
    ...(profile === 'zero-client'
      ? [
          'A zero client checks certificates against its clock: switch NTP on in its settings. It connects directly from firmware 6.0.0 on; Connection Manager for 4.6 to 6.0 ended on 13 April 2021.',
        ]
      : []),
  ];
}
