// After packing: reads the fuses back from the binary. A build whose binary does not say what the configuration says is no build.
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

// The bytes of the fuse wire: the characters 0 and 1.
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);

const WANTED = {
  RunAsNode: OFF,
  EnableNodeOptionsEnvironmentVariable: OFF,
  EnableNodeCliInspectArguments: OFF,
  EnableCookieEncryption: ON,
  EnableEmbeddedAsarIntegrityValidation: ON,
  OnlyLoadAppFromAsar: ON,
  GrantFileProtocolExtraPrivileges: OFF,
};

/** Names of the fuses of a wire that are not as wanted.
 * @param {Record<number, number>} wire
 */
export function wrongFuses(wire) {
  return Object.entries(WANTED)
    .filter(([name, state]) => wire[FuseV1Options[name]] !== state)
    .map(([name]) => name);
}

/** electron-builder's hook; throws when a fuse is wrong. */
export async function checkFuses({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const binary = { darwin: `${name}.app`, win32: `${name}.exe`, linux: packager.executableName ?? name }[
    electronPlatformName
  ];
  const wrong = wrongFuses(await getCurrentFuseWire(join(appOutDir, binary)));
  if (wrong.length > 0) throw new Error(`fuses are not as configured: ${wrong.join(', ')}`);
}
