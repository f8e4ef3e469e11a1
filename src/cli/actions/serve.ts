import { openPage } from '../../engine/open-page.ts';
import { dataFolder } from '../../engine/data-folder.ts';
import { makeLinkFile, type LinkFile } from '../../engine/link-file.ts';
import { makeAgent } from '../../engine/make-agent.ts';
import { loadTables } from '../../regions/tables.ts';
import { serve as serveFace, type Serving } from '../../serve/server.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { PORT, parseNumber } from '../parse-number.ts';
import { readPublicRoots } from '../run-setup.ts';
import { UsageError } from '../usage-error.ts';

const OPEN_IT = 'Open this link in a browser.';

/** `preflight serve`: runs until Ctrl-C. */
export const serve: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  let linkFile: LinkFile | null = null;
  const tell = (line: string): void => void context.stderr.write(`${line}\n`);
  const serving = await start(invocation, (outcome) => {
    void linkFile?.remove();
    tell(outcome === 'used' ? USED : REFUSED);
  });
  await context.stdout.write(`Preflight is at ${serving.url}\n`);
  linkFile = isOn(options, 'open') ? await makeLinkFile(serving.url) : null;
  const opened = linkFile === null ? OPEN_IT : await openPage(linkFile.url);
  tell(`${opened} The link works once, on this computer alone. Ctrl-C ends it.`);
  await interrupted(context.interrupt);
  await Promise.all([serving.close(), linkFile?.remove()]);
  return EXIT.ok;
};

const USED = 'The link was used: a page is open. If that was not you, end this with Ctrl-C.';
const REFUSED = 'A link that is used or wrong was opened, and refused.';

async function start(
  { options, context }: Invocation,
  onLink: (outcome: 'used' | 'refused') => void,
): Promise<Serving> {
  // 0 lets the system choose a free one.
  const port = parseNumber(oneOf(options, 'port'), PORT);
  const { default: page } = await import('preflight:page');
  const agent = makeAgent({
    face: 'browser',
    version: context.version,
    tables: loadTables(),
    publicRoots: await readPublicRoots(options),
    dataFolder: dataFolder(),
    onFault: (error) => void context.stderr.write(`a fault of ours: ${String(error)}\n`),
  });
  return serveFace({ agent, page, port, onLink }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new UsageError(`--port ${port} is taken by another program; accepted: a free port from 1 to 65535`);
  });
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
