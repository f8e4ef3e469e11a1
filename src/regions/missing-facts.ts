/**
 * What the tables do not give of a Region that a session cannot do without. Where something is missing nobody can tell from here whether
 * a session starts: no verdict is better than `unknown`, no rule set is complete (findings.md, second edition: "No green without evidence").
 */
import type { Profile, Protocol } from '../core/words.ts';
import type { Region } from './model.ts';
import { CATEGORY_NEEDS, type Category } from './needs.ts';

export interface SessionUse {
  readonly protocols: readonly Protocol[];
  readonly profile: Profile;
}

/** Names of one system alone: a Region without them still serves the others. */
const OF_ONE_SYSTEM: ReadonlySet<Category> = new Set(['directoryAuthMacOs']);

/** Facts of the service as a whole: no Region lists them, so none can lack them. */
const OF_THE_SERVICE: ReadonlySet<Category> = new Set(['webAccess']);

/** Categories of which a session needs a name, health check included; derived from the one table of needs. */
export function neededCategories({ protocols, profile }: SessionUse): readonly Category[] {
  return (Object.keys(CATEGORY_NEEDS) as Category[]).filter((category) => {
    const row = CATEGORY_NEEDS[category];
    return (
      row.need === 'essential' &&
      !OF_ONE_SYSTEM.has(category) &&
      row.profiles.includes(profile) &&
      row.protocols.some((protocol) => protocols.includes(protocol))
    );
  });
}

/** Those of them that the tables do not have; empty where they hold. Order of the table of needs. */
export function missingFacts(region: Region, use: SessionUse): readonly Category[] {
  const has = (category: Category): boolean =>
    category === 'healthCheck'
      ? region.healthCheck !== null
      : OF_THE_SERVICE.has(category) || region.endpoints.some((endpoint) => endpoint.category === category);
  return neededCategories(use).filter((category) => !has(category));
}
