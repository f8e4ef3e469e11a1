/** The engine behind the contract: parses every argument and every result, and lets no error out but a closed code. */
import { hostname } from 'node:os';
import {
  COMMANDS,
  ContractError,
  isCommandName,
  type ArgumentOf,
  type CommandName,
  type ResultOf,
} from '../contract/index.ts';
import { RequestRefused } from '../request/refusal.ts';
import type { EngineAgent } from './agent.ts';
import { bundleCompare, bundlePreview, bundleWrite } from './bundle-handlers.ts';
import { makeEngine, type Engine, type EngineOptions } from './engine.ts';
import {
  appInfo,
  logExplain,
  messageExplain,
  peerKeyUse,
  portalOpen,
  regionsList,
  scenariosList,
  tablesUse,
} from './facts-handlers.ts';
import {
  historyClear,
  historyDelete,
  historyList,
  historyOpen,
  historyRestore,
  reportSpeak,
  reportCsv,
  reportTicket,
  settingsGet,
  settingsSet,
} from './kept-handlers.ts';
import {
  bundleAdd,
  bundleFile,
  bundleGroups,
  bundleJudge,
  bundleOpen,
  bundleReopen,
  bundleTags,
} from './opened-handlers.ts';
import { historyHours, historySpan } from './over-time.ts';
import { proofMake, proofSites, rulesMake, rulesSyntaxes } from './proof-handlers.ts';
import { timelineTell } from './timeline.ts';
import { planMake, preparedMake, preparedRead, runRerun, runStart } from './run-handlers.ts';

type Handler<C extends CommandName> = (
  engine: Engine,
  argument: ArgumentOf<C>,
) => ResultOf<C> | Promise<ResultOf<C>>;

const HANDLERS: { readonly [C in CommandName]: Handler<C> } = {
  // The desktop's main process opens links and ends itself; a page in a browser opens its own.
  'link.open': () => Promise.reject(new ContractError('not-allowed')),
  'portal.open': portalOpen,
  'app.quit': ({ quit }) => {
    if (quit === undefined) throw new ContractError('not-allowed');
    quit();
    return { done: true };
  },
  'app.info': (engine) => appInfo(engine, hostname()),
  'tables.use': tablesUse,
  'regions.list': regionsList,
  'scenarios.list': scenariosList,
  'plan.make': planMake,
  'peer.key': peerKeyUse,
  'prepared.read': preparedRead,
  'prepared.make': preparedMake,
  'run.start': runStart,
  'run.cancel': ({ runs }, { runId }) => {
    runs.cancel(runId);
    return { done: true };
  },
  'run.snapshot': ({ runs }, { runId }) => ({ run: runs.snapshot(runId) }),
  'run.events': ({ runs }, { runId, afterSeq }) => ({ events: [...runs.eventsAfter(runId, afterSeq)] }),
  'run.rerun': runRerun,
  'history.list': historyList,
  'history.open': historyOpen,
  'history.span': historySpan,
  'history.hours': historyHours,
  'timeline.tell': timelineTell,
  'history.delete': historyDelete,
  'history.restore': historyRestore,
  'history.clear': historyClear,
  'settings.get': settingsGet,
  'settings.set': settingsSet,
  'bundle.preview': bundlePreview,
  'bundle.write': bundleWrite,
  'bundle.open': bundleOpen,
  'bundle.add': bundleAdd,
  'bundle.reopen': bundleReopen,
  'bundle.tags': bundleTags,
  'bundle.groups': bundleGroups,
  'bundle.file': bundleFile,
  'bundle.judge': bundleJudge,
  'bundle.compare': bundleCompare,
  'report.speak': reportSpeak,
  'report.ticket': reportTicket,
  'report.csv': reportCsv,
  'proof.make': proofMake,
  'proof.sites': proofSites,
  'rules.syntaxes': rulesSyntaxes,
  'rules.make': rulesMake,
  'message.explain': (_engine, argument) => messageExplain(argument),
  'log.explain': (_engine, argument) => logExplain(argument),
};

export function makeAgent(options: EngineOptions): EngineAgent {
  const engine = makeEngine(options);
  return {
    call: (command, argument) => answer(engine, command, argument),
    subscribe: (listener) => engine.runs.subscribe(listener),
    takeDownload(id) {
      const file = engine.downloads.get(id) ?? null;
      engine.downloads.delete(id);
      return file;
    },
    close: () => engine.runs.stopAll(),
  };
}

async function answer(engine: Engine, command: string, argument: unknown): Promise<unknown> {
  try {
    if (!isCommandName(command)) throw new ContractError('unknown-command');
    const parsed = COMMANDS[command].argument.safeParse(argument);
    if (!parsed.success) throw new ContractError('invalid-argument');
    const handler = HANDLERS[command] as Handler<CommandName>;
    return COMMANDS[command].result.parse(await handler(engine, parsed.data));
  } catch (error) {
    if (error instanceof RequestRefused) throw new ContractError('refused', error.refusal);
    if (error instanceof ContractError) throw error;
    engine.onFault(error);
    throw new ContractError('internal');
  }
}
