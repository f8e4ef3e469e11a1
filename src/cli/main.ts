/**
 * Start of the command line. `--version` answers before anything else is loaded: starting fast is a figure of the bench. No await at
 * the top: the programs for one system are built as CommonJS.
 */
import './interrupt.ts';
import { writeSync } from 'node:fs';
import { answerLookups, isLookupChild } from '../net/dns/lookup-child.ts';
import { staySmall } from './small-memory.ts';
import { VERSION } from './version.ts';

async function start(argv: readonly string[]): Promise<void> {
  if (isLookupChild(argv)) return answerLookups();
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) return printVersion();
  staySmall(argv[0]);
  const { runProcess } = await import('./run-process.ts');
  await runProcess(argv);
}

function printVersion(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`preflight: standard output could not be written (${code})\n`);
    process.exitCode = 3;
  });
  process.stdout.write(`${VERSION}\n`);
}

/**
 * What fails before the run (a stream that cannot be opened, a part that cannot be read) is a failure of the program: Node's own end
 * would be exit 1, which a fleet reads as "not ready". Past every stream, as one of them may be what failed.
 */
function failedToStart(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  try {
    writeSync(2, `preflight: the program could not start: ${reason.split('\n')[0]?.slice(0, 300)}\n`);
  } catch {
    // Nobody can be told; the exit code still says it.
  }
  process.exit(3);
}

start(process.argv.slice(2)).catch(failedToStart);
