// Starts the process that runs the tests, feeds it changes, and starts it again when a change ends it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Work of the tests that one change is asked of, the nearest first: what those behind would notice counts as survived. */
const MOST_MS = 3_000;
/** The same of a change in what is made once, at loading: no test is nearer to it than another. */
const MOST_OF_ALL_MS = 10_000;

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

class Worker {
  constructor(bundle) {
    this.child = fork(WORKER, [bundle], {
      execArgv: ['--import', 'tsx', '--no-warnings', '--max-semi-space-size=64'],
    });
    this.ready = this.answer();
  }

  /** The next message, or null when it has ended. */
  async answer() {
    const over = new AbortController();
    const { signal } = over;
    const ended = once(this.child, 'exit', { signal }).then(() => [null]);
    const said = once(this.child, 'message', { signal });
    const [answer] = await Promise.race([said, ended]).finally(() => {
      said.catch(() => {});
      ended.catch(() => {});
      over.abort();
    });
    return answer;
  }

  async ask(message) {
    await this.ready;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return null;
    this.child.send(message);
    return this.answer();
  }

  async end() {
    await this.ask({ kind: 'end' });
    this.child.kill('SIGKILL');
  }
}

/** The change in one line. */
export function toldOf({ file, line, mutator, was, is, reached }) {
  return `${file}:${line} ${mutator}${reached ? '' : ' (no test reaches it)'}: ${was}  →  ${is}`;
}

/** How near each test is to each file: what few tests reach there counts most, for a rule that every test asks says little of any. */
function nearnessOf(mutants, useful) {
  const reachedBy = new Map();
  for (const { hits } of useful)
    for (const id of Object.keys(hits)) reachedBy.set(id, (reachedBy.get(id) ?? 0) + 1);
  const fileOf = new Map(mutants.map(({ id, file }) => [id, file]));
  const near = (hits) => {
    const sums = {};
    for (const id of Object.keys(hits))
      sums[fileOf.get(id)] = (sums[fileOf.get(id)] ?? 0) + 1 / reachedBy.get(id);
    return sums;
  };
  return new Map(useful.map(({ id, hits }) => [id, near(hits)]));
}

/**
 * Which tests are asked about a change: those that noticed others of the same file first, then the nearest for their work. About one that is made while everything is loaded (a list, a pattern): those that
 * reach its file, or one that imports it.
 */
function questionOf({ id, file }, { useful, always, nearness }, { killers, near }) {
  const isStatic = always.includes(id);
  const rank = new Map((killers[file] ?? []).map((one, index) => [one, 1e9 - index]));
  const weight = ({ id: test, ms }) => rank.get(test) ?? (nearness.get(test)[file] ?? 0) / (ms + 5);
  const ordered = (tests) => {
    let left = isStatic ? MOST_OF_ALL_MS : MOST_MS;
    return [...tests]
      .sort((a, b) => weight(b) - weight(a))
      .filter(({ ms }) => ms <= left && ((left -= ms), true))
      .map((one) => one.id);
  };
  const warm = useful.filter(({ hits }) => hits[id] !== undefined);
  const byLoading = useful.filter((one) => (isStatic && near(file, one)) || one.loading.includes(id));
  const fresh = new Set([...byLoading, ...warm]);
  const hits = warm.reduce((sum, one) => sum + one.hits[id], 0);
  return { kind: 'try', mutant: id, warm: ordered(warm), fresh: ordered(fresh), hits };
}

/** Whether a test reaches a file, or one of those that import it. `files`: the instrumented code. */
function nearTo(files, nearness) {
  const importers = (name) =>
    files.filter(({ content }) => content.includes(`/${basename(name)}'`)).map((one) => one.name);
  const wanted = new Map(files.map(({ name }) => [name, [name, ...importers(name)]]));
  return (file, { id }) => wanted.get(file).some((name) => name in nearness.get(id));
}

/**
 * `keep` is given all results so far behind each. @returns the changes with `status` (killed, timeout, survived), `reached` and `by` (the number of the test that noticed). A change that ends the process
 * of the tests counts as `timeout` when it does so twice.
 */
export async function runMutants(bundle, { all, chosen: mutants }, { keep, files }) {
  let worker = new Worker(bundle);
  const plan = await worker.ask({ kind: 'dry' });
  if (plan === null || plan.useful.length === 0)
    throw new Error('the tests give no answer without any change');
  for (const why of plan.left) console.error(`left out: ${why}`);
  plan.nearness = nearnessOf(all, plan.useful);
  const work = plan.useful.reduce((sum, { ms }) => sum + ms, 0);
  console.error(`${plan.useful.length} tests, ${work} ms of work`);
  const renewed = async () => {
    await worker.end();
    worker = new Worker(bundle);
    await worker.ask({ kind: 'load' });
  };
  const again = async (question) => {
    await renewed();
    return worker.ask(question);
  };
  const results = [];
  const killers = {};
  const near = nearTo(files, plan.nearness);
  for (const mutant of mutants) {
    const question = questionOf(mutant, plan, { killers, near });
    const answer = (await worker.ask(question)) ?? (await again(question));
    // What many loads leave behind would slow the rest.
    if (answer === null || results.length % 40 === 39) await renewed();
    const { status, by } = answer ?? { status: 'timeout', by: null };
    if (by !== null) killers[mutant.file] = [by, ...(killers[mutant.file] ?? []).filter((one) => one !== by)];
    const result = { ...mutant, status, reached: question.warm.length + question.fresh.length > 0, by };
    results.push(result);
    keep(results);
    console.error(`${results.length}/${mutants.length} ${status} ${toldOf(result)}`);
  }
  await worker.end();
  return results;
}
