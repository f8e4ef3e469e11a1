/** `preflight plan`: what a check would touch. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, NO_COLOR, OUTPUT, QUIET, RUN_OPTIONS, formatOption } from '../shared-options.ts';

const SUMMARY = { name: 'summary', help: 'the counts alone, without the single steps' };

export const planCommand: CommandDefinition = {
  name: 'plan',
  summary: 'show every step that a check would take; sends nothing',
  description: [
    'Takes the options of "check" and prints each name, address, port and transport that the check would touch, and the rows of the tables that it would not test, with the reason. Reads the settings of this computer (interfaces, DNS servers, proxy), because they decide what can be tested.',
  ],
  options: [...RUN_OPTIONS, SUMMARY, formatOption(['text', 'json']), OUTPUT, LANGUAGE, QUIET, NO_COLOR],
  examples: [
    { line: 'plan', text: 'What "check" alone would do.' },
    { line: 'plan --region us-east-1 --summary', text: 'How much it would send.' },
    { line: 'plan --region us-east-1', text: 'Before the first check in a network that others watch over.' },
    { line: 'plan --region us-east-1 --protocol dcv --format json', text: 'For a program.' },
  ],
  exits: [{ code: 0, when: 'printed' }],
  load: async () => (await import('../actions/plan.ts')).plan,
};
