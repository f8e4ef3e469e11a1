/**
 * A default-deny OUTPUT chain for `iptables-restore` and `ip6tables-restore`: one file for both, because lines that begin with
 * -4 or -6 are passed over by the other program (iptables(8)).
 */
import { headerLines, notCoveredLines, openingComment, OWN_NEEDS, REFUSAL_NOTE } from './header-lines.ts';
import { ipOpenings, rulesWithoutAddress, type IpOpening } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'loaded by iptables-restore and knocked on with packets (docs/proof/rules-proof.md)';

export const iptablesRestore: RuleFormat = {
  id: 'iptables-restore',
  summary: 'a default-deny OUTPUT chain for iptables-restore and ip6tables-restore',
  proof: PROOF,
  render(set, options) {
    const notCovered = rulesWithoutAddress(set, options);
    const lines = [
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      '# Load the same file with "iptables-restore --noflush" and with "ip6tables-restore --noflush": it replaces',
      '# the chain OUTPUT alone, and the way in stays as it is. Without --noflush every rule of the table is lost.',
      '*filter',
      ':OUTPUT DROP [0:0]',
      '-F OUTPUT',
      '-A OUTPUT -o lo -j ACCEPT',
      '-A OUTPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
      ...['neighbour-solicitation', 'neighbour-advertisement', 'router-solicitation', 'packet-too-big'].map(
        (type) => `-6 -A OUTPUT -p ipv6-icmp -m icmp6 --icmpv6-type ${type} -j ACCEPT`,
      ),
      `# ${OWN_NEEDS}`,
      '# -4 -A OUTPUT -p udp -m udp --sport 68 --dport 67 -j ACCEPT',
      '# -6 -A OUTPUT -p udp -m udp --sport 546 --dport 547 -j ACCEPT',
      '# -A OUTPUT -p udp -m udp --dport 123 -j ACCEPT',
      ...ipOpenings(set, options).flatMap(openingLines),
      `# ${REFUSAL_NOTE}`,
      '-4 -A OUTPUT -j REJECT --reject-with icmp-admin-prohibited',
      '-6 -A OUTPUT -j REJECT --reject-with icmp6-adm-prohibited',
      'COMMIT',
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

function openingLines(opening: IpOpening): string[] {
  const { family, cidrs, transport, port } = opening;
  return [
    `# ${openingComment(opening)}`,
    ...cidrs.map(
      (cidr) => `-${family} -A OUTPUT -d ${cidr} -p ${transport} -m ${transport} --dport ${port} -j ACCEPT`,
    ),
  ];
}
