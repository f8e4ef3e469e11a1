/** `preflight merge`: several vantage points in one matrix. */
import type { CommandDefinition } from '../command-definition.ts';
import { RULE_EXTRAS } from '../rule-options.ts';
import { LANGUAGE, OUTPUT, OVERLAY, formatOption } from '../shared-options.ts';

export const mergeCommand: CommandDefinition = {
  name: 'merge',
  summary: 'reports of several sites as one matrix of sites by rule',
  description: [
    'Takes reports (JSON) of "check" or of "prove --report" from several places and shows for each firewall rule where it is open. The file names are the names of the sites. Nothing is sent.',
  ],
  args: [{ name: 'REPORT', required: true, variadic: true, file: true, help: 'reports, one a site' }],
  options: [...RULE_EXTRAS, formatOption(['text', 'csv', 'json', 'markdown']), OUTPUT, OVERLAY, LANGUAGE],
  examples: [{ line: 'merge berlin.json paris.json tokyo.json', text: 'Which site lacks which rule.' }],
  exits: [{ code: 0, when: 'printed' }],
  load: async () => (await import('../actions/merge.ts')).mergeSites,
};
