/** What an audit compares with: the rules asked for, everything their Regions may need, and what belongs to other Regions. */
import { PROFILES, PROTOCOLS } from '../../core/words.ts';
import type { Tables } from '../../regions/model.ts';
import { loadObsolete, type Obsolete } from '../../regions/obsolete.ts';
import { makeRules } from '../make-rules.ts';
import type { RuleSet } from '../rule.ts';
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
}

export function auditContext(tables: Tables, request: RuleRequest): AuditContext {
  const others = tables.regions.map(({ code }) => code).filter((code) => !request.regions.includes(code));
  return {
    wanted: makeRules(tables, request),
    allowed: everything(tables, request.regions, request.directoryId),
    elsewhere: everything(tables, others, null),
    obsolete: loadObsolete(),
  };
}

function everything(tables: Tables, regions: readonly string[], directoryId: string | null): RuleIndex {
  const options = { protocols: PROTOCOLS, withAga: true, withFips: true, withIpv6: true, directoryId };
  const rules = PROFILES.flatMap((profile) => makeRules(tables, { ...options, regions, profile }).rules);
  return indexRules([...new Map(rules.map((rule) => [rule.id, rule])).values()]);
}
