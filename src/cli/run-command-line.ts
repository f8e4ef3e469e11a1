/** From argv to an exit code. What asks for a text alone is answered here; the parser and everything behind it is loaded for the others. */
import { readFile } from 'node:fs/promises';
import { isSingleProgram } from '../net/dns/lookup-child.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { renderProgramHelp, renderShortHelp } from './render-help.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line. Rejects with a UsageError for exit 2; any other rejection is a failure of the agent. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const text = await textAlone(argv);
  if (text !== null) {
    await context.stdout.write(text);
    return EXIT.ok;
  }
  const { parseAndRun } = await import('./parse-command-line.ts');
  return parseAndRun(argv, context);
}

async function textAlone([word, ...more]: readonly string[]): Promise<string | null> {
  if (word === undefined) return renderShortHelp();
  if (more.length > 0) return null;
  if (word === '--licenses') return licenceTexts();
  return word === '--help' || word === '-h' ? renderProgramHelp() : null;
}

/** What the build wrote beside the program, or into a program for one system, which has no folder beside it. */
async function licenceTexts(): Promise<string> {
  if (isSingleProgram()) return process.getBuiltinModule('node:sea').getAsset('licences', 'utf8');
  const file = new URL('THIRD-PARTY-NOTICES.txt', import.meta.url);
  return readFile(file, 'utf8').catch(() => {
    throw new UsageError('--licenses: this build has no THIRD-PARTY-NOTICES.txt beside it');
  });
}
