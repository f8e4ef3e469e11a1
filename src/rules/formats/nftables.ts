/** A default-deny output firewall for nftables (`nft -f`), IPv4 and IPv6 in one table. https://wiki.nftables.org */
import { headerLines, notCoveredLines, openingComment, OWN_NEEDS, REFUSAL_NOTE } from './header-lines.ts';
import { ipOpenings, rulesWithoutAddress, type IpOpening } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

const TABLE = 'inet preflight_workspaces';

/** Neighbour discovery and "packet too big" (RFC 4890): without them IPv6 itself stops. */
const ICMPV6 =
  '    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, packet-too-big } accept';

const PROOF = 'loaded by nft and knocked on with packets (docs/proof/rules-proof.md)';

export const nftables: RuleFormat = {
  id: 'nftables',
  summary: 'a default-deny output firewall, loaded with nft -f',
  proof: PROOF,
  render(set, options) {
    const notCovered = rulesWithoutAddress(set, options);
    const lines = [
      '#!/usr/sbin/nft -f',
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      '# It adds a table of its own: what you have, the way in too, stays as it is.',
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
      `    # ${OWN_NEEDS}`,
      '    # udp sport 68 udp dport 67 accept',
      '    # udp sport 546 udp dport 547 accept',
      '    # udp dport 123 accept',
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
