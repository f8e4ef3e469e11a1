/**
 * The other end of `dns-lookup-process.ts`: what the child process runs, and how it is started. Node takes the script by `-e`. A
 * program for one system (a single executable application) takes no `-e`: there the program starts itself with one internal argument
 * and `main.ts` runs the same script. Imports nothing: `main.ts` loads this file at every start.
 */

/** CommonJS, so that a bundle of one file needs no second one. When the parent goes, stdin ends and so does the child. */
const SCRIPT = `
const dns = require('node:dns');
const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const { id, host } = JSON.parse(line);
  const startedMs = performance.now();
  dns.lookup(host, { all: true, order: 'verbatim', hints: 0 }, (error, found) => {
    const addresses = error ? [] : found.map((entry) => entry.address);
    const reply = { id, addresses, code: error ? error.code : null, durationMs: performance.now() - startedMs };
    process.stdout.write(JSON.stringify(reply) + '\\n');
  });
});
lines.on('close', () => process.kill(process.pid, 'SIGKILL'));
`;

const INTERNAL_ARGUMENT = '--internal-look-up';
/** Holds the process id of the parent: nobody starts the child by hand, on purpose or by a copied command line. */
const PARENT = 'PREFLIGHT_LOOK_UP_FOR';

/** True in a program for one system, where `process.execPath` is Preflight and not Node. */
export function isSingleProgram(): boolean {
  return process.getBuiltinModule('node:sea').isSea();
}

export interface ChildStart {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How `process.execPath` is started so that it answers look-ups. */
export function childStart(single: boolean = isSingleProgram()): ChildStart {
  if (!single) return { args: ['-e', SCRIPT], env: {} };
  return { args: [INTERNAL_ARGUMENT], env: { [PARENT]: String(process.pid) } };
}

/** Whether this process is such a child: the internal argument alone, from the process that says it is the parent and is. */
export function isLookupChild(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): boolean {
  return argv.length === 1 && argv[0] === INTERNAL_ARGUMENT && env[PARENT] === String(process.ppid);
}

/** Answers look-ups on standard input and output until the parent goes. */
export function answerLookups(): void {
  const { createRequire } = process.getBuiltinModule('node:module');
  const { compileFunction } = process.getBuiltinModule('node:vm');
  const run = compileFunction(SCRIPT, ['require']) as (require: NodeJS.Require) => void;
  run(createRequire(process.execPath));
}
