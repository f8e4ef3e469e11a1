/** Start of the desktop app: the order of hardening, then one window, then the engine on first use. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell, utilityProcess } from 'electron';
import { readLanguage, writtenOf } from '../../src/core/language.ts';
import { CHANNELS, COMMANDS } from '../../src/contract/index.ts';
import { EngineClient } from '../ipc/engine-client.ts';
import { openGate } from '../ipc/gate.ts';
import { APP_ORIGIN, APP_SCHEME, handleAppProtocol } from '../security/app-protocol.ts';
import { hardenSession } from '../security/harden-session.ts';
import { denyNavigation } from '../security/navigation.ts';
import { carryOut } from './carry-out.ts';
import { hearPreparedLinks, preparedHash } from './prepared-links.ts';
import { silenceChromium, silenceResolver } from './quiet.ts';
import { recoverPage } from './recover.ts';
import { writeAtomically } from '../../src/core/write-atomically.ts';
import { refuseUnsafeStart } from './refuse-unsafe-start.ts';
import { lookForUpdate, type UpdateChannel } from './updates.ts';
import { windowOptions } from './window-options.ts';

declare const PREFLIGHT_VERSION: string;
/** Null in a build without a channel, as all are that name none. */
declare const PREFLIGHT_UPDATES: UpdateChannel | null;

const here = import.meta.dirname;
const pageFolder = join(here, '..', 'renderer');
let window: BrowserWindow | null = null;
/** Where the next window opens: a link may come before there is one. */
let place = preparedHash(process.argv) ?? '';

const engine = new EngineClient(
  // libuv's pool can only be set before a process starts; half of it serves name lookups.
  () =>
    utilityProcess.fork(join(here, 'engine.mjs'), [], {
      serviceName: 'Preflight engine',
      env: { ...process.env, UV_THREADPOOL_SIZE: '64' },
    }),
  (event) => window?.webContents.send(CHANNELS.event, event),
);

async function openWindow(): Promise<void> {
  window = new BrowserWindow(
    windowOptions({ preload: join(here, 'preload.cjs'), isPackaged: app.isPackaged }),
  );
  window.once('ready-to-show', () => window?.show());
  window.on('closed', () => {
    window = null;
  });
  await window.loadURL(`${APP_ORIGIN}/${place}`);
}

async function start(): Promise<void> {
  silenceResolver(app);
  hardenSession(session.defaultSession);
  const names = JSON.parse(await readFile(join(pageFolder, 'files.json'), 'utf8')) as string[];
  handleAppProtocol(protocol, { names, read: (name) => readFile(join(pageFolder, name)) });
  const desktop = { engine, shell, dialog, writeFile: writeAtomically, quit: () => app.quit() };
  openGate(ipcMain, {
    page: () => window?.webContents ?? null,
    carryOut: (command, argument) => carryOut(desktop, command, argument),
    onRefused: (why) => process.stderr.write(`refused: ${why}\n`),
  });
  await openWindow();
  await lookForUpdate({
    channel: PREFLIGHT_UPDATES,
    allowed: async () =>
      COMMANDS['app.info'].result.parse(await engine.call('app.info', {})).updates === true,
    version: PREFLIGHT_VERSION,
    session: () => session.fromPartition('updates'),
    ...{ dialog, shell },
    language: writtenOf(readLanguage(app.getLocale()) ?? 'en'),
  });
}

refuseUnsafeStart(process.argv, app.isPackaged);
app.enableSandbox();
silenceChromium(app);
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
denyNavigation(app);
recoverPage(app, {
  reload: (contents) => contents.reload(),
  say: (line) => process.stderr.write(line),
  giveUp: () => app.exit(3),
});
hearPreparedLinks(app, (hash) => {
  place = hash;
  void window?.loadURL(`${APP_ORIGIN}/${hash}`);
});
app.on('window-all-closed', () => app.quit());
app.on('before-quit', () => engine.close());
app.on('second-instance', () => {
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
});
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();
