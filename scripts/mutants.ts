/**
 * Breaks one truth at a time in a copy of the tree and asks what notices: the compiler, or a test. `npm run mutants` writes
 * docs/proof/mutants.md and fails where a mutant lives. `--only TEXT` runs those whose name holds the text and writes nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, type Mutant } from './mutants/list.ts';

/** Tests that hold the truths: words, causes, truth table, golden chains, boundaries. */
const TESTS = [
  'test/golden',
  'test/unit/judge',
  'test/unit/causes',
  'test/unit/words',
  'test/unit/reading',
  'test/unit/regions',
  'test/unit/request',
];

const only = process.argv.includes('--only')
  ? (process.argv[process.argv.indexOf('--only') + 1] ?? '')
  : null;
const root = process.cwd();
const copy = join(mkdtempSync(join(tmpdir(), 'preflight-mutants-')), 'tree');
execFileSync('git', ['worktree', 'add', '--quiet', '--detach', copy, 'HEAD'], { cwd: root });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

interface Outcome {
  readonly mutant: Mutant;
  readonly caughtBy: 'compiler' | 'test' | null;
  /** The first line that says so. */
  readonly by: string;
}

function node(args: readonly string[]): { readonly ok: boolean; readonly output: string } {
  const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules', CI: 'true' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    env,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  return { ok: status === 0, output: `${stdout}\n${stderr}` };
}

const compile = () =>
  node([
    'node_modules/typescript/bin/tsc',
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    join(copy, '..', 'types.json'),
  ]);
const judgeAll = () => node(['node_modules/jest/bin/jest.js', '--bail', ...TESTS]);

function breakIt({ file, find, put }: Mutant): () => void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  if (before.split(find).length < 2) throw new Error(`${file} does not hold: ${find}`);
  writeFileSync(path, before.replace(find, put));
  return () => writeFileSync(path, before);
}

function tryOne(mutant: Mutant): Outcome {
  const restore = breakIt(mutant);
  try {
    const compiled = compile();
    if (!compiled.ok)
      return {
        mutant,
        caughtBy: 'compiler',
        by: /^\S+\(\d+,\d+\): error TS\d+/m.exec(compiled.output)?.[0] ?? '',
      };
    const judged = judgeAll();
    if (!judged.ok) return { mutant, caughtBy: 'test', by: /● (.+)/.exec(judged.output)?.[1] ?? '' };
    return { mutant, caughtBy: null, by: '' };
  } finally {
    restore();
  }
}

function page(outcomes: readonly Outcome[]): string {
  const caught = outcomes.filter(({ caughtBy }) => caughtBy !== null).length;
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return [
    '# Mutants',
    '',
    `Written by \`npm run mutants\`: ${outcomes.length} of ${MUTANTS.length} changes that break a truth were tried, ${caught} caught. Each is made alone in a copy of the tree.`,
    '',
    '| what is broken | file | caught by | first word of it |',
    '| --- | --- | --- | --- |',
    ...outcomes.map(
      ({ mutant, caughtBy, by }) =>
        `| ${cell(mutant.name)} | \`${mutant.file}\` | ${caughtBy ?? '**nothing**'} | ${cell(by)} |`,
    ),
    '',
  ].join('\n');
}

try {
  const healthy = compile();
  if (!healthy.ok)
    throw new Error(`the tree does not compile before any mutant:\n${healthy.output.slice(0, 2000)}`);
  const chosen = MUTANTS.filter(({ name }) => only === null || name.includes(only));
  const outcomes: Outcome[] = [];
  for (const mutant of chosen) {
    const outcome = tryOne(mutant);
    outcomes.push(outcome);
    console.log(`${outcome.caughtBy ?? 'LIVES'}  ${mutant.name}  ${outcome.by}`);
    // As it goes: what was found stays when the run is ended.
    if (only === null) writeFileSync(join(root, 'docs/proof/mutants.md'), page(outcomes));
  }
  const alive = outcomes.filter(({ caughtBy }) => caughtBy === null).length;
  console.log(`${outcomes.length} mutants, ${outcomes.length - alive} caught`);
  process.exitCode = alive === 0 ? 0 : 1;
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', copy], { cwd: root });
  rmSync(join(copy, '..'), { recursive: true, force: true });
}
