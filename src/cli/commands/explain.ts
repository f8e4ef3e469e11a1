/** `preflight explain TEXT`: what a message of the WorkSpaces client means. */
import type { CommandDefinition } from '../command-definition.ts';
import { NO_COLOR, OUTPUT, formatOption } from '../shared-options.ts';

export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'what a message of the WorkSpaces client probably means',
  description: [
    'Takes the message as the person saw it; the wording need not be exact. Names the probable causes and the checks that decide between them. Nothing is sent.',
  ],
  args: [{ name: 'TEXT', required: true, variadic: true, help: 'the message, in quotes or without' }],
  options: [formatOption(['text', 'json']), OUTPUT, NO_COLOR],
  examples: [
    { line: 'explain "Your network connection is slow"', text: 'One message.' },
    { line: 'explain this device is not authorized', text: 'Quotes are not needed.' },
  ],
  exits: [
    { code: 0, when: 'the message is known' },
    { code: 1, when: 'no known message fits' },
  ],
  load: async () => (await import('../actions/explain.ts')).explain,
};
