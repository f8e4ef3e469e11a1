/** `preflight explain TEXT | --file LOG`: what a message of the WorkSpaces client, or its log, means. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, NO_COLOR, OUTPUT, formatOption } from '../shared-options.ts';

export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'what a message, a code or a log of the WorkSpaces client probably means',
  description: [
    'Takes the message as the person saw it; the wording need not be exact, and codes are known in every language. Names the likely cause, where it lies, who can fix it and the checks that decide; says so when the message clears the network. Nothing is sent.',
    'With --file the lines of a log that are known are listed by their number and time; the other lines are not interpreted. UTF-8 and UTF-16 are read; of a log larger than 4 MB the end.',
  ],
  args: [{ name: 'TEXT', required: false, variadic: true, help: 'the message, in quotes or without' }],
  options: [
    { name: 'file', value: 'LOG', file: true, help: 'read this log of the client instead of a text' },
    LANGUAGE,
    formatOption(['text', 'json']),
    OUTPUT,
    NO_COLOR,
  ],
  examples: [
    { line: 'explain "Your network connection is slow"', text: 'One message.' },
    { line: 'explain this device is not authorized', text: 'Quotes are not needed.' },
    { line: 'explain --file workspaces.log --language ja', text: 'The known lines of a log, in Japanese.' },
  ],
  exits: [
    { code: 0, when: 'the message, or a line of the log, is known' },
    { code: 1, when: 'not known: nothing fits well enough' },
  ],
  load: async () => (await import('../actions/explain.ts')).explain,
};
