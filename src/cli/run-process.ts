/** The one place that knows the process: streams, signals, exit codes, and the last line of every failure. */
import { homedir } from 'node:os';
import { isatty } from 'node:tty';
import { languageOf } from '../core/language.ts';
import { isSingleProgram } from '../net/dns/lookup-child.ts';
import { askYes } from './ask-yes.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { interrupt } from './interrupt.ts';
import { pause } from './pause.ts';
import { isTerminal, streamOf } from './process-streams.ts';
import { runCommandLine } from './run-command-line.ts';
import { startWatchdog } from '../core/watchdog.ts';
import { UsageError, WriteError, hideSecrets } from './usage-error.ts';
import { VERSION } from './version.ts';

const READING_MS = 60_000;

/**
 * Runs the command line to its end and leaves with its exit code, everything flushed. Rejects when a standard stream cannot be opened;
 * standard input is opened by who reads it.
 */
export async function runProcess(argv: readonly string[]): Promise<never> {
  // A peer reads at most 1,472 bytes in one piece; the thread of 9 MB would be a tenth of what a unit gives it.
  if (argv[0] !== 'peer') startWatchdog();
  const context = processContext();
  // Whatever nobody waited for: one line as for every failure, never a stack.
  const onStray = (error: unknown): void =>
    void reportFailure(error, context).then((code) => process.exit(code));
  process.on('uncaughtException', onStray);
  process.on('unhandledRejection', onStray);
  const byHand = argv.length === 0 && isSingleProgram() && (await isOpenedByHand());
  const given = byHand ? ['serve', '--open'] : argv;
  if (byHand) await greet(context);
  const code = await runCommandLine(given, context).catch((error: unknown) => reportFailure(error, context));
  // The window goes with the process, and the sentence with the window.
  if (byHand && code !== EXIT.ok) await pause(READING_MS, interrupt);
  await Promise.all([context.stdout.write(''), context.stderr.write('')]);
  process.exit(code);
}

/** Only a program for one system can be clicked; Node and its shims are started by somebody who types. */
async function isOpenedByHand(): Promise<boolean> {
  const { openedByHand } = await import('./opened-by-hand.ts');
  return openedByHand();
}

async function greet({ stdout, env }: CommandContext): Promise<void> {
  const { loadVocabulary } = await import('./load-vocabulary.ts');
  const { serve } = await loadVocabulary(languageOf(env));
  await stdout.write(`${serve.byHand}\n\n`);
}

function processContext(): CommandContext {
  // By its number: standard input is opened by who reads it.
  const somebodyIsThere = isatty(0) && isTerminal(process.stderr);
  return {
    version: VERSION,
    env: process.env,
    cwd: process.cwd(),
    stdout: streamOf(process.stdout, 'standard output'),
    stderr: streamOf(process.stderr, 'standard error'),
    progressStream: isTerminal(process.stderr) ? process.stderr : null,
    interrupt,
    proposedRegion: async (tables) => {
      const { proposedRegion } = await import('../regions/saved-registrations.ts');
      const { env, platform } = process;
      return (await proposedRegion(tables, { platform, env, home: homedir() }))?.code ?? null;
    },
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
