/** Commands about what is known: the program itself, Regions, demonstrations, messages of the client. */
import { homedir } from 'node:os';
import { clientLogFolders, decodeLog, readClientLogs, type ClientLog } from '../core/client-files.ts';
import { KeyFileError, readKeys } from '../peer/keys.ts';
import { plainText } from '../core/plain-text.ts';
import { ContractError, LIMITS, type ArgumentOf, type ResultOf } from '../contract/index.ts';
import { explainLog } from '../explain/explain-log.ts';
import { explainText } from '../explain/explain-text.ts';
import {
  speakExplanation,
  speakLog,
  type Explanation,
  type SpokenLine,
} from '../explain/speak-explanation.ts';
import { SITUATIONS } from '../net/simulated/situation.ts';
import type { Policy } from '../policy/policy.ts';
import { correctTables } from '../regions/load-corrected-tables.ts';
import { tablesIdentity } from '../regions/model.ts';
import { protocolsFor } from '../core/protocols-for.ts';
import { proposedRegion } from '../regions/saved-registrations.ts';
import { loginPageOf } from '../reading/login-page.ts';
import { storedRun, type Engine } from './engine.ts';

export async function appInfo(
  { face, version, tables, policy, dataFolder }: Engine,
  hostName: string,
): Promise<ResultOf<'app.info'>> {
  const { platform, env } = process;
  const proposed = await proposedRegion(tables, { platform, env, home: homedir() });
  return {
    ...{ face, version, platform, hostName, dataFolder },
    tablesEdition: tables.edition,
    proposedRegion: proposed?.code ?? null,
    locked: lockedOf(policy ?? {}),
    updates: policy?.updates?.value === 'on',
  };
}

/** Of the settings that the page has. */
function lockedOf({ samples, deadline, proxy }: Partial<Policy>): ResultOf<'app.info'>['locked'] {
  return {
    ...(samples?.locked === true ? { samples: samples.value } : {}),
    ...(deadline?.locked === true ? { deadline: deadline.value } : {}),
    ...(proxy?.locked === true ? { proxy: proxy.value } : {}),
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

/** Null forgets it. A message never repeats what is in it. */
export function peerKeyUse(engine: Engine, { text }: ArgumentOf<'peer.key'>): ResultOf<'peer.key'> {
  try {
    const keys = text === null ? [] : readKeys(text);
    engine.peerKeys = text;
    return { keys: keys.length, problem: null };
  } catch (error) {
    if (error instanceof KeyFileError) return { keys: 0, problem: error.message };
    throw error;
  }
}

export function scenariosList(): ResultOf<'scenarios.list'> {
  return { scenarios: SITUATIONS.map(({ id, title, description }) => ({ id, title, description })) };
}

type Explained = ResultOf<'message.explain'>;

export function messageExplain({ text, language }: ArgumentOf<'message.explain'>): Explained {
  return told(speakExplanation(explainText(text), language), '');
}

/** Only the end of a log is read, and of its lines only what is known leaves it. */
export async function logExplain({ log, language }: ArgumentOf<'log.explain'>): Promise<Explained> {
  const { name, text, cut } = log.from === 'file' ? handedOver(log) : await newestLog();
  const explained = explainLog(text);
  return told(speakLog({ ...explained, cut: explained.cut || cut }, language), name);
}

function handedOver({
  fileName,
  base64,
  cut,
}: {
  fileName: string;
  base64: string;
  cut: boolean;
}): ClientLog {
  return { name: plainText(fileName), text: decodeLog(Buffer.from(base64, 'base64')), cut };
}

async function newestLog(): Promise<ClientLog> {
  const { platform, env } = process;
  const bytes = { eachBytes: LIMITS.logBytes, allBytes: LIMITS.logBytes };
  const [newest] = await readClientLogs(clientLogFolders({ platform, env, home: homedir() }), bytes);
  if (newest === undefined) throw new ContractError('unknown-file');
  return newest;
}

function told({ matches, nearest, clearing, log, question }: Explanation, file: string): Explained {
  return {
    question,
    matches: matches.map((match) => ({
      ...match,
      causes: [...match.causes],
      decidedBy: [...match.decidedBy],
    })),
    nearest: [...nearest],
    clearing: [...clearing],
    log: log === null ? null : { ...log, file, found: log.found.map(inPlainText) },
  };
}

/** The time stands in the log as a stranger wrote it. */
function inPlainText(found: SpokenLine): SpokenLine {
  return { ...found, time: found.time === null ? null : plainText(found.time) };
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
