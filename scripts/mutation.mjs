// `npm run mutation -- [GROUP…] [FILE…]` (of each group only these files): Stryker changes the code in small ways and looks which changes the tests notice. Not part of `npm test`, and not in
// package.json: it is fetched by its exact version when it is asked for. Each group names the files that are changed and the tests that must notice.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './set-up.mjs';

const STRYKER = '9.6.1';

const GROUPS = {
  proxy: {
    mutate: ['environment', 'gnome', 'macos', 'windows', 'config'].map(
      (name) => `src/net/proxy/proxy-${name}.ts`,
    ),
    tests: ['test/unit/net/proxy/*.test.ts'],
  },
  pac: {
    mutate: ['src/net/proxy/pac.ts', 'src/net/proxy/pac-file.ts'],
    tests: ['test/loopback/pac.test.ts'],
  },
  judging: {
    mutate: ['lanes', 'verdict', 'order', 'reduce', 'settle-checks', 'forecast'].map(
      (name) => `src/judge/${name}.ts`,
    ),
    tests: ['test/unit/judge/{judge,truth,reduce,situations,forecast,streaming,latency}.test.ts'],
  },
  audit: {
    mutate: ['match', 'parse-services', 'parse-destination', 'work', 'rule-index', 'views'].map(
      (name) => `src/rules/audit/${name}.ts`,
    ),
    tests: ['test/unit/rules/audit/*.test.ts'],
  },
  'bundle reading': {
    mutate: ['src/core/bounded-json.ts', 'src/bundle/parse-json.ts', 'src/bundle/read-zip.ts'],
    tests: ['test/unit/core/bounded-json.test.ts', 'test/unit/bundle/open-bundle.test.ts'],
  },
  redaction: {
    mutate: ['src/bundle/stand-ins.ts', 'src/bundle/naming.ts', 'src/bundle/redact.ts'],
    tests: ['test/unit/bundle/{spoken-facts,allow-list}.test.ts'],
  },
};

const { default: jest } = await import('../jest.config.mjs');
const [{ displayName: _name, testMatch: _match, ...project }] = jest.projects;

/** All files of a group, or those of them that were named. */
function chosen({ mutate }) {
  const files = process.argv.slice(2).filter((one) => one.includes('/'));
  return files.length === 0 ? mutate : mutate.filter((file) => files.includes(file));
}

function configOf(name, { tests, ...group }) {
  return {
    mutate: chosen(group),
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    coverageAnalysis: 'perTest',
    concurrency: 2,
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 15,
    disableTypeChecks: false,
    ignorePatterns: ['/dist', '/docs', '.lab', '.cache'],
    ignoreStatic: true,
    tempDirName: '.cache/mutation/work',
    jsonReporter: { fileName: `.cache/mutation/${name}.json` },
    reporters: ['json', 'progress-append-only'],
    jest: {
      projectType: 'custom',
      enableFindRelatedTests: false,
      config: { ...project, rootDir: '.', testMatch: tests.map((test) => `<rootDir>/${test}`) },
    },
  };
}

/** Stryker's program, in a folder of its own: it looks for TypeScript beside itself. */
function toolIn(folder) {
  const tools = join(folder, 'tools');
  const program = join(tools, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  if (existsSync(program)) return program;
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/typescript/package.json'), 'utf8'));
  const wanted = [
    ...['core', 'jest-runner'].map((part) => `@stryker-mutator/${part}@${STRYKER}`),
    `typescript@${version}`,
  ];
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, 'package.json'), '{ "private": true }');
  const npm = { cwd: tools, stdio: 'inherit', shell: process.platform === 'win32' };
  spawnSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], npm);
  return program;
}

function run(name) {
  const folder = join(root, '.cache/mutation');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replace(' ', '-')}.config.json`);
  writeFileSync(file, JSON.stringify(configOf(name, GROUPS[name]), null, 2));
  const { status } = spawnSync(process.execPath, [toolIn(folder), 'run', file], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0 ? figuresOf(name) : { name, killed: 0, all: 0, survived: [], failed: true };
}

/** Mutants that a time-out ended count as noticed; those that no test reaches count as missed. */
function figuresOf(name) {
  const { files } = JSON.parse(readFileSync(join(root, `.cache/mutation/${name}.json`), 'utf8'));
  const mutants = Object.entries(files).flatMap(([path, file]) =>
    file.mutants
      .filter(({ status }) => status !== 'Ignored' && status !== 'CompileError')
      .map(({ status, location, mutatorName, replacement }) => ({
        path,
        line: location.start.line,
        status,
        what: `${mutatorName}: ${(replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 60)}`,
      })),
  );
  const missed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return { name, all: mutants.length, killed: mutants.length - missed.length, survived: missed };
}

const given = process.argv.slice(2);
const names = given.filter((one) => Object.hasOwn(GROUPS, one));
const rows = (names.length > 0 ? names : Object.keys(GROUPS)).map(run);
for (const { name, all, killed, survived, failed } of rows) {
  console.log(
    failed
      ? `${name}: Stryker did not finish`
      : `${name}: ${killed} of ${all} noticed (${((100 * killed) / all).toFixed(1)} %)`,
  );
  for (const { path, line, what, status } of survived) console.log(`  ${path}:${line} ${status}: ${what}`);
}
process.exitCode = rows.some(({ failed }) => failed) ? 1 : 0;
