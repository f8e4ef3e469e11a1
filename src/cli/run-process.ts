/** The one place that knows the process: streams, signals, exit codes, and the last line of every failure. */
import { isatty } from 'node:tty';
import { askYes } from './ask-yes.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { interrupt } from './interrupt.ts';
import { streamOf } from './process-streams.ts';
import { runCommandLine } from './run-command-line.ts';
import { UsageError, WriteError, hideSecrets } from './usage-error.ts';
import { VERSION } from './version.ts';

/**
 * Runs the command line to its end and leaves with its exit code, everything flushed. Rejects when a standard stream cannot be opened;
 * standard input is opened by who reads it.
 */
export async function runProcess(argv: readonly string[]): Promise<never> {
  const context = processContext();
  const code = await runCommandLine(argv, context).catch((error: unknown) => reportFailure(error, context));
  await Promise.all([context.stdout.write(''), context.stderr.write('')]);
  process.exit(code);
}

function processContext(): CommandContext {
  const somebodyIsThere = isatty(0) && process.stderr.isTTY;
  return {
    version: VERSION,
    env: process.env,
    cwd: process.cwd(),
    stdout: streamOf(process.stdout, 'standard output'),
    stderr: streamOf(process.stderr, 'standard error'),
    progressStream: process.stderr.isTTY ? process.stderr : null,
    interrupt,
    ...(somebodyIsThere ? { confirm: (question: string) => askYes(question, interrupt) } : {}),
  };
}

/** One line on standard error; the stack only for those who ask with PREFLIGHT_DEBUG. */
async function reportFailure(error: unknown, context: CommandContext): Promise<number> {
  if (error instanceof UsageError) {
    await context.stderr.write(`preflight: ${error.message}\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? error.message : String(error);
  const blame = error instanceof WriteError ? '' : 'the program itself failed: ';
  await context.stderr.write(`preflight: ${blame}${hideSecrets(text).slice(0, 300)}\n`);
  if (context.env['PREFLIGHT_DEBUG'] && error instanceof Error) {
    await context.stderr.write(`${error.stack ?? ''}\n`);
  }
  return EXIT.agent;
}
