/**
 * Is the Amazon WorkSpaces client installed here, in which version, and which browsers could run Web Access? Read-only;
 * what cannot be read is null. One file an operating system knows the places.
 */
import os from 'node:os';
import { clientLogFolders, readClientLogs } from '../../core/client-files.ts';
import { failure } from '../../core/failure.ts';
import type { ClientEvidence } from '../../evidence/index.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { ClientFinder } from './client-finder.ts';
import { digestClientLogs } from './client-log.ts';
import { findLinuxClient } from './client-linux.ts';
import { findMacosClient } from './client-macos.ts';
import { isSupportedSystem } from './client-systems.ts';
import { findWindowsClient } from './client-windows.ts';
import type { MachineDoors } from './host-reading.ts';

const FINDERS: Partial<Record<NodeJS.Platform, ClientFinder>> = {
  linux: findLinuxClient,
  darwin: findMacosClient,
  win32: findWindowsClient,
};

const findNothing: ClientFinder = () =>
  Promise.resolve({
    installed: null,
    version: null,
    path: null,
    browsers: [],
    handler: null,
    failure: failure('tool-missing', 'spawn', 'no way to look for the client on this system'),
  });

/** Evidence of the `client` probe. */
export async function readClient(
  { platform, doors }: { readonly platform: NodeJS.Platform; readonly doors: MachineDoors },
  options: CallOptions,
): Promise<ClientEvidence> {
  const [found, osRelease, log] = await Promise.all([
    (FINDERS[platform] ?? findNothing)(doors, options),
    platform === 'linux' ? doors.readText('/etc/os-release') : null,
    readLog(platform, doors),
  ]);
  const osSupported = isSupportedSystem({ platform, release: os.release(), osRelease });
  return { kind: 'client', ...found, osSupported, log };
}

/** The newest lines; a client that is asked to log everything writes far more. */
const LOG_LIMITS = { eachBytes: 256 * 1024, allBytes: 1024 * 1024 };

async function readLog(
  platform: NodeJS.Platform,
  { env, home = os.homedir() }: MachineDoors,
): Promise<ClientEvidence['log']> {
  const newestFirst = await readClientLogs(clientLogFolders({ platform, env, home }), LOG_LIMITS);
  return digestClientLogs(newestFirst.map(({ text }) => text).reverse());
}
