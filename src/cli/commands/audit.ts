/** `preflight audit`: what a firewall has, against what is needed. */
import { AUDIT_FORMATS } from '../../rules/audit/audit-entry.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { RESOLVED, RULE_OPTIONS } from '../rule-options.ts';
import { LANGUAGE, QUIET, formatOption } from '../shared-options.ts';

/** Rules of Windows joined with their filters, and what its profiles do with the rest. */
const WINDOWS_LINE =
  'Windows, in PowerShell: $r = Get-NetFirewallRule -PolicyStore ActiveStore -Direction Outbound | ForEach-Object { $p = $_ | Get-NetFirewallPortFilter; $a = $_ | Get-NetFirewallAddressFilter; $g = $_ | Get-NetFirewallApplicationFilter; $s = $_ | Get-NetFirewallServiceFilter; $i = $_ | Get-NetFirewallInterfaceTypeFilter; $u = $_ | Get-NetFirewallSecurityFilter; [pscustomobject]@{ DisplayName = $_.DisplayName; Enabled = "$($_.Enabled)"; Direction = "$($_.Direction)"; Action = "$($_.Action)"; Protocol = $p.Protocol; RemotePort = $p.RemotePort; RemoteAddress = $a.RemoteAddress; LocalAddress = $a.LocalAddress; Program = $g.Program; Package = $g.Package; Service = $s.Service; InterfaceType = "$($i.InterfaceType)"; LocalUser = $u.LocalUser; Profile = "$($_.Profile)" } }; $f = Get-NetFirewallProfile -PolicyStore ActiveStore | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Enabled = "$($_.Enabled)"; DefaultOutboundAction = "$($_.DefaultOutboundAction)" } }; [pscustomobject]@{ Profiles = @($f); Rules = @($r) } | ConvertTo-Json -Depth 4 | Set-Content windows.json';

export const auditCommand: CommandDefinition = {
  name: 'audit',
  summary: "compare a firewall's rules with what is needed",
  description: [
    'Reads what a team has: CSV (also the exports of Windows Firewall, Azure, Meraki and PAN-OS; a JSON list of plain rules is read like one), the JSON of "nft -j list ruleset", the output of "iptables-save", a configuration of Cisco ASA, FortiOS or squid, set commands of PAN-OS, a script of New-NetFirewallRule, the JSON of "aws ec2 describe-security-groups" and "describe-network-acls", or a plain list of blocks and names. The first line says what was read as what. Prints what is missing, what is in doubt, what is wider than needed and what is obsolete, each with its line. Nothing is sent.',
    'Each format has its own order of decision, and the text says it. What was not understood is in doubt, never left out. Where a file tells senders apart (interfaces, zones, sources), the answer is for the one who gets the most, by name. A firewall that knows no names needs --resolved: then a name counts as let out when each of its addresses in that report is.',
    WINDOWS_LINE,
  ],
  args: [
    { name: 'FILE', required: true, file: true, help: 'the rules of the firewall; - reads standard input' },
  ],
  options: [
    ...RULE_OPTIONS,
    {
      name: 'chain',
      value: 'NAME',
      choices: ['output', 'forward', 'both'],
      fallback: 'output',
      help: 'of a packet filter: this machine itself, what it passes on as a router, or both',
    },
    {
      name: 'default',
      value: 'WORD',
      choices: ['allow', 'deny'],
      fallback: 'as the format has it',
      help: 'what happens to what no rule matches, where the file does not say',
    },
    {
      name: 'from',
      value: 'FORMAT',
      choices: AUDIT_FORMATS,
      fallback: 'told by the file',
      help: 'refuse the file unless it is this',
    },
    formatOption(['text', 'json']),
    RESOLVED,
    LANGUAGE,
    QUIET,
  ],
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
    { code: 0, when: 'nothing essential is missing, and nothing that could change that was left unread' },
    { code: 1, when: 'something essential is missing' },
    {
      code: 2,
      when: 'the file cannot be read, or parts that could shut something essential were not understood',
    },
  ],
  load: async () => (await import('../actions/audit.ts')).auditFirewall,
};
