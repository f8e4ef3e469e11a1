/** A default-deny output firewall for nftables (`nft -f`), IPv4 and IPv6 in one table. https://wiki.nftables.org */
import { headerLines, notCoveredLines, openingComment, REFUSAL_NOTE } from './header-lines.ts';
import { ipOpenings, rulesWithoutAddress, type IpOpening } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

const TABLE = 'inet preflight_workspaces';

/** Neighbour discovery and "packet too big" (RFC 4890): without them IPv6 itself stops. */
const ICMPV6 =
  '    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, packet-too-big } accept';

export const nftables: RuleFormat = {
  id: 'nftables',
  summary: 'a default-deny output firewall, loaded with nft -f',
  render(set, options) {
    const notCovered = rulesWithoutAddress(set, options);
    const lines = [
      '#!/usr/sbin/nft -f',
      ...headerLines(set, '# '),
      ...notCoveredLines(notCovered, '# '),
      '# On a router use "hook forward" instead of "hook output".',
      '',
      // Declaring before deleting makes the file load again without an error.
      `table ${TABLE} {}`,
      `delete table ${TABLE}`,
      `table ${TABLE} {`,
      '  chain output {',
      '    type filter hook output priority filter; policy drop;',
      '    oif "lo" accept',
      '    ct state established,related accept',
      ICMPV6,
      ...ipOpenings(set, options).flatMap(openingLines),
      `    # ${REFUSAL_NOTE}`,
      '    reject with icmpx type admin-prohibited',
      '  }',
      '}',
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

function openingLines(opening: IpOpening): string[] {
  const { family, cidrs, transport, port } = opening;
  const match = `${family === 4 ? 'ip' : 'ip6'} daddr { ${cidrs.join(', ')} } ${transport} dport ${port}`;
  return [`    # ${openingComment(opening)}`, `    ${match} accept`];
}
