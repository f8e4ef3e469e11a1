/** Names the formats that are known and not read, and says what to export instead. Pure. */

interface Known {
  readonly looks: RegExp;
  readonly says: string;
}

const KNOWN: readonly Known[] = [
  {
    looks: /^# Firewall rules for Amazon WorkSpaces: /m,
    says: 'this is the markdown of "preflight rules", which is for people: give its CSV',
  },
  {
    looks: /^\s*(sudo\s+)?ip6?tables\s+(-w\s+)?-[A-Z]\s/m,
    says: 'this is a script of iptables commands: run it, and give the output of "iptables-save"',
  },
  {
    looks:
      /^\s*ip access-list (extended|standard) |^access-list \d+ (permit|deny) |^\s*\d+ (permit|deny) (ip|tcp|udp) /m,
    says: 'this is an access list of Cisco IOS, which is not read: give it as CSV (action, protocol, source, destination, port)',
  },
  {
    looks: /^(pass|block|match)( (in|out|quick|log|all|drop|return)\b| on )/m,
    says: 'this is pf (pf.conf, pfctl), which is not read: give the rules as CSV',
  },
  {
    looks: /^\/?ip firewall (filter|nat)|^add (action|chain)=/m,
    says: 'this is RouterOS of MikroTik, which is not read: give the rules as CSV',
  },
  {
    looks: /^(create|add) \S+ (hash|bitmap|list):|^create \S+ hash/m,
    says: 'this is "ipset save", the sets alone: give them as a plain list, or the rules that use them',
  },
  {
    looks: /^(pass|drop|alert|reject) (tcp|udp|ip|tls|http|icmp) \S+ \S+ (->|<>) /m,
    says: 'these are rules of Suricata, which are not read',
  },
  {
    looks: /^(DisplayName|InstanceID|PolicyStoreSource)\s+: /m,
    says: 'this is Get-NetFirewallRule as text, without addresses and ports: give the JSON of the PowerShell line that "preflight audit --help" prints',
  },
  {
    looks: /^set (firewall|zone-policy|policy|interfaces) /m,
    says: 'this is a configuration of VyOS, EdgeOS or Junos, which is not read: give the rules as CSV',
  },
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
    looks: /^(Rule Name|Regelname|Nom de la règle|Nombre de regla|規則名):?\s.*\n-{5,}/m,
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
