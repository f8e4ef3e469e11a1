/** What an audit compares with: the rules asked for, everything their Regions may need, and what belongs to other Regions. */
import type { Tables } from '../../regions/model.ts';
import { intervalToCidrs, parseCidr } from '../../regions/ip-interval.ts';
import { loadObsolete, type Obsolete } from '../../regions/obsolete.ts';
import { everyRule, makeRules } from '../make-rules.ts';
import type { Rule, RuleSet } from '../rule.ts';
import type { RuleRequest } from '../rule-request.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';

export interface AuditContext {
  /** What was asked for: missing rules are counted against it. */
  readonly wanted: RuleSet;
  /** Everything that the same Regions may need (all protocols, clients, options): nothing of it is too wide. */
  readonly allowed: RuleIndex;
  /** The same for every other Region. */
  readonly elsewhere: RuleIndex;
  readonly obsolete: Obsolete;
  /** Addresses that names have here, from a report: a firewall of addresses lets names out by them. */
  readonly resolved: Readonly<Record<string, readonly string[]>>;
}

export function auditContext(
  tables: Tables,
  request: RuleRequest,
  resolved: AuditContext['resolved'] = {},
): AuditContext {
  const others = tables.regions.map(({ code }) => code).filter((code) => !request.regions.includes(code));
  return {
    wanted: makeRules(tables, request),
    allowed: indexRules(withAddresses(everyRule(tables, request), resolved)),
    elsewhere: indexRules(everyRule(tables, { regions: others, directoryId: null })),
    obsolete: loadObsolete(),
    resolved,
  };
}

/** A name's rule once more for each address that it has here, so that an entry for the address is known. */
function withAddresses(rules: readonly Rule[], resolved: AuditContext['resolved']): Rule[] {
  return rules.flatMap((rule) => {
    const addresses = Object.hasOwn(resolved, rule.destination) ? (resolved[rule.destination] ?? []) : [];
    const blocks = addresses.flatMap((address) => parseCidr(address) ?? []).flatMap(intervalToCidrs);
    return [rule, ...blocks.map((destination): Rule => ({ ...rule, kind: 'cidr', destination }))];
  });
}
