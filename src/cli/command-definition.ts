/**
 * What a command is, as a plain value: the parser, `--help`, the man page, shell completion and docs/commands are all made
 * from it, so that they cannot disagree. The work itself is loaded only when the command runs.
 */
import type { ExitCode } from './exit-codes.ts';
import type { CommandContext } from './command-context.ts';
import type { GivenOptions } from './given-options.ts';

export interface OptionDefinition {
  /** Long name without dashes. `no-color` style names are kept as they are. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder of the value, in capitals; absent for a switch. */
  readonly value?: string;
  /** Accepted words, when the list is closed. */
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  /** Shown in the help; the parser of the value applies it. */
  readonly fallback?: string;
  /** The value names a file (for shell completion). */
  readonly file?: boolean;
  readonly help: string;
}

export interface ArgumentDefinition {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly required: boolean;
  readonly variadic?: boolean;
  readonly file?: boolean;
  readonly help: string;
}

interface ExampleDefinition {
  /** Without the leading `preflight`. */
  readonly line: string;
  readonly text: string;
}

export interface Invocation {
  readonly args: readonly string[];
  readonly options: GivenOptions;
  readonly context: CommandContext;
}

export type CommandAction = (invocation: Invocation) => Promise<ExitCode>;

export interface CommandDefinition {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Paragraphs for the command's own help. */
  readonly description: readonly string[];
  readonly args?: readonly ArgumentDefinition[];
  readonly options?: readonly OptionDefinition[];
  readonly examples: readonly ExampleDefinition[];
  /** Exit codes other than 2 and 3, which every command has. */
  readonly exits: readonly { readonly code: number; readonly when: string }[];
  /** A command has either an action or subcommands. */
  readonly load?: () => Promise<CommandAction>;
  readonly subcommands?: readonly CommandDefinition[];
}
