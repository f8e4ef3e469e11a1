/** What an audit compares with: the rules asked for, everything their Regions may need, and what belongs to other Regions. */
import { PROFILES, PROTOCOLS } from '../../core/words.ts';
import type { Tables } from '../../regions/model.ts';
import { loadObsolete } from '../../regions/obsolete.ts';
import { makeRules, type RuleRequest } from '../make-rules.ts';
import type { AuditContext } from './audit.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';

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
