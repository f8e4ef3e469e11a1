/** Commands about what is known: the program itself, Regions, demonstrations, messages of the client. */
import { homedir } from 'node:os';
import { ContractError, type ArgumentOf, type ResultOf } from '../contract/index.ts';
import { explainText } from '../explain/explain-text.ts';
import { speakExplanation } from '../explain/speak-explanation.ts';
import { SITUATIONS } from '../net/simulated/situation.ts';
import { correctTables } from '../regions/load-corrected-tables.ts';
import { tablesIdentity } from '../regions/model.ts';
import { protocolsFor } from '../request/accept.ts';
import { proposedRegion } from '../regions/saved-registrations.ts';
import { loginPageOf } from '../reading/captive-answer.ts';
import { storedRun, type Engine } from './engine.ts';

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

/** Out of the run that this computer made itself: a page names a run, never an address. */
export async function portalOpen(
  engine: Engine,
  { runId }: ArgumentOf<'portal.open'>,
): Promise<ResultOf<'portal.open'>> {
  const { report } = await storedRun(engine, runId);
  const url = loginPageOf(report);
  if (url === null) throw new ContractError('not-allowed');
  return { url };
}
