/** Names the formats that are known and not read, and says what to export instead. Pure. */

interface Known {
  readonly looks: RegExp;
  readonly says: string;
}

const KNOWN: readonly Known[] = [
  {
    looks: /^Chain \S+ \((policy|\d+ references)/m,
    says: 'this is "iptables -L": give the output of "iptables-save"',
  },
  {
    looks: /^-P (INPUT|FORWARD|OUTPUT) /m,
    says: 'this is "iptables -S": give the output of "iptables-save", which has every table',
  },
  {
    looks: /^Status: (active|inactive)/m,
    says: 'this is "ufw status": give the output of "iptables-save" (and "ip6tables-save")',
  },
  {
    looks: /^ComputerName\s*:|^TcpTestSucceeded\s*:/m,
    says: 'this is Test-NetConnection, one port from one machine: "preflight prove" tests them all',
  },
  {
    looks: /^\s*(resource|module|provider|variable)\s+"[^"]+"/m,
    says: 'this is Terraform: give the JSON of "aws ec2 describe-security-groups", or of the firewall itself',
  },
  {
    looks: /^public \(active\)|^\s+target: \S+$/m,
    says: 'this is "firewall-cmd --list-all": give the JSON of "nft -j list ruleset"',
  },
  {
    looks: /^(table|chain|flush|add|define)\s/m,
    says: 'this is nftables text: give the JSON of "nft -j list ruleset"',
  },
  {
    looks: /^Rule Name:\s/m,
    says: 'this is "netsh advfirewall": give the JSON of the PowerShell line that "preflight audit --help" prints',
  },
  {
    looks: /^(config system|config vpn|#config-version)/m,
    says: 'this is a configuration of FortiOS without policies: give "show firewall policy", "address" and "service custom"',
  },
  {
    looks: /^\s*set security policies |^security \{/m,
    says: 'this is a configuration of Junos, which is not read: export the policies as CSV',
  },
  { looks: /<pfsense>|<opnsense>|<\?xml/, says: 'this is XML, which is not read: export the rules as CSV' },
];

/** Null when nothing known is recognised. */
export function nameFormat(text: string): string | null {
  return KNOWN.find(({ looks }) => looks.test(text))?.says ?? null;
}
