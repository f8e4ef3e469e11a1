// electron-builder: what is packed for each system, and the fuses that the binary is burned with.
// `npm run pack:desktop`. It fetches the Electron runtime of the system that it packs for, so it needs the internet.
import { checkFuses } from './check-fuses.mjs';

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'org.preflight.desktop',
  productName: 'Preflight',
  artifactName: 'preflight-${version}-${os}-${arch}.${ext}',
  directories: { output: 'dist/packed' },
  // Everything is bundled by esbuild: no node_modules, no sources.
  files: [
    'dist/electron/**',
    'dist/renderer/**',
    'dist/THIRD-PARTY-NOTICES.txt',
    'package.json',
    '!**/node_modules/**',
  ],
  // Not in package.json: npm packs whatever `main` names, and the command line is packed without the desktop shell.
  extraMetadata: { main: 'dist/electron/main.mjs' },
  asar: true,
  // A prepared check, handed over as a link (electron/main/prepared-links.ts).
  protocols: { name: 'Preflight check', schemes: ['preflight'] },
  npmRebuild: false,
  electronFuses: {
    // Off: hence the engine is a utility process and not a fork.
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  afterSign: checkFuses,
  win: { target: ['nsis', 'portable'] },
  // For this user alone: no admin rights are asked for.
  nsis: { oneClick: false, perMachine: false, allowElevation: false },
  mac: { target: ['dmg'], category: 'public.app-category.utilities', hardenedRuntime: true },
  linux: { target: ['AppImage', 'deb'], category: 'Network', maintainer: 'the Preflight maintainers' },
};
