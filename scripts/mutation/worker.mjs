// Loads the bundle of tests and runs, for each change, the tests that it reaches. Talks with run-mutants.mjs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { jestExpect } from '@jest/expect';
import { root } from '../set-up.mjs';
import '../../test/setup/refuse-network.ts';

/** A test that works for longer is left out: what it alone would notice counts as survived. */
const QUICK_MS = 500;
/** Work of one test after which the process is ended: twenty times what a quick one may take. */
const MOST_WORK_MS = 10_000;
/** A promise that never settles. */
const LONGEST_MS = 10_000;
/** Reached by one test so many times as often as by all of them together without the change: it loops. */
const HIT_FACTOR = 3;

/** Properties of judging try so many records: a quick test of each, and not the hundreds of `npm test`. */
process.env['PREFLIGHT_RUNS'] ??= '6';

const switches = (globalThis.__stryker__ = {});
process.chdir(root);
const script = new vm.Script(
  `(function (require, module, exports) {${readFileSync(process.argv[2], 'utf8')}\n})`,
  {
    filename: process.argv[2],
  },
);

let stray = null;
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => (stray ??= error));

/** Ends this process from a thread of its own when one test works for too long: an endless loop hears nothing else. */
const turn = new Int32Array(new SharedArrayBuffer(4));
const WATCH = `const { workerData: { turn, most } } = require('node:worker_threads');
let [seen, from] = [-1, 0];
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const now = (user + system) / 1000;
  if (turn[0] !== seen) [seen, from] = [turn[0], now];
  else if (turn[0] % 2 === 1 && now - from > most) process.kill(process.pid, 'SIGKILL');
}, 500);`;
new Worker(WATCH, { eval: true, workerData: { turn, most: MOST_WORK_MS } }).unref();

/** The tests of a fresh load of the bundle, in their order: the same number is the same test in each load. */
function load() {
  const tests = [];
  let block = { file: null, hooks: [], last: [] };
  const rows = (run) => (table) => (name, work) =>
    table.forEach((row, index) =>
      run(`${name} (${index})`, () => work(...(Array.isArray(row) ? row : [row]))),
    );
  const test = (name, work) => tests.push({ name, work, ...block });
  const describe = (_name, work) => {
    const outer = block;
    block = { ...outer, hooks: [...outer.hooks] };
    work();
    block = outer;
  };
  globalThis.__tests__ = {
    begin(file) {
      block = { file, hooks: [], last: [] };
      switches.currentTestId = file;
    },
    end: () => (switches.currentTestId = undefined),
    test: Object.assign(test, { each: rows(test), skip: Object.assign(() => {}, { each: () => () => {} }) }),
    describe: Object.assign(describe, { each: rows(describe) }),
    beforeAll: (work) => block.hooks.push({ work, from: `hook of ${block.file}` }),
    afterAll: (work) => block.last.push(work),
    expect: jestExpect,
    jest: { setTimeout() {} },
  };
  Atomics.add(turn, 0, 1);
  try {
    script.runInThisContext()(createRequire(join(root, 'package.json')), { exports: {} }, {});
  } finally {
    Atomics.add(turn, 0, 1);
  }
  return tests;
}

async function inTime(work) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no end in time')), LONGEST_MS);
  });
  await Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

/** Runs one test with the first hooks that it rests on. @returns why it fails, or null. */
async function failureOf({ work, hooks }, name) {
  stray = null;
  Atomics.add(turn, 0, 1);
  try {
    for (const hook of hooks) {
      switches.currentTestId = hook.from;
      await inTime(() => (hook.done ??= (async () => hook.work())()));
    }
    switches.currentTestId = name;
    switches.hitCount = 0;
    await inTime(async () => work());
    return stray;
  } catch (error) {
    return error ?? new Error('nothing was thrown');
  } finally {
    reached += switches.hitCount ?? 0;
    Atomics.add(turn, 0, 1);
    switches.currentTestId = undefined;
  }
}

let clean = [];
/** How often the tests came by the change that is switched on. */
let reached = 0;
const workMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** One run of everything: which tests are of use, and what each of them, its hooks and its file reach. */
async function dry() {
  switches.mutantCoverage = { static: {}, perTest: {} };
  clean = load();
  const left = [];
  const useful = [];
  for (const [id, one] of clean.entries()) {
    const began = workMs();
    const failure = await failureOf(one, String(id));
    const ms = Math.round(workMs() - began);
    if (failure !== null)
      left.push(`fails without any change: ${one.name}: ${String(failure).slice(0, 300)}`);
    else if (ms > QUICK_MS) left.push(`works for ${ms} ms: ${one.name}`);
    else useful.push({ id, ms });
  }
  const { static: always, perTest } = switches.mutantCoverage;
  delete switches.mutantCoverage;
  return { left, always: Object.keys(always), useful: useful.map((one) => reachOf(one, perTest)) };
}

function reachOf({ id, ms }, perTest) {
  const { file, hooks } = clean[id];
  const loading = [file, ...hooks.map(({ from }) => from)].flatMap((from) =>
    Object.keys(perTest[from] ?? {}),
  );
  return { id, ms, hits: perTest[id] ?? {}, loading };
}

/** With the change switched on: the first of the tests that fails. */
async function firstFailure(tests, { mutant, ids, limit }) {
  Object.assign(switches, { activeMutant: mutant, hitLimit: limit });
  try {
    for (const id of ids) {
      const failure = await failureOf(tests[id], String(id));
      if (failure !== null) return { by: id, why: String(failure) };
    }
    return null;
  } finally {
    Object.assign(switches, { activeMutant: undefined, hitLimit: undefined });
  }
}

/** A fresh load with the change on; one that cannot be loaded has been noticed. */
async function freshFailure(question) {
  switches.activeMutant = question.mutant;
  let tests;
  try {
    tests = load();
  } catch (error) {
    return { by: null, why: String(error) };
  } finally {
    switches.activeMutant = undefined;
  }
  const failure = await firstFailure(tests, question);
  await clear(tests);
  return failure;
}

async function clear(tests) {
  for (const last of new Set(tests.flatMap(({ last: one }) => one)))
    await inTime(async () => last()).catch(() => {});
}

/**
 * A failure counts when the test passes again without the change and fails again with it: twice by chance is rare, and what a change has left behind
 * in the process is no proof.
 */
async function isProven(first, again) {
  if (first.by === null) return true;
  clean[first.by].hooks.forEach((hook) => delete hook.done);
  if ((await failureOf(clean[first.by], '')) !== null) {
    await clear(clean);
    clean = load();
    if ((await failureOf(clean[first.by], '')) !== null) return false;
  }
  return (await again([first.by])) !== null;
}

/**
 * `warm`: tests that reach the change while they run. `fresh`: those too whose file or first hook reaches it, with nothing remembered from before; where loading reaches nothing of
 * it and the warm copy came by it as often as a new one does (`hits`), nothing was remembered that could hide it.
 */
async function tryMutant({ mutant, warm, fresh, hits }) {
  const question = { mutant, limit: (hits + 1_000) * HIT_FACTOR };
  const ways = [
    [warm, (ids) => firstFailure(clean, { ...question, ids })],
    [fresh, (ids) => freshFailure({ ...question, ids })],
  ];
  reached = 0;
  for (const [ids, ask] of ways) {
    if (ids === fresh && fresh.length === warm.length && reached >= hits) break;
    const failure = ids.length > 0 ? await ask(ids) : null;
    if (failure !== null && (await isProven(failure, ask)))
      return { status: ENDLESS.test(failure.why) ? 'timeout' : 'killed', by: failure.by };
  }
  return { status: 'survived', by: null };
}
const ENDLESS = /no end in time|Hit count limit/;

const ANSWERS = {
  dry,
  load: async () => ((clean = load()), {}),
  try: tryMutant,
  end: async () => (await clear(clean), {}),
};
process.on('message', ({ kind, ...question }) => {
  ANSWERS[kind](question).then(
    (answer) => process.send(answer),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send({});
