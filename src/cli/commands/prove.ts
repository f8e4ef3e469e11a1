/** `preflight prove`: every rule tested, one row each. */
import type { CommandDefinition } from '../command-definition.ts';
import { RULE_EXTRAS } from '../rule-options.ts';
import { LANGUAGE, NO_COLOR, OUTPUT, QUIET, RUN_OPTIONS, formatOption } from '../shared-options.ts';

const PROOF_FORMATS = ['text', 'csv', 'json', 'junit', 'markdown', 'card'] as const;

export const proveCommand: CommandDefinition = {
  name: 'prove',
  summary: 'test every firewall rule: open, closed, silent or not testable',
  description: [
    'Tests the destinations of "rules" where they can be tested, one row for each rule. A silent UDP port stays silent: that proves nothing. The form "card" is a text for the change ticket with the exact five-tuples that are still shut. An essential row that could be tested and was not (dead name lookup, a sign-in page, a cut run) fails like a shut one.',
    'With --retest only what was not open in an earlier report is tested again, and before and after are shown; a --report of such a run holds only what was tested again.',
  ],
  options: [
    ...RUN_OPTIONS,
    // FIPS is an option of every run.
    ...RULE_EXTRAS.filter(({ name }) => name !== 'fips'),
    formatOption(PROOF_FORMATS),
    OUTPUT,
    {
      name: 'report',
      value: 'FILE',
      file: true,
      help: 'also write the report (JSON), for --retest and for "merge"',
    },
    {
      name: 'retest',
      value: 'REPORT',
      file: true,
      help: 'test only what was not open in this report (JSON)',
    },
    LANGUAGE,
    QUIET,
    NO_COLOR,
  ],
  examples: [
    { line: 'prove --region eu-west-1 --report before.json', text: 'Before the change.' },
    { line: 'prove --region eu-west-1 --retest before.json', text: 'After the change: what has opened?' },
    { line: 'prove --region eu-west-1 --format junit --output proof.xml', text: 'In a pipeline.' },
  ],
  exits: [
    { code: 0, when: 'every essential row that can be proven is open' },
    { code: 1, when: 'an essential row is shut, or could not be tested' },
    { code: 130, when: 'ended by Ctrl-C; the rows so far are printed' },
  ],
  load: async () => (await import('../actions/prove.ts')).proveRules,
};
