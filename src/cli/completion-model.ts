/** What can stand where on a command line: the one model behind the completion scripts of all shells. Pure. */
import type { CommandDefinition, OptionDefinition } from './command-definition.ts';
import { listCommands } from './list-commands.ts';

export interface CompletionWord {
  readonly word: string;
  readonly help: string;
}

export type CompletionValue =
  { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'file' | 'free' };

export interface CompletionPlace {
  /** `tables show`; empty for the program itself. */
  readonly path: string;
  readonly subcommands: readonly CompletionWord[];
  readonly options: readonly CompletionWord[];
  /** By flag (`--format`, `-f`): what may follow it. */
  readonly values: ReadonlyMap<string, CompletionValue>;
  /** Whether its arguments are files. */
  readonly takesFiles: boolean;
}

/** `regionCodes` complete `--region`. */
export function completionPlaces(
  commands: readonly CommandDefinition[],
  regionCodes: readonly string[],
): readonly CompletionPlace[] {
  const root: CompletionPlace = {
    path: '',
    subcommands: commands.map(wordOf),
    options: [
      HELP,
      { word: '--version', help: 'print the version' },
      { word: '--licenses', help: 'print the licences of everything inside' },
    ],
    values: new Map(),
    takesFiles: false,
  };
  const places = listCommands(commands).map(({ path, definition }) => ({
    path: path.join(' '),
    subcommands: (definition.subcommands ?? []).map(wordOf),
    options: [...(definition.options ?? []).map(optionWordOf), HELP],
    values: valuesOf(definition.options ?? [], regionCodes),
    takesFiles: (definition.args ?? []).some((argument) => argument.file === true),
  }));
  return [root, ...places];
}

const HELP: CompletionWord = { word: '--help', help: 'print the help' };

function wordOf({ name, summary }: CommandDefinition): CompletionWord {
  return { word: name, help: summary };
}

function optionWordOf({ name, help }: OptionDefinition): CompletionWord {
  return { word: `--${name}`, help };
}

function valuesOf(
  options: readonly OptionDefinition[],
  regionCodes: readonly string[],
): ReadonlyMap<string, CompletionValue> {
  const entries = options
    .filter((option) => option.value !== undefined)
    .flatMap((option) => flagsOf(option).map((flag) => [flag, valueOf(option, regionCodes)] as const));
  return new Map(entries);
}

function flagsOf({ name, short }: OptionDefinition): readonly string[] {
  return short ? [`--${name}`, `-${short}`] : [`--${name}`];
}

function valueOf(option: OptionDefinition, regionCodes: readonly string[]): CompletionValue {
  if (option.name === 'region') return { kind: 'words', words: [...regionCodes, 'all'] };
  if (option.choices) return { kind: 'words', words: option.choices };
  return { kind: option.file ? 'file' : 'free' };
}
