/** Names the formats that are known and not read, and says what to export instead. Pure. */

interface Known {
  readonly looks: RegExp;
  readonly says: string;
}

/** What any firewall can be written as, if nothing else of it is read. */
export const AS_CSV = 'give the rules as CSV (destination, port, protocol, action)';

/** Said of what is met as text and as JSON alike. */
export const CLOUDFORMATION = 'this is CloudFormation: give the JSON of "aws ec2 describe-security-groups"';
export const TEST_NET_CONNECTION =
  'this is Test-NetConnection, one port from one machine: "preflight prove" tests them all';

const KNOWN: readonly Known[] = [
  {
    looks: /^PK\x03\x04|^\uFFFD\uFFFD\x11\uFFFD/,
    says: 'this is a workbook or an archive: save the sheet with the rules as CSV',
  },
  { looks: /^%PDF-/, says: `this is a PDF: ${AS_CSV}` },
  { looks: /^[^\n]*\0/, says: 'this is no text: export the rules as text, CSV or JSON' },
  { looks: /^\s*<(!DOCTYPE )?html\b/i, says: `this is a web page: ${AS_CSV}` },
  { looks: /<pfsense>/, says: `this is the XML of pfSense, which is not read: ${AS_CSV}` },
  { looks: /<opnsense>/, says: `this is the XML of OPNsense, which is not read: ${AS_CSV}` },
  {
    looks: /<config [^>]*urldb=|<rulebase>/,
    says: 'this is the XML of PAN-OS: give its rules as CSV, or the set commands ("set cli config-output-format set", "show")',
  },
  { looks: /^\s*<[?!a-zA-Z]/, says: `this is XML, which is not read: ${AS_CSV}` },
  {
    looks: /\bfunction\s+FindProxyForURL\b/,
    says: 'this is a script that names proxies (PAC), and no firewall: give the rules of the proxy itself',
  },
  {
    looks: /^Windows Registry Editor Version/m,
    says: 'this is the registry of Windows: give the JSON of the PowerShell line that "preflight audit --help" prints',
  },
  {
    looks: /^\s*netsh advfirewall /m,
    says: 'these are commands of netsh: run them, and give the JSON of the PowerShell line that "preflight audit --help" prints',
  },
  {
    looks:
      /^\s*(sudo\s+)?ufw (--\S+ )?(allow|deny|reject|limit|default|route|insert|delete|enable)\b|^Added user rules \(see/m,
    says: 'these are commands of ufw: give the output of "iptables-save" (and "ip6tables-save")',
  },
  {
    looks: /^\s*(sudo\s+)?firewall-cmd\s/m,
    says: 'these are commands of firewall-cmd: give the JSON of "nft -j list ruleset"',
  },
  {
    looks: /^\s*(sudo\s+)?nft (add|insert|flush|create)\s/m,
    says: 'these are commands of nft: give the JSON of "nft -j list ruleset"',
  },
  {
    looks: /^AWSTemplateFormatVersion:|^\s+Type:\s*['"]?AWS::/m,
    says: CLOUDFORMATION,
  },
  {
    looks: /^kind:\s*\S*NetworkPolicy\b/m,
    says: `this is a NetworkPolicy of Kubernetes, which is not read: ${AS_CSV}`,
  },
  {
    looks: /^NAME\s+NETWORK\s+DIRECTION\s+PRIORITY/m,
    says: `these are firewall rules of Google Cloud as text, which is not read: ${AS_CSV}`,
  },
  {
    looks:
      /^\s*(acl (number|name|basic|advanced|ipv4|ipv6) |security-policy( ip)?\s*$|rule name \S+\s*$|rule \d+ (permit|deny)\b)/m,
    says: `this is a configuration of Huawei, H3C or HPE Comware, which is not read: ${AS_CSV}`,
  },
  {
    looks: /^\d{5} (allow|deny|pass|count|reject|skipto) /m,
    says: `this is "ipfw list", which is not read: ${AS_CSV}`,
  },
  {
    looks: /^\?SECTION (NEW|ALL|ESTABLISHED)/m,
    says: 'this is Shorewall: give the output of "iptables-save"',
  },
  {
    looks: /^access-rule (ipv4|ipv6|from)\b/m,
    says: `this is a configuration of SonicWall, which is not read: ${AS_CSV}`,
  },
  {
    looks: /^ip access-list (session|stateless) /m,
    says: `this is an access list of Aruba, which is not read: ${AS_CSV}`,
  },
  {
    looks: /^(# )?(Firewall rules for Amazon WorkSpaces|Amazon WorkSpaces のファイアウォールの規則)[ :：]/,
    says: 'this is the text or the markdown of "preflight rules", which are for people: give its CSV',
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
    looks:
      /^\/?ip(v6)? firewall (filter|nat|raw)|^add (action|chain)=|\bby RouterOS\b|^Flags: X - disabled|^\s+(\d+\s+)?chain=\S+ action=/m,
    says: 'this is RouterOS of MikroTik, which is not read: give the rules as CSV',
  },
  {
    looks: /^(create|add) \S+ (hash|bitmap|list):|^create \S+ hash/m,
    says: 'this is "ipset save", the sets alone: give them as a plain list, or the rules that use them',
  },
  {
    looks: /^(pass|drop|alert|reject) (tcp|udp|ip|tls|http|icmp) \S+ \S+ (->|<>) /m,
    says: `these are rules of Suricata, which are not read: ${AS_CSV}`,
  },
  {
    looks: /^(DisplayName|InstanceID|PolicyStoreSource)\s+: /m,
    says: 'this is Get-NetFirewallRule as text, without addresses and ports: give the JSON of the PowerShell line that "preflight audit --help" prints',
  },
  {
    looks: /^set (firewall|zone-policy|policy|interfaces) |^firewall \{/m,
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
    looks: /^Status: (active|inactive)|^\S+: \S+\s[^]*^-- +-+ +-+\s*$/m,
    says: 'this is "ufw status": give the output of "iptables-save" (and "ip6tables-save")',
  },
  {
    looks: /^ComputerName\s*:|^TcpTestSucceeded\s*:/m,
    says: TEST_NET_CONNECTION,
  },
  {
    looks: /^\s*(resource|module|provider|variable)\s+"[^"]+"/m,
    says: 'this is Terraform: give the JSON of "aws ec2 describe-security-groups", or of the firewall itself',
  },
  {
    looks: /^\S+ \((default, )?active\)|^\s+target: \S+$/m,
    says: 'this is "firewall-cmd --list-all": give the JSON of "nft -j list ruleset"',
  },
  {
    looks:
      /^\s*(table (inet|ip|ip6|arp|bridge|netdev) \S|chain \S+ \{|flush ruleset|define \S+ =|type filter hook )/m,
    says: 'this is nftables text: give the JSON of "nft -j list ruleset"',
  },
  {
    looks: /^[^\n:]{3,40}[:：][^\n]*\n-{20,}\s*$/m,
    says: 'this is "netsh advfirewall": give the JSON of the PowerShell line that "preflight audit --help" prints',
  },
  {
    looks: /^\s*config firewall security-policy/m,
    says: `these are policies of FortiOS in its policy-based mode, which are not read: ${AS_CSV}`,
  },
  {
    looks:
      /^(#config-version|\s*config (system|vpn|firewall|router|user|log|webfilter|wireless-controller) ?)/m,
    says: 'this is a configuration of FortiOS without policies: give "show firewall policy", "address" and "service custom"',
  },
  {
    looks: /^\s*(set security (policies|zones|nat) |set firewall family |security \{|policies \{)/m,
    says: 'this is a configuration of Junos, which is not read: export the policies as CSV',
  },
];

/** Null when nothing known is recognised. */
export function nameFormat(text: string): string | null {
  return KNOWN.find(({ looks }) => looks.test(text))?.says ?? null;
}
