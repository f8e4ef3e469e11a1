/** `preflight rules`: the firewall rules, in the syntax of the firewall. */
import { RULE_FORMATS } from '../../rules/formats/index.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { RESOLVED, RULE_OPTIONS } from '../rule-options.ts';
import { LANGUAGE, QUIET, formatOption } from '../shared-options.ts';

export const rulesCommand: CommandDefinition = {
  name: 'rules',
  summary: 'the firewall rules for the chosen Regions and protocols',
  description: [
    'The minimal and complete set: destinations, ports, transports, what each is for, how much it matters, where it is documented, and what is doubtful. Wildcards stay wildcards; nothing is widened. Nothing is sent.',
    "Syntaxes without names (nftables, iptables, AWS) need addresses: --resolved takes them from a report of a check, --ip-ranges from AWS's published file.",
  ],
  options: [
    ...RULE_OPTIONS,
    formatOption(RULE_FORMATS.map((format) => format.id)),
    {
      name: 'dns-server',
      value: 'IP',
      repeatable: true,
      help: 'your DNS server, which a default-deny firewall must let out to',
    },
    {
      name: 'proxy-server',
      value: 'IP:PORT',
      help: 'your proxy, which a default-deny firewall must let out to',
    },
    RESOLVED,
    {
      name: 'ip-ranges',
      value: 'FILE',
      file: true,
      help: "open port 443 to the ranges that the guide names, out of AWS's ip-ranges.json, in place of names",
    },
    LANGUAGE,
    QUIET,
  ],
  examples: [
    { line: 'rules --region eu-central-1', text: 'To read.' },
    {
      line: 'rules --region eu-central-1 --protocol dcv --format csv --output rules.csv',
      text: 'For a change request.',
    },
    {
      line: 'rules --region us-east-1 --format nftables --resolved report.json --dns-server 192.0.2.53',
      text: 'A firewall that lets nothing else out.',
    },
  ],
  exits: [{ code: 0, when: 'printed' }],
  load: async () => (await import('../actions/rules.ts')).rules,
};
