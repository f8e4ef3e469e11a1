// ESM TypeScript through swc; NODE_OPTIONS=--experimental-vm-modules is set by scripts/test.mjs (dgram-as-promised is ESM only).
const transform = {
  '^.+\\.(ts|tsx)$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2022',
        // Import attributes (JSON modules) must reach the module loader.
        experimental: { keepImportAttributes: true },
      },
      module: { type: 'es6' },
    },
  ],
};
const shared = {
  transform,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  setupFiles: ['<rootDir>/test/setup/refuse-network.ts'],
  // What the build writes has a package.json of the same name.
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
export default {
  // Jest would leave one of two cores idle.
  maxWorkers: 2,
  // A hang is ended, a slow machine is no failure: speed is measured by the bench, never by a test.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/{unit,loopback,architecture,acceptance,golden}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'dom',
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/test/setup/patient-screen.ts'],
      testMatch: ['<rootDir>/test/renderer/**/*.test.tsx'],
      moduleNameMapper: { '\\.css$': '<rootDir>/test/setup/empty-style.ts' },
    },
  ],
};
