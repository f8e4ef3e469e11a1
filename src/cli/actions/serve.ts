import { openPage } from '../../engine/open-page.ts';
import { becomeInstance } from '../../serve/one-instance.ts';
import { dataFolder } from '../../engine/data-folder.ts';
import { makeAgent } from '../../engine/make-agent.ts';
import type { ResultOf } from '../../contract/index.ts';
import type { EngineAgent } from '../../engine/agent.ts';
import { loadTables } from '../../regions/tables.ts';
import { makePresence, type Presence } from '../../serve/presence.ts';
import { serve as serveFace, type Serving } from '../../serve/server.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { PORT, parseNumber } from '../parse-number.ts';
import { readPublicRoots } from '../run-setup.ts';
import { UsageError } from '../usage-error.ts';

/** A page that never comes (no browser) must not leave a process that nobody sees. Where there is a terminal, Ctrl-C is at hand. */
const FIRST_PAGE_MS = 600_000;

/** `preflight serve`: runs until Ctrl-C; with `--open` also until the last page was closed. */
export const serve: CommandAction = async (invocation) => {
  const agent = await agentOf(invocation);
  return isOn(invocation.options, 'open') ? serveWithPage(invocation, agent) : serveAlone(invocation, agent);
};

async function serveAlone(invocation: Invocation, agent: EngineAgent): Promise<typeof EXIT.ok> {
  const serving = await startFace(invocation, agent);
  await tell(invocation.context, serving, 'Open this link in a browser.');
  await interrupted(invocation.context.interrupt);
  await serving.close();
  return EXIT.ok;
}

async function serveWithPage(invocation: Invocation, agent: EngineAgent): Promise<typeof EXIT.ok> {
  const { context } = invocation;
  const presence = presenceFor(agent, context);
  const faces: Serving[] = [];
  const open = async (): Promise<void> => {
    // A link works once, so each page that is asked for gets a server and a link of its own.
    const serving = await startFace(invocation, agent, { presence, isFirst: faces.length === 0 });
    faces.push(serving);
    await tell(context, serving, await openPage(serving.url), ' So does closing the page.');
  };
  const onFault = (error: unknown): void => void context.stderr.write(`a fault of ours: ${String(error)}\n`);
  const instance = await becomeInstance(dataFolder(), () => void open().catch(onFault));
  if (instance === null) {
    await context.stdout.write('Preflight is open already: it opened another page.\n');
    return EXIT.ok;
  }
  try {
    await open();
    await Promise.race([interrupted(context.interrupt), presence.deserted]);
  } finally {
    await instance.close();
    await Promise.all(faces.map((face) => face.close()));
  }
  return EXIT.ok;
}

async function tell(
  context: CommandContext,
  { url }: Serving,
  ...[opened, end = '']: string[]
): Promise<void> {
  await context.stdout.write(`Preflight is at ${url}\n`);
  await context.stderr.write(
    `${opened} The link works once, on this computer alone. Ctrl-C ends it.${end}\n`,
  );
}

function presenceFor(agent: EngineAgent, { stderr }: CommandContext): Presence {
  const isBusy = async (): Promise<boolean> => {
    const { run } = (await agent.call('run.snapshot', { runId: null })) as ResultOf<'run.snapshot'>;
    return run?.state === 'running';
  };
  return makePresence({ isBusy, firstMs: stderr.isTty ? null : FIRST_PAGE_MS });
}

async function agentOf({ options, context }: Invocation): Promise<EngineAgent> {
  return makeAgent({
    face: 'browser',
    version: context.version,
    tables: loadTables(),
    publicRoots: await readPublicRoots(options),
    dataFolder: dataFolder(),
    onFault: (error) => void context.stderr.write(`a fault of ours: ${String(error)}\n`),
  });
}

interface Shared {
  readonly presence?: Presence;
  /** Further pages get a free port: the asked one is taken, by us. */
  readonly isFirst: boolean;
}

async function startFace(
  { options }: Invocation,
  agent: EngineAgent,
  { isFirst, presence }: Shared = { isFirst: true },
): Promise<Serving> {
  // 0 lets the system choose a free one.
  const port = isFirst ? parseNumber(oneOf(options, 'port'), PORT) : 0;
  const { default: page } = await import('preflight:page');
  return serveFace({ agent, page, port, ...(presence ? { presence } : {}) }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UsageError(`--port ${port} is taken by another program; accepted: a free port from 1 to 65535`);
  });
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
