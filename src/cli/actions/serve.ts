import { openPage } from '../../engine/open-page.ts';
import { dataFolder } from '../../engine/data-folder.ts';
import { makeAgent } from '../../engine/make-agent.ts';
import { loadTables } from '../../regions/tables.ts';
import { parseNumber, type NumberRule } from '../../request/fields.ts';
import { serve as serveFace, type Serving } from '../../serve/server.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { readPublicRoots } from '../run-setup.ts';
import { UsageError } from '../usage-error.ts';

/** Below 1024 an ordinary user may not listen everywhere, and the system says so. */
const PORT: NumberRule = { field: 'port', unit: 'ports', min: 1, max: 65_535, fraction: false };
const OPEN_IT = 'Open this link in a browser.';

/** `preflight serve`: runs until Ctrl-C. */
export const serve: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const serving = await start(invocation);
  await context.stdout.write(`Preflight is at ${serving.url}\n`);
  const opened = isOn(options, 'open') ? await openPage(serving.url) : OPEN_IT;
  await context.stderr.write(`${opened} The link works once, on this computer alone. Ctrl-C ends it.\n`);
  await interrupted(context.interrupt);
  await serving.close();
  return EXIT.ok;
};

async function start({ options, context }: Invocation): Promise<Serving> {
  const given = oneOf(options, 'port');
  // 0 lets the system choose a free one.
  const port = given === null ? 0 : parseNumber(given, PORT);
  const { default: page } = await import('preflight:page');
  const agent = makeAgent({
    face: 'browser',
    version: context.version,
    tables: loadTables(),
    publicRoots: await readPublicRoots(options),
    dataFolder: dataFolder(),
    onFault: (error) => void context.stderr.write(`a fault of ours: ${String(error)}\n`),
  });
  return serveFace({ agent, page, port }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UsageError(`--port ${port} is taken by another program; accepted: a free port from 1 to 65535`);
  });
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
