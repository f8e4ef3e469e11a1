/** `preflight audit`: what a firewall has, against what is needed. */
import type { CommandDefinition } from '../command-definition.ts';
import { RULE_OPTIONS } from '../rule-options.ts';
import { QUIET, formatOption } from '../shared-options.ts';

export const auditCommand: CommandDefinition = {
  name: 'audit',
  summary: "compare a firewall's rules with what is needed",
  description: [
    'Reads what a team has: CSV of destination, port and transport, the JSON of "nft -j list ruleset", or a plain list of blocks and names. Prints what is missing, what is wider than needed and what is obsolete, each with its line. Nothing is sent.',
  ],
  args: [{ name: 'FILE', required: true, file: true, help: 'the rules of the firewall' }],
  options: [...RULE_OPTIONS, formatOption(['text', 'json']), QUIET],
  examples: [
    { line: 'audit firewall.csv --region eu-west-1', text: 'A spreadsheet of the firewall.' },
    {
      line: 'audit ruleset.json --region us-east-1 --protocol dcv',
      text: 'After: nft -j list ruleset > ruleset.json',
    },
  ],
  exits: [
    { code: 0, when: 'nothing essential is missing' },
    { code: 1, when: 'something essential is missing' },
  ],
  load: async () => (await import('../actions/audit.ts')).auditFirewall,
};
