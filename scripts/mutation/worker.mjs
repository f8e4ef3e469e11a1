// Loads the test files once and runs, for each change, the tests that reach it. Talks with run-mutants.mjs.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addEventHandler, describe, getState, run } from 'jest-circus';

const NO_MUTANT = 'none';
/** A test that works for longer is left out: what it alone would notice counts as survived. */
const QUICK_MS = 1_500;
const TEST_TIMEOUT_MS = 30_000;
/** As many times as often as without the change, and more: then it loops. */
const HIT_FACTOR = 100;

const switches = (globalThis.__stryker__ ??= {});
const tests = [];
let failedBy = null;
let stray = false;

for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, () => (stray = true));

async function load() {
  if (tests.length > 0) return;
  await import(pathToFileURL(join(process.cwd(), 'test/setup/refuse-network.ts')));
  for (const file of process.argv.slice(2)) {
    const outer = getState().currentDescribeBlock;
    describe(file, () => {});
    getState().currentDescribeBlock = outer.children.at(-1);
    await import(pathToFileURL(join(process.cwd(), file)));
    getState().currentDescribeBlock = outer;
  }
  getState().testTimeout = TEST_TIMEOUT_MS;
  collect(getState().rootDescribeBlock);
  addEventHandler(onEvent);
}

function collect(block) {
  for (const child of block.children) {
    if (child.type === 'describeBlock') collect(child);
    else tests.push({ test: child, mode: child.mode, id: tests.length, workMs: 0 });
  }
}

let onStart = () => {};
let onDone = () => {};
function onEvent({ name, test, hook }) {
  if (name === 'hook_start' && hook.type === 'beforeAll') onStart(`block ${blocks.push(hook.parent) - 1}`);
  if (name === 'test_started') onStart(byTest.get(test).id);
  if (name === 'test_done') onDone(byTest.get(test), test);
  if (name === 'hook_failure') failedBy ??= -1;
}
/** The blocks whose first hooks were run: all tests of a block rest on them. */
const blocks = [];
const byTest = new Map();

function endAtFirst({ id }, { errors }) {
  if (errors.length === 0 && !stray) return;
  failedBy ??= id;
  for (const { test } of tests) test.mode = 'skip';
}

/** Runs these tests (by number) until one fails. @returns its number, -1 for a hook, null when all pass. */
async function runTests(ids, seen = endAtFirst) {
  const wanted = new Set(ids);
  failedBy = null;
  stray = false;
  for (const one of tests) {
    byTest.set(one.test, one);
    one.test.errors = [];
    one.test.mode = wanted.has(one.id) ? one.mode : 'skip';
  }
  onDone = seen;
  await run();
  return failedBy ?? (stray ? -1 : null);
}

function workMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** One run of everything, with what each test and each first hook of a block reaches. */
async function dry() {
  switches.mutantCoverage = { static: {}, perTest: {} };
  await load();
  const failed = [];
  let began = 0;
  onStart = (id) => {
    switches.currentTestId = String(id);
    began = workMs();
  };
  const runnable = tests.filter(({ mode }) => mode !== 'skip');
  await runTests(
    runnable.map(({ id }) => id),
    (one, { errors, name }) => {
      one.workMs = workMs() - began;
      if (errors.length === 0) return;
      one.mode = 'skip';
      failed.push(`${name}: ${String(errors[0]?.[0] ?? errors[0]).slice(0, 300)}`);
    },
  );
  onStart = () => {};
  switches.currentTestId = undefined;
  return { failed, ...coverage(runnable.filter((one) => one.mode !== 'skip' && one.workMs <= QUICK_MS)) };
}

function isIn(block, { parent }) {
  return parent !== undefined && parent !== null && (parent === block || isIn(block, parent));
}

function coverage(quick) {
  const covers = {};
  const hits = {};
  for (const one of quick) {
    const hooks = blocks.flatMap((block, index) => (isIn(block, one.test) ? [`block ${index}`] : []));
    for (const from of [String(one.id), ...hooks]) {
      for (const [mutant, count] of Object.entries(switches.mutantCoverage.perTest[from] ?? {})) {
        (covers[mutant] ??= new Set()).add(one.id);
        hits[mutant] = (hits[mutant] ?? 0) + count;
      }
    }
  }
  for (const [mutant, ids] of Object.entries(covers)) covers[mutant] = [...ids];
  const slowest = [...tests].sort((a, b) => b.workMs - a.workMs).slice(0, 8);
  console.error(
    `${tests.length} tests, ${quick.length} of them quick; ${slowest.map(({ test, workMs: ms }) => `${test.name.slice(0, 40)} ${Math.round(ms)} ms`).join(', ')}`,
  );
  return {
    covers,
    hits,
    static: Object.keys(switches.mutantCoverage.static),
    quick: quick.map(({ id }) => id),
  };
}

/** The tests that noticed other changes of the same file go first. */
async function tryMutant({ id, isStatic, covered, first, hits }) {
  try {
    if (isStatic) Object.assign(switches, { activeMutant: id, mutantCoverage: { static: {}, perTest: {} } });
    await load();
  } catch {
    return { status: 'killed' };
  }
  // A thread that a test starts reads the switch from the environment.
  process.env.__STRYKER_ACTIVE_MUTANT__ = id;
  Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: (hits + 10) * HIT_FACTOR });
  const early = covered.filter((one) => first.includes(one));
  let by = early.length > 0 ? await runTests(early) : null;
  const late = covered.filter((one) => !first.includes(one));
  if (by === null && late.length > 0) by = await runTests(late);
  const looped = switches.hitCount > switches.hitLimit;
  delete process.env.__STRYKER_ACTIVE_MUTANT__;
  Object.assign(switches, { activeMutant: NO_MUTANT, hitCount: undefined });
  if (by === null) return { status: 'survived', spoiled: isStatic };
  // The noticing test must pass again without the change, or the change has left something behind.
  const spoiled = isStatic || by === -1 || (await runTests([by])) !== null;
  return { status: looped ? 'timeout' : 'killed', by: by === -1 ? null : by, spoiled };
}

const ANSWERS = { dry, load: async () => (await load(), { loaded: true }), try: tryMutant };

process.on('message', (message) => {
  ANSWERS[message.kind](message).then(
    (answer) => process.send(answer),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send({ ready: true });
