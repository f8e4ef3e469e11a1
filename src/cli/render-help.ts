/** The help texts, drawn from the command definitions alone. */
import { hangText, padTo, wrapText } from '../core/wrap-text.ts';
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from './command-definition.ts';
import { COMMANDS } from './commands/index.ts';

const WIDTH = 80;
const QUESTION = 'Is this machine, on this network, ready for Amazon WorkSpaces?';
export const COMMON_EXITS = [
  { code: 2, when: 'a usage or input error: one line on standard error, nothing was sent' },
  { code: 3, when: 'the program itself failed' },
];

/** `preflight` alone: the three commands that most people need. */
export function renderShortHelp(): string {
  return [
    QUESTION,
    '',
    '  preflight check --registration-code WSpdx+ABC12D',
    '      The full check, with the registration code of your WorkSpace.',
    '  preflight check --region us-east-1',
    '      The full check, for a Region.',
    '  preflight regions',
    '      Which Region is the nearest from here.',
    '',
    'Nothing is sent before you ask for it: "preflight plan" shows every name and port',
    'that a check would touch. "preflight --help" lists all commands.',
    '',
  ].join('\n');
}

/** `preflight --help`. */
export function renderProgramHelp(): string {
  const widest = Math.max(...COMMANDS.map((each) => each.name.length));
  return block([
    QUESTION,
    '',
    'Usage: preflight COMMAND [options]',
    '',
    'Commands',
    ...COMMANDS.flatMap((each) =>
      hangText(each.summary, { lead: `  ${padTo(each.name, widest)}  `, width: WIDTH }),
    ),
    '',
    'Options',
    '  -h, --help     print the help; "preflight COMMAND --help" has options and examples',
    '  -V, --version  print the version',
    '  --licenses     print the licences of everything inside',
  ]);
}

/** `preflight check --help` and the like. `path` holds the names down to this command. */
export function renderCommandHelp(path: readonly string[], definition: CommandDefinition): string {
  return block([
    `preflight ${path.join(' ')}: ${definition.summary}`,
    '',
    ...hangText(usageLine(path, definition), { lead: 'Usage: ', width: WIDTH }),
    ...definition.description.flatMap((paragraph) => ['', ...wrapText(paragraph, WIDTH)]),
    ...section('Commands', (definition.subcommands ?? []).map(subcommandRow)),
    ...section('Arguments', (definition.args ?? []).map(argumentRow)),
    ...section('Options', [...(definition.options ?? []).map(optionRow), HELP_ROW]),
    ...examples(definition),
    ...exits(definition),
  ]);
}

/** `preflight check [options]`. */
export function usageLine(path: readonly string[], definition: CommandDefinition): string {
  const args = (definition.args ?? []).map(argumentWord);
  const tail = definition.subcommands ? ['COMMAND'] : ['[options]', ...args];
  return ['preflight', ...path, ...tail].join(' ');
}

function argumentWord({ name, required, variadic }: ArgumentDefinition): string {
  const word = variadic ? `${name}...` : name;
  return required ? word : `[${word}]`;
}

interface Row {
  readonly lead: string;
  readonly text: string;
}

const HELP_ROW: Row = { lead: '-h, --help', text: 'print this help' };

function subcommandRow({ name, summary }: CommandDefinition): Row {
  return { lead: name, text: summary };
}

function argumentRow(argument: ArgumentDefinition): Row {
  return { lead: argument.name, text: argument.help };
}

function optionRow(option: OptionDefinition): Row {
  return { lead: optionWord(option), text: optionText(option) };
}

/** `--region CODE`, `-q, --quiet`. */
export function optionWord({ name, short, value }: OptionDefinition): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
}

/** The help with what the definition knows besides: repeatable, the words accepted, the default. */
export function optionText({ help, repeatable, choices, fallback }: OptionDefinition): string {
  const notes = [
    ...(choices ? [choices.join(' | ')] : []),
    ...(repeatable ? ['repeatable'] : []),
    ...(fallback ? [`default ${fallback}`] : []),
  ];
  return notes.length === 0 ? help : `${help} (${notes.join('; ')})`;
}

const LEAD_WIDTH = 26;

function section(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  return ['', title, ...rows.flatMap(rowLines)];
}

function rowLines({ lead, text }: Row): string[] {
  const start = `  ${lead}`;
  if (start.length < LEAD_WIDTH) return hangText(text, { lead: padTo(start, LEAD_WIDTH), width: WIDTH });
  return [start, ...hangText(text, { lead: ' '.repeat(LEAD_WIDTH), width: WIDTH })];
}

function examples(definition: CommandDefinition): string[] {
  if (definition.examples.length === 0) return [];
  const lines = definition.examples.flatMap(({ line, text }) => [
    `  preflight ${line}`,
    ...hangText(text, { lead: '      ', width: WIDTH }),
  ]);
  return ['', 'Examples', ...lines];
}

function exits(definition: CommandDefinition): string[] {
  if (!definition.load) return [];
  const rows = [...definition.exits, ...COMMON_EXITS].sort((a, b) => a.code - b.code);
  return [
    '',
    'Exit codes',
    ...rows.flatMap(({ code, when }) => hangText(when, { lead: `  ${padTo(`${code}`, 5)}`, width: WIDTH })),
  ];
}

function block(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
