/**
 * Breaks one truth at a time in a copy of the tree and asks what notices: the compiler, or a test. `npm run mutants` writes
 * docs/proof/mutants.md and fails where a mutant lives. What is caught in that page stays and is not tried again; `--fresh` tries all,
 * `--only TEXT` those whose name holds the text. It looks where the change should be noticed first: in the changed file, in the tests
 * that the mutant names, then everywhere.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from './format-generated.ts';
import { compilerOf, copyOfTree } from './compiler.ts';
import { MUTANTS, type Mutant } from './mutants/list.ts';

/** Every test that holds the truths: words, causes, truth table, golden chains, boundaries. */
const TESTS = [
  'golden',
  ...['judge', 'causes', 'words', 'regions', 'request', 'core', 'report'].map((name) => `unit/${name}`),
].map((name) => `test/${name}`);
const PAGE = 'docs/proof/mutants.md';

const option = (name: string) => process.argv.includes(name);
const only = option('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : '';
const root = process.cwd();
const { copy, remove } = copyOfTree(root);
const compiler = compilerOf(copy);

interface Outcome {
  readonly caughtBy: 'compiler' | 'test' | null;
  /** The first line that says so. */
  readonly by: string;
}

/** The first test that fails; null where all pass. */
function failing(tests: readonly string[]): string | null {
  const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules', CI: 'true' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--bail', ...tests],
    { cwd: copy, env, encoding: 'utf8', maxBuffer: 64e6 },
  );
  return status === 0 ? null : (/● (.+)/.exec(`${stdout}\n${stderr}`)?.[1] ?? 'a test');
}

/** Tests that pass before anything is broken, asked once each: a test that fails anyway would catch everything. */
const healthy = new Set<string>();

function mustPass(tests: readonly string[]): void {
  const unasked = tests.filter((test) => !healthy.has(test));
  const failed = unasked.length === 0 ? null : failing(unasked);
  if (failed !== null) throw new Error(`fails before any mutant: ${failed}`);
  for (const test of unasked) healthy.add(test);
}

function tryOne({ file, find, put, tests = [] }: Mutant): Outcome {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  if (!before.includes(find)) throw new Error(`${file} does not hold: ${find}`);
  const after = before.replace(find, () => put);
  const inFile = file.endsWith('.ts') ? compiler.errorIn(file, after) : null;
  if (inFile !== null) return { caughtBy: 'compiler', by: inFile };
  mustPass(tests);
  writeFileSync(path, after);
  try {
    const named = tests.length === 0 ? null : failing(tests);
    if (named !== null) return { caughtBy: 'test', by: named };
    const anywhere = compiler.errorAnywhere(new Map([[file, after]]));
    if (anywhere !== null) return { caughtBy: 'compiler', by: anywhere };
    const any = failing(TESTS);
    return any === null ? { caughtBy: null, by: '' } : { caughtBy: 'test', by: any };
  } finally {
    writeFileSync(path, before);
  }
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** What the page has of a mutant that was caught. */
function keptOutcome(page: string, { name, file }: Mutant): Outcome | null {
  const start = `| ${cell(name)} | \`${file}\` | `;
  const plain = (line: string) => line.replace(/ +/g, ' ');
  const row = page
    .split('\n')
    .map(plain)
    .find((line) => line.startsWith(plain(start)));
  const [, , , caughtBy, by] = row?.split(/(?<!\\)\|/).map((text) => text.trim()) ?? [];
  return caughtBy === 'compiler' || caughtBy === 'test' ? { caughtBy, by: by ?? '' } : null;
}

async function writePage(outcomes: ReadonlyMap<Mutant, Outcome>): Promise<void> {
  const caught = [...outcomes.values()].filter(({ caughtBy }) => caughtBy !== null).length;
  const lines = [
    '# Mutants',
    '',
    `Written by \`npm run mutants\`: ${outcomes.size} of ${MUTANTS.length} changes that break a truth were tried, ${caught} were caught. Each is made alone in a copy of the tree.`,
    '',
    '| what is broken | file | caught by | first word of it |',
    '| --- | --- | --- | --- |',
    ...MUTANTS.flatMap((mutant) => {
      const outcome = outcomes.get(mutant);
      return outcome === undefined
        ? []
        : [
            `| ${cell(mutant.name)} | \`${mutant.file}\` | ${outcome.caughtBy ?? '**nothing**'} | ${outcome.by.startsWith('src') ? outcome.by : cell(outcome.by)} |`,
          ];
    }),
    '',
  ];
  writeFileSync(join(root, PAGE), await formatted(lines.join('\n'), PAGE));
}

try {
  const page = option('--fresh') ? '' : readFileSync(join(root, PAGE), 'utf8');
  const outcomes = new Map(
    MUTANTS.flatMap((mutant) => {
      const kept = keptOutcome(page, mutant);
      return kept === null ? [] : [[mutant, kept] as const];
    }),
  );
  for (const mutant of MUTANTS.filter((one) => !outcomes.has(one) && one.name.includes(only))) {
    const outcome = tryOne(mutant);
    outcomes.set(mutant, outcome);
    console.log(`${outcome.caughtBy ?? 'LIVES'}  ${mutant.name}  ${outcome.by}`);
    // As it goes: what was found stays when the run is ended.
    await writePage(outcomes);
  }
  const caught = [...outcomes.values()].filter(({ caughtBy }) => caughtBy !== null).length;
  console.log(`${outcomes.size} of ${MUTANTS.length} mutants tried, ${caught} caught`);
  process.exitCode = caught === MUTANTS.length ? 0 : 1;
} finally {
  remove();
}
