/** Commands about what is known: the program itself, Regions, demonstrations, rules, messages of the client. */
import { homedir } from 'node:os';
import { ContractError, type ArgumentOf, type ResultOf } from '../contract/index.ts';
import { explainText } from '../explain/explain-text.ts';
import { speakExplanation } from '../explain/speak-explanation.ts';
import { SITUATIONS } from '../net/simulated/situation.ts';
import { correctTables, tablesIdentity } from '../regions/load-corrected-tables.ts';
import { protocolsFor } from '../request/accept.ts';
import { regionsOf } from '../request/regions.ts';
import { proposedRegion } from '../regions/saved-registrations.ts';
import { RULE_FORMATS } from '../rules/formats/index.ts';
import { NO_OPTIONS } from '../rules/formats/rule-format.ts';
import { makeRules } from '../rules/make-rules.ts';
import type { Engine } from './engine.ts';

export async function appInfo(
  { face, version, tables }: Engine,
  hostName: string,
): Promise<ResultOf<'app.info'>> {
  const { platform, env } = process;
  const proposed = await proposedRegion(tables, { platform, env, home: homedir() });
  return {
    ...{ face, version, platform, hostName },
    tablesEdition: tables.edition,
    proposedRegion: proposed?.code ?? null,
  };
}

export function regionsList({ tables }: Engine): ResultOf<'regions.list'> {
  return {
    regions: tables.regions.map(({ code, name, partition, airport, protocols, healthCheck }) => ({
      code,
      name,
      partition,
      airport,
      protocols,
      protocolsOf: {
        client: protocolsFor({ code, partition, protocols }, 'client'),
        'web-access': protocolsFor({ code, partition, protocols }, 'web-access'),
        'zero-client': protocolsFor({ code, partition, protocols }, 'zero-client'),
      },
      hasHealthCheck: healthCheck !== null,
    })),
  };
}

export function tablesUse(engine: Engine, { files }: ArgumentOf<'tables.use'>): ResultOf<'tables.use'> {
  const corrected = correctTables(engine.ownTables, files);
  if (corrected.kind === 'read') engine.tables = corrected.value;
  const { edition, overlay } = tablesIdentity(engine.tables);
  return {
    tables: overlay === null ? edition : `${edition}, ${overlay}`,
    problem: corrected.kind === 'read' ? null : corrected.problem,
  };
}

export function scenariosList(): ResultOf<'scenarios.list'> {
  return { scenarios: SITUATIONS.map(({ id, title, description }) => ({ id, title, description })) };
}

export function rulesSyntaxes(): ResultOf<'rules.syntaxes'> {
  return { syntaxes: RULE_FORMATS.map(({ id, summary }) => ({ id, name: summary })) };
}

export function rulesMake({ tables }: Engine, asked: ArgumentOf<'rules.make'>): ResultOf<'rules.make'> {
  const format = RULE_FORMATS.find(({ id }) => id === asked.syntax);
  if (!format) throw new ContractError('invalid-argument');
  const regions = regionsOf({ region: asked.regions }, tables).regions.map(({ code }) => code);
  const { protocols } = asked;
  const set = makeRules(tables, {
    regions,
    protocols,
    profile: 'client',
    withAga: false,
    withFips: false,
    withIpv6: false,
    directoryId: null,
  });
  return { text: format.render(set, NO_OPTIONS).text };
}

export function messageExplain({
  text,
  language,
}: ArgumentOf<'message.explain'>): ResultOf<'message.explain'> {
  const { matches, nearest, clearing } = speakExplanation(explainText(text), language);
  return {
    matches: matches.map((match) => ({
      ...match,
      causes: [...match.causes],
      decidedBy: [...match.decidedBy],
    })),
    nearest: [...nearest],
    clearing: [...clearing],
  };
}
