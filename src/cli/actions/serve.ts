import { openPage } from '../../engine/open-page.ts';
import { becomeInstance } from '../../serve/one-instance.ts';
import { dataFolder } from '../../engine/data-folder.ts';
import { makeLinkFile, type LinkFile } from '../../engine/link-file.ts';
import { makeAgent } from '../../engine/make-agent.ts';
import type { ResultOf } from '../../contract/index.ts';
import type { EngineAgent } from '../../engine/agent.ts';
import { loadTables } from '../../regions/tables.ts';
import { parseNumber, type NumberRule } from '../../request/fields.ts';
import { makePresence, type Presence } from '../../serve/presence.ts';
import { serve as serveFace, type Serving } from '../../serve/server.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { policyHere } from '../policy-here.ts';
import { filesNamed, readPublicRoots } from '../run-setup.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';

/** Below 1024 an ordinary user may not listen everywhere, and the system says so. */
const PORT: NumberRule = { field: 'port', unit: 'ports', min: 1, max: 65_535, fraction: false };
/** A page that never comes (no browser) must not leave a process that nobody sees. Where there is a terminal, Ctrl-C is at hand. */
const FIRST_PAGE_MS = 600_000;

/** The page that asks for the end is told that it comes. */
const LAST_REPLY_MS = 300;

/** `preflight serve`: runs until Ctrl-C or until a page ends it; with `--open` also until the last page was closed. */
export const serve: CommandAction = async (given) => {
  const quit = new AbortController();
  const interrupt = AbortSignal.any([given.context.interrupt, quit.signal]);
  const invocation = { ...given, context: { ...given.context, interrupt } };
  const agent = await agentOf(invocation, () => void setTimeout(() => quit.abort(), LAST_REPLY_MS));
  return isOn(invocation.options, 'open') ? serveWithPage(invocation, agent) : serveAlone(invocation, agent);
};

function wordsOf({ options, context }: Invocation): Vocabulary['serve'] {
  return vocabularyOf(languageFor(context, options)).serve;
}

function tellLink(invocation: Invocation, outcome: 'used' | 'refused'): void {
  void invocation.context.stderr.write(`${wordsOf(invocation)[outcome]}\n`);
}

function tellFault(invocation: Invocation): (error: unknown) => void {
  const { stderr } = invocation.context;
  return (error) => void stderr.write(`${wordsOf(invocation).fault(String(error))}\n`);
}

async function serveAlone(invocation: Invocation, agent: EngineAgent): Promise<typeof EXIT.ok> {
  const { context } = invocation;
  const serving = await startFace(invocation, agent, {
    isFirst: true,
    onLink: (outcome) => tellLink(invocation, outcome),
  });
  await tell(invocation, serving, wordsOf(invocation).openLink);
  await interrupted(context.interrupt);
  await serving.close();
  return EXIT.ok;
}

async function serveWithPage(invocation: Invocation, agent: EngineAgent): Promise<typeof EXIT.ok> {
  const { context } = invocation;
  const presence = presenceFor(agent, context);
  const pages = makePages((isFirst) => openFace(invocation, agent, { presence, isFirst }));
  const instance = await becomeInstance(dataFolder(), () => void pages.open().catch(tellFault(invocation)));
  if (instance === null) {
    await context.stdout.write(`${wordsOf(invocation).already}\n`);
    return EXIT.ok;
  }
  try {
    await pages.open();
    await Promise.race([interrupted(context.interrupt), presence.deserted]);
  } finally {
    await instance.close();
    await pages.close();
  }
  return EXIT.ok;
}

interface OpenFace {
  readonly close: () => Promise<void>;
}

/**
 * The pages that were asked for. A link works once, so each gets a server and a link of its own. The end waits for those that are still
 * being opened: their file with the link would stay behind.
 */
export function makePages(openOne: (isFirst: boolean) => Promise<OpenFace>) {
  const pages: Promise<OpenFace>[] = [];
  return {
    open(): Promise<OpenFace> {
      const page = openOne(pages.length === 0);
      pages.push(page);
      return page;
    },
    async close(): Promise<void> {
      await Promise.allSettled(pages.map(async (page) => (await page).close()));
    },
  };
}

/** The browser gets a file that leads to the link, so that the link stands in no list of processes. */
async function openFace(invocation: Invocation, agent: EngineAgent, shared: Shared): Promise<OpenFace> {
  let link: LinkFile | null = null;
  const onLink = (outcome: 'used' | 'refused'): void => {
    void link?.remove();
    tellLink(invocation, outcome);
  };
  const serving = await startFace(invocation, agent, { ...shared, onLink });
  const close = async (): Promise<void> => {
    await Promise.all([serving.close(), link?.remove()]);
  };
  try {
    link = await makeLinkFile(serving.url);
    const words = wordsOf(invocation);
    await tell(invocation, serving, words.opened[await openPage(link.url)], words.closingEnds);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

async function tell(
  invocation: Invocation,
  { url }: Serving,
  ...[opened = '', end = '']: string[]
): Promise<void> {
  const { stdout, stderr } = invocation.context;
  const words = wordsOf(invocation);
  await stdout.write(`${words.at(url)}\n`);
  await stderr.write(`${words.joined(opened, words.once, end)}\n`);
}

function presenceFor(agent: EngineAgent, { stderr }: Invocation['context']): Presence {
  const isBusy = async (): Promise<boolean> => {
    const { run } = (await agent.call('run.snapshot', { runId: null })) as ResultOf<'run.snapshot'>;
    return run?.state === 'running';
  };
  return makePresence({ isBusy, firstMs: stderr.isTty ? null : FIRST_PAGE_MS });
}

async function agentOf(invocation: Invocation, quit: () => void): Promise<EngineAgent> {
  const { options, context } = invocation;
  return makeAgent({
    face: 'browser',
    version: context.version,
    tables: loadTables(),
    publicRoots: await readPublicRoots(options),
    shapedBy: filesNamed(options),
    dataFolder: dataFolder(),
    policy: await policyHere(),
    quit,
    onFault: tellFault(invocation),
  });
}

interface Shared {
  readonly presence?: Presence;
  /** Further pages get a free port: the asked one is taken, by us. */
  readonly isFirst: boolean;
  readonly onLink?: (outcome: 'used' | 'refused') => void;
}

async function startFace(
  { options }: Invocation,
  agent: EngineAgent,
  { isFirst, presence, onLink }: Shared,
): Promise<Serving> {
  // 0 lets the system choose a free one.
  const given = oneOf(options, 'port');
  const port = isFirst && given !== null ? parseNumber(given, PORT) : 0;
  const { default: page } = await import('preflight:page');
  return serveFace({
    agent,
    page,
    port,
    ...(presence ? { presence } : {}),
    ...(onLink ? { onLink } : {}),
  }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UsageError(`--port ${port} is taken by another program; accepted: a free port from 1 to 65535`);
  });
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
