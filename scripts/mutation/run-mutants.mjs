// Starts the process that runs the tests, feeds it changes, and starts it again when a change hangs it, ends it or leaves it spoiled.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
/** Endless loops end by a count of hits (see worker.mjs); this ends what hangs in another way, on a loaded machine too. */
const SILENCE_MS = 600_000;

class Worker {
  constructor({ sandbox, tests }, active) {
    const env = { ...process.env, TSX_TSCONFIG_PATH: `${sandbox}/tsconfig.json` };
    if (active !== undefined) env.__STRYKER_ACTIVE_MUTANT__ = active;
    this.child = fork(WORKER, tests, { cwd: sandbox, env, execArgv: ['--import', 'tsx', '--no-warnings'] });
    void this.ready();
  }

  /** Its first message: what is sent before it listens is lost. */
  ready() {
    this.isReady ??= new Promise((resolve) => {
      this.child.once('message', resolve).once('exit', resolve);
    });
    return this.isReady;
  }

  /** @returns the answer, or null when it died or fell silent; then it is gone. */
  async ask(message, silenceMs = SILENCE_MS) {
    await this.ready();
    this.child.removeAllListeners('message').removeAllListeners('exit');
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        this.child.removeAllListeners('message').removeAllListeners('exit');
        if (answer === null) this.end();
        resolve(answer);
      };
      const timer = setTimeout(done, silenceMs, null);
      this.child.once('message', done).once('exit', () => done(null));
      if (this.child.exitCode === null) this.child.send(message);
      else done(null);
    });
  }

  end() {
    this.child.kill('SIGKILL');
  }
}

/**
 * A change that is reached while modules load has done its work by then, so it needs a process of its own.
 * @returns the changes with `status` (killed, timeout, survived), `reached` and `by` (the test that noticed).
 */
export async function runMutants({ sandbox, tests, mutants }) {
  const start = (active) => new Worker({ sandbox, tests }, active);
  let worker = start();
  const plan = await worker.ask({ kind: 'dry' }, 3 * SILENCE_MS);
  if (plan === null || plan.quick.length === 0)
    throw new Error('the tests give no answer without any change');
  // On a loaded machine a test of time limits may fail by itself; it then tells nothing here.
  for (const why of plan.failed) console.error(`left out, fails without any change: ${why}`);
  const results = [];
  const killers = {};
  for (const mutant of mutants) {
    const isStatic = plan.static.includes(mutant.id);
    const covered = isStatic ? plan.quick : (plan.covers[mutant.id] ?? []);
    const reached = covered.length > 0;
    const first = killers[mutant.file] ?? [];
    if (isStatic) {
      worker.end();
      worker = start(mutant.id);
    }
    const question = {
      kind: 'try',
      id: mutant.id,
      isStatic,
      covered,
      first,
      hits: plan.hits[mutant.id] ?? 0,
    };
    const answer = reached ? await worker.ask(question) : { status: 'survived' };
    const { status, by = null } = answer ?? { status: 'timeout' };
    if (by !== null) killers[mutant.file] = [by, ...first.filter((one) => one !== by)].slice(0, 15);
    results.push({ ...mutant, status, reached, by });
    if (answer === null || answer.spoiled || isStatic) {
      worker.end();
      worker = start();
      await worker.ask({ kind: 'load' });
    }
    console.error(`${results.length}/${mutants.length} ${status} ${mutant.file}:${mutant.line}`);
  }
  worker.end();
  return results;
}
