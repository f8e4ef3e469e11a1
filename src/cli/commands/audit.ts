/** `preflight audit`: what a firewall has, against what is needed. */
import type { CommandDefinition } from '../command-definition.ts';
import { RESOLVED, RULE_OPTIONS } from '../rule-options.ts';
import { QUIET, formatOption } from '../shared-options.ts';

export const auditCommand: CommandDefinition = {
  name: 'audit',
  summary: "compare a firewall's rules with what is needed",
  description: [
    'Reads what a team has: CSV (columns such as destination, port, transport, action), the JSON of "nft -j list ruleset", the output of "iptables-save", or a plain list of blocks and names. Prints what is missing, what is wider than needed and what is obsolete, each with its line. Nothing is sent.',
    'The first rule that matches decides; what none matches is refused. A firewall that knows no names needs --resolved: then a name counts as let out when each of its addresses in that report is.',
  ],
  args: [
    { name: 'FILE', required: true, file: true, help: 'the rules of the firewall; - reads standard input' },
  ],
  options: [...RULE_OPTIONS, formatOption(['text', 'json']), RESOLVED, QUIET],
  examples: [
    { line: 'audit firewall.csv --region eu-west-1', text: 'A spreadsheet of the firewall.' },
    {
      line: 'audit ruleset.json --region us-east-1 --protocol dcv',
      text: 'After: nft -j list ruleset > ruleset.json',
    },
    {
      line: 'audit - --region us-east-1',
      text: 'The machine at hand: sudo iptables-save | preflight audit - --region us-east-1',
    },
  ],
  exits: [
    { code: 0, when: 'nothing essential is missing' },
    { code: 1, when: 'something essential is missing' },
  ],
  load: async () => (await import('../actions/audit.ts')).auditFirewall,
};
