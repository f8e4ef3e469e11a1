/**
 * Is the Amazon WorkSpaces client installed here, in which version, and which browsers could run Web Access? Read-only;
 * what cannot be read is null. One file an operating system knows the places.
 */
import os from 'node:os';
import { failure } from '../../core/failure.ts';
import type { ClientEvidence } from '../../evidence/index.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { ClientFinder } from './client-finder.ts';
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
    failure: failure('tool-missing', 'spawn', 'no way to look for the client on this system'),
  });

/** Evidence of the `client` probe. */
export async function readClient(
  { platform, doors }: { readonly platform: NodeJS.Platform; readonly doors: MachineDoors },
  options: CallOptions,
): Promise<ClientEvidence> {
  const [found, osRelease] = await Promise.all([
    (FINDERS[platform] ?? findNothing)(doors, options),
    platform === 'linux' ? doors.readText('/etc/os-release') : null,
  ]);
  const osSupported = isSupportedSystem({ platform, release: os.release(), osRelease });
  return { kind: 'client', ...found, osSupported };
}
