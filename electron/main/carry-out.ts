/** Commands that need the desktop are carried out here, all others go to the engine. */
import type { Dialog, Shell } from 'electron';
import { COMMANDS, ContractError, LINKS, type CommandName } from '../../src/contract/index.ts';
import { bundleWritten, type BundleWritten } from '../../src/contract/bundle.ts';
import type { EngineClient } from '../ipc/engine-client.ts';
import { openLink } from '../security/external-links.ts';

export interface Desktop {
  readonly engine: Pick<EngineClient, 'call' | 'takeDownload'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  /** Closes the window and ends the program. */
  readonly quit: () => void;
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
}

export async function carryOut(desktop: Desktop, command: CommandName, argument: unknown): Promise<unknown> {
  if (command === 'link.open') return openExternalPage(desktop, argument as { link: string });
  if (command === 'app.quit') return quitSoon(desktop);
  const value = await desktop.engine.call(command, argument);
  if (command === 'portal.open') await openPortal(desktop, value);
  return command === 'bundle.write' ? saveBundle(desktop, bundleWritten.parse(value)) : value;
}

async function openExternalPage({ shell }: Desktop, { link }: { link: string }): Promise<{ done: true }> {
  if (!(await openLink(LINKS, link, shell))) throw new ContractError('not-allowed');
  return { done: true };
}

/** The engine read it out of a run of this computer, and gives http or https alone. */
async function openPortal({ shell }: Desktop, value: unknown): Promise<void> {
  const { url } = COMMANDS['portal.open'].result.parse(value);
  if (!/^https?:$/.test(new URL(url).protocol)) throw new ContractError('not-allowed');
  await shell.openExternal(url);
}

/** Behind the reply: a page that is told nothing would say that the engine was lost. */
function quitSoon({ quit }: Desktop): { done: true } {
  setImmediate(quit);
  return { done: true };
}

/** The engine made the file; where it goes is said by the person in the system's own dialog. */
async function saveBundle(
  { engine, dialog, writeFile }: Desktop,
  written: BundleWritten,
): Promise<BundleWritten> {
  if (written.kind === 'saved') return written;
  const file = await engine.takeDownload(written.downloadId);
  if (file === null) throw new ContractError('internal');
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: file.fileName,
    filters: [{ name: 'Preflight bundle', extensions: ['zip'] }],
  });
  if (canceled || !filePath) throw new ContractError('save-cancelled');
  try {
    await writeFile(filePath, file.bytes);
  } catch {
    throw new ContractError('write-failed');
  }
  return { kind: 'saved', fileName: filePath.split(/[\\/]/).at(-1) ?? file.fileName };
}
