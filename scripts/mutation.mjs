// `npm run mutation -- [GROUP…] [--sample N] [--seed N] [--all] [--survivors]`: the code of a group is changed in small ways, one at a time, and the tests of the group must notice. Not part of
// `npm test`. The changes are Stryker's (its instrumenter puts all of them into the code behind a switch); one warm process runs them, with jest's own runner, so that a change costs
// the tests that reach it and no start. The instrumenter is in no package.json: it is fetched by its exact version when it is asked for.
// A group has thousands of changes: a sample is drawn from a seed (300, seed 1). --survivors runs again only what survived the last time.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleTests } from './mutation/bundle.mjs';
import { GROUPS, filesOf, testsOf } from './mutation/groups.mjs';
import { runMutants, toldOf } from './mutation/run-mutants.mjs';
import { npm, root } from './set-up.mjs';

const STRYKER = '9.6.1';
const folder = join(root, '.cache/mutation');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    survivors: { type: 'boolean', default: false },
  },
});

async function instrumenter() {
  const tools = join(folder, 'tools');
  const entry = join(tools, 'node_modules/@stryker-mutator/instrumenter');
  if (!existsSync(entry)) {
    mkdirSync(tools, { recursive: true });
    writeFileSync(join(tools, 'package.json'), '{ "private": true }');
    const wanted = `@stryker-mutator/instrumenter@${STRYKER}`;
    npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', wanted], {
      cwd: tools,
      stdio: 'inherit',
    });
  }
  const { Instrumenter } = await import(
    pathToFileURL(createRequire(join(tools, 'package.json')).resolve('@stryker-mutator/instrumenter'))
  );
  return new Instrumenter({ debug() {}, info() {}, isDebugEnabled: () => false });
}

/** What people read is held by the recorded texts (test/golden, docs/findings), in both languages, not by the tests of rules: what is named for its language speaks. */
const TEXTS = new Set(['words', 'when', 'description', 'sources']);
const SPEAKS = /^(?:en|ja)$|[a-z](?:En|Ja)$|_(?:EN|JA)$/;
const textsAreNoRules = {
  shouldIgnore(path) {
    const isNamed = path.isFunctionDeclaration() || path.isVariableDeclarator();
    if (isNamed && SPEAKS.test(path.node.id.name)) return 'text';
    const name = path.isObjectProperty() && !path.node.computed ? path.node.key.name : undefined;
    if (SPEAKS.test(name)) return 'text';
    return TEXTS.has(name) && path.parentPath.parentPath?.isCallExpression() ? 'text' : undefined;
  },
};

async function instrument(group) {
  const files = filesOf(group).map((name) => ({
    name,
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [textsAreNoRules] };
  return (await instrumenter()).instrument(files, options);
}

/** A number in [0, 1) that the seed and the place alone decide (mulberry32 over FNV-1a). */
function chance(text) {
  let hash = 2_166_136_261;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0), 16_777_619);
  let mixed = Math.imul(hash ^ (hash >>> 15), 1 | hash);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

function described({ id, fileName, location: { start, end }, mutatorName, replacement }) {
  const lines = readFileSync(join(root, fileName), 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column);
  lines[0] = lines[0].slice(start.column);
  const short = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 90);
  return {
    id,
    file: fileName,
    line: start.line + 1,
    column: start.column,
    mutator: mutatorName,
    was: short(lines.join('\n')),
    is: short(replacement),
  };
}

/** What makes it the same change after the numbers of all have moved. */
const sameOf = ({ file, line, column, mutator, is }) => [file, line, column, mutator, is].join(' ');

function chosenOf(mutants, kept) {
  const real = mutants.filter(({ status }) => status !== 'Ignored').map(described);
  if (values.survivors) {
    const missed = new Set(kept.results.filter(({ status }) => status === 'survived').map(sameOf));
    return { all: real, chosen: real.filter((one) => missed.has(sameOf(one))) };
  }
  const key = ({ id, file }) => chance(`${values.seed} ${file} ${id}`);
  const drawn = [...real]
    .sort((a, b) => key(a) - key(b))
    .slice(0, values.all ? undefined : Number(values.sample));
  return { all: real, chosen: drawn };
}

async function figuresOf(name) {
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { of: 0, results: [] };
  const { files, mutants } = await instrument(name);
  const { all, chosen } = chosenOf(mutants, kept);
  const bundle = file.replace('.json', '.cjs');
  await bundleTests(bundle, { changed: files, tests: testsOf(name) });
  const figuresWith = (results) => {
    const again = new Set(results.map(sameOf));
    const before = values.survivors ? kept.results.filter((one) => !again.has(sameOf(one))) : [];
    return { name, of: all.length, results: [...before, ...results] };
  };
  // A run that is ended leaves what it tried, which is a sample too: the order is drawn.
  const keep = (results) => writeFileSync(file, JSON.stringify(figuresWith(results), null, 1));
  return figuresWith(await runMutants(bundle, { all, chosen }, { keep, files }));
}

function tell({ name, of, results }) {
  const missed = results.filter(({ status }) => status === 'survived');
  const killed = results.length - missed.length;
  const timeouts = results.filter(({ status }) => status === 'timeout').length;
  console.log(
    `${name}: ${killed} of ${results.length} noticed (${((100 * killed) / results.length).toFixed(1)} %), ${timeouts} of them by not ending; ${of} changes in all`,
  );
  for (const one of missed) console.log(`  ${toldOf(one)}`);
}

const unknown = positionals.filter((one) => !Object.hasOwn(GROUPS, one));
if (unknown.length > 0) {
  console.error(`No such group: ${unknown.join(', ')}. Groups: ${Object.keys(GROUPS).join(', ')}.`);
  process.exit(2);
}
for (const name of positionals.length > 0 ? positionals : Object.keys(GROUPS)) tell(await figuresOf(name));
