/** What an audit compares with: the rules asked for, everything their Regions may need, and what belongs to other Regions. */
import { PROFILES, PROTOCOLS } from '../../core/words.ts';
import type { Tables } from '../../regions/model.ts';
import { loadObsolete } from '../../regions/obsolete.ts';
import { makeRules, type RuleRequest } from '../make-rules.ts';
import type { RuleSet } from '../rule.ts';
import type { AuditContext } from './audit.ts';

export function auditContext(tables: Tables, request: RuleRequest): AuditContext {
  const others = tables.regions.map(({ code }) => code).filter((code) => !request.regions.includes(code));
  return {
    wanted: makeRules(tables, request),
    allowed: everything(tables, request.regions, request.directoryId),
    elsewhere: everything(tables, others, null),
    obsolete: loadObsolete(),
  };
}

function everything(tables: Tables, regions: readonly string[], directoryId: string | null): RuleSet {
  const sets = PROFILES.map((profile) =>
    makeRules(tables, {
      regions,
      protocols: PROTOCOLS,
      profile,
      withAga: true,
      withFips: true,
      withIpv6: true,
      directoryId,
    }),
  );
  const [first] = sets;
  // PROFILES is never empty; the type cannot say so.
  if (first === undefined) throw new Error('no profiles');
  const rules = new Map(sets.flatMap((set) => set.rules).map((rule) => [rule.id, rule]));
  return { ...first, rules: [...rules.values()] };
}
