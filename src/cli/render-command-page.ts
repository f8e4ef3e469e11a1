/** The documentation page of a command and the man page, both from the definitions. Pure. */
import { COMMANDS } from './commands/index.ts';
import type { CommandDefinition } from './command-definition.ts';
import { listCommands, type PlacedCommand } from './list-commands.ts';
import { COMMON_EXITS, optionText, optionWord, usageLine } from './render-help.ts';

/** Every page by its file name in docs/commands. */
export function commandPages(version: string): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ['README.md', renderCommandIndex()],
    ['preflight.1', renderManPage(version)],
    ...COMMANDS.map((command) => [`${command.name}.md`, renderCommandPage(command)] as const),
  ]);
}

/** Markdown of one command with its subcommands: a page of docs/commands. */
function renderCommandPage(command: CommandDefinition): string {
  return `${listCommands([command]).map(sectionOf).join('\n\n')}\n`;
}

/** The list of all commands: docs/commands/README.md. */
function renderCommandIndex(): string {
  const rows = COMMANDS.map(({ name, summary }) => `- [preflight ${name}](${name}.md): ${summary}`);
  return [
    '# Commands',
    '',
    'Generated from the command definitions by scripts/generate-docs-cli.ts.',
    '',
    ...rows,
    '',
  ].join('\n');
}

function sectionOf({ path, definition }: PlacedCommand): string {
  const blocks = [
    `${'#'.repeat(path.length)} preflight ${path.join(' ')}`,
    capitalised(definition.summary),
    ...definition.description,
    ['```text', usageLine(path, definition), '```'].join('\n'),
    listOf(
      'Commands',
      (definition.subcommands ?? []).map(({ name, summary }) => [name, summary]),
    ),
    listOf(
      'Arguments',
      (definition.args ?? []).map(({ name, help }) => [name, help]),
    ),
    listOf(
      'Options',
      (definition.options ?? []).map((option) => [optionWord(option), optionText(option)]),
    ),
    exampleList(definition),
    exitList(definition),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function capitalised(text: string): string {
  const sentence = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

function listOf(title: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return '';
  return [`**${title}**`, '', ...rows.map(([word, text]) => `- \`${word}\`: ${text}`)].join('\n');
}

function exampleList({ examples }: CommandDefinition): string {
  if (examples.length === 0) return '';
  const lines = examples.flatMap(({ line, text }) => [`# ${text}`, `preflight ${line}`]);
  return ['**Examples**', '', '```sh', ...lines, '```'].join('\n');
}

function exitList(definition: CommandDefinition): string {
  if (!definition.load) return '';
  return listOf(
    'Exit codes',
    exitsOf(definition).map(({ code, when }) => [`${code}`, when]),
  );
}

function exitsOf({ exits }: CommandDefinition): CommandDefinition['exits'] {
  return [...exits, ...COMMON_EXITS].sort((a, b) => a.code - b.code);
}

/** roff(7): a backslash, and a dot or quote at the start of a line, would be read as commands. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}

/** preflight(1). */
function renderManPage(version: string): string {
  const lines = [
    `.TH PREFLIGHT 1 "" "preflight ${version}" "User Commands"`,
    '.SH NAME',
    'preflight \\- is this machine, on this network, ready for Amazon WorkSpaces?',
    '.SH SYNOPSIS',
    '.B preflight',
    '.I command',
    '[options]',
    '.SH DESCRIPTION',
    roff(
      'Checks whether this machine can reach Amazon WorkSpaces from this network, and names the one cause when it cannot. ',
    ),
    roff('The result goes to standard output, progress to standard error.'),
    '.SH COMMANDS',
    ...listCommands(COMMANDS).flatMap(manCommand),
    '.SH EXIT STATUS',
    ...COMMON_EXITS.flatMap(({ code, when }) => ['.TP', `${code}`, roff(when)]),
    '.SH ENVIRONMENT',
    ...['.TP', 'NO_COLOR', roff('no colour, as --no-color')],
    ...['.TP', 'PREFLIGHT_DEBUG', 'with exit status 3, the stack as well'],
    '.SH FILES',
    ...['.TP', roff('preflight.config.json'), 'options, read from the current folder'],
  ];
  return `${lines.join('\n')}\n`;
}

function manCommand({ path, definition }: PlacedCommand): string[] {
  const rows = [
    ...(definition.options ?? []).map((option) => [optionWord(option), optionText(option)] as const),
    ...definition.exits.map(({ code, when }) => [`exit ${code}`, when] as const),
  ];
  return [
    `.SS ${roff(usageLine(path, definition))}`,
    roff(capitalised(definition.summary)),
    ...definition.description.flatMap((paragraph) => ['.PP', roff(paragraph)]),
    ...rows.flatMap(([word, text]) => ['.TP', `\\fB${roff(word)}\\fR`, roff(text)]),
    ...definition.examples.flatMap(({ line, text }) => [
      '.PP',
      roff(text),
      '.br',
      `.B ${roff(`preflight ${line}`)}`,
    ]),
  ];
}
