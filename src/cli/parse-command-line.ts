/** Commander parses, the definitions say what is accepted, every error is one line of ours. */
import { Command, CommanderError, Option } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { CommandDefinition, OptionDefinition } from './command-definition.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { SWITCHED_ON, type GivenOptions } from './given-options.ts';
import { COMMANDS } from './commands/index.ts';
import { renderCommandHelp, renderProgramHelp } from './render-help.ts';
import { UsageError, hideSecrets, quoted } from './usage-error.ts';

/** As `runCommandLine`, for a command line that names a command. */
export async function parseAndRun(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const job: Job = { code: EXIT.ok, printed: '' };
  try {
    await buildProgram(job, context).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0) throw usageErrorOf(error);
    } else throw await asUsageError(error);
  }
  await context.stdout.write(job.printed);
  return job.code;
}

/** What the request refuses is a usage error; anything else stays what it is. */
async function asUsageError(error: unknown): Promise<unknown> {
  const { RequestRefused } = await import('../request/refusal.ts');
  return error instanceof RequestRefused ? new UsageError(error.message, { cause: error }) : error;
}

interface Job {
  code: ExitCode;
  /** What commander itself printed: help and version. */
  printed: string;
}

function buildProgram(job: Job, context: CommandContext): Command {
  const program = new Command('preflight')
    .exitOverride()
    .version(context.version, '-V, --version', 'print the version')
    .configureOutput({ writeOut: (text) => (job.printed += text), writeErr: () => undefined })
    .configureHelp({ formatHelp: () => renderProgramHelp() })
    .helpOption('-h, --help', 'print the help')
    .showSuggestionAfterError(true);
  for (const definition of COMMANDS) addCommand(program, { definition, path: [], job, context });
  return program;
}

interface Placed {
  readonly definition: CommandDefinition;
  /** Names of the commands above. */
  readonly path: readonly string[];
  readonly job: Job;
  readonly context: CommandContext;
}

function addCommand(parent: Command, placed: Placed): void {
  const { definition, job, context } = placed;
  const path = [...placed.path, definition.name];
  const command = parent.command(definition.name).description(definition.summary);
  command.configureHelp({ formatHelp: () => renderCommandHelp(path, definition) });
  for (const argument of definition.args ?? []) {
    const name = argument.variadic ? `${argument.name}...` : argument.name;
    command.argument(argument.required ? `<${name}>` : `[${name}]`, argument.help);
  }
  for (const option of definition.options ?? []) command.addOption(commanderOption(option));
  for (const subcommand of definition.subcommands ?? []) {
    addCommand(command, { ...placed, definition: subcommand, path });
  }
  const { load } = definition;
  if (!load) {
    command.allowExcessArguments(true).action(() => refuseBareGroup(path, definition));
    return;
  }
  command.action(async () => {
    const [action, { withConfig }, { withPolicy }] = await Promise.all([
      load(),
      import('./with-config.ts'),
      import('./policy-here.ts'),
    ]);
    const given = await withConfig(givenOptions(command, definition), definition, context);
    const options = await withPolicy(given, definition, context);
    job.code = await action({ args: command.args, options, context });
  });
}

/** `preflight tables` alone, or with a word that is none of its subcommands. */
function refuseBareGroup(path: readonly string[], definition: CommandDefinition): never {
  const names = (definition.subcommands ?? []).map((each) => each.name).join(', ');
  throw new UsageError(`"${path.join(' ')}" needs one of: ${names}`);
}

function commanderOption(definition: OptionDefinition): Option {
  const short = definition.short ? `-${definition.short}, ` : '';
  // Commander would split a placeholder such as auto|none|URL; the help shows ours.
  const value = definition.value ? ' <value>' : '';
  const option = new Option(`${short}--${definition.name}${value}`, definition.help);
  if (!definition.value) return option;
  return option.argParser((text: string, previous: readonly string[] | undefined) => [
    ...(previous ?? []),
    acceptedText(definition, text),
  ]);
}

function acceptedText(definition: OptionDefinition, text: string): string {
  const flag = `--${definition.name}`;
  if (text.startsWith('--'))
    throw new UsageError(`${flag} needs a value, and got the option ${quoted(text)}`);
  if (definition.choices && !definition.choices.includes(text)) {
    throw new UsageError(`${flag} ${quoted(text)} is not known; accepted: ${definition.choices.join(', ')}`);
  }
  return text;
}

/** Commander's values back under the names of the definitions. `--no-x` stands there as `x: false`. */
function givenOptions(command: Command, definition: CommandDefinition): GivenOptions {
  const values = command.opts<Record<string, readonly string[] | boolean | undefined>>();
  const given = new Map<string, readonly string[]>();
  for (const option of definition.options ?? []) {
    const value = values[commanderOption(option).attributeName()];
    const isSwitchedOn = option.name.startsWith('no-') ? value === false : value === true;
    if (Array.isArray(value)) given.set(option.name, value as readonly string[]);
    else if (isSwitchedOn) given.set(option.name, [SWITCHED_ON]);
  }
  return given;
}

/** Commander's own complaint as our one line. It may hold what was typed, so secrets are masked. */
function usageErrorOf(error: CommanderError): UsageError {
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  const list = COMMANDS.map((each) => each.name).join(', ');
  const accepted =
    error.code === 'commander.unknownCommand'
      ? `the commands are: ${list}`
      : '"--help" after the command lists what is accepted';
  return new UsageError(`${hideSecrets(text).slice(0, 200)}; ${accepted}`);
}
