/**
 * AWS Network Firewall: Suricata rules, as `aws network-firewall create-rule-group --type STATEFUL --rules file://…` takes them. Names are
 * matched by the name in the TLS handshake. A domain list of the service is not used: its `.example.com` lets example.com out too.
 */
import { english } from '../../words/en/index.ts';
import type { Rule } from '../rule.ts';
import { headerLines, notCoveredLines, openingComment } from './header-lines.ts';
import { ipOpenings, plainComment, rulesWithoutAddress, type IpOpening } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'held against the grammar of its own test; not proved by Suricata or on the product';
/** Numbers below are taken by public rule sets (Suricata user guide, "Rules Format", sid). */
const FIRST_SID = 1_000_001;

export const awsNetworkFirewall: RuleFormat = {
  id: 'aws-network-firewall',
  summary: 'Suricata rules for a stateful rule group of AWS Network Firewall',
  proof: PROOF,
  render(set, options) {
    const named = set.rules.filter(isNamed);
    const notCovered = rulesWithoutAddress(set, options).filter((rule) => !isNamed(rule));
    const bodies = [...ipOpenings(set, options).map(addressBody), ...named.map(nameBody)];
    const lines = [
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      `# Capacity: at least ${bodies.length}. The policy needs strict order and the default action "drop established":`,
      '# the name of a server is known only after its handshake began. HOME_NET is where the clients are.',
      ...bodies.map((body, index) => `${body} sid:${FIRST_SID + index}; rev:1;)`),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

/** TLS and HTTP carry the name; health checks and UDP do not. */
function isNamed({ kind, transport, port, category }: Rule): boolean {
  if (kind === 'cidr' || transport !== 'tcp') return false;
  return (
    port === 443 || (port === 80 && kind === 'fqdn') || (kind === 'wildcard' && category === 'dcvGatewayName')
  );
}

function addressBody(opening: IpOpening): string {
  const { transport, cidrs, port } = opening;
  return `pass ${transport} $HOME_NET any -> [${cidrs.join(',')}] ${port} (msg:"${message(openingComment(opening))}";`;
}

/** A wildcard begins with a dot and has no `dotprefix`: so the name itself is not let out. */
function nameBody({ kind, destination, port, purpose, need }: Rule): string {
  const protocol = port === 80 ? 'http' : 'tls';
  const buffer = port === 80 ? 'http.host' : 'tls.sni';
  const content = kind === 'wildcard' ? destination.slice(1) : destination;
  const ends = kind === 'wildcard' ? 'endswith;' : 'startswith; endswith;';
  // What `http.host` holds is in lower case already, and `nocase` is an error there.
  const nocase = port === 80 ? '' : ' nocase;';
  const title = message(plainComment(`${purpose} (${english.need[need]})`));
  return `pass ${protocol} $HOME_NET any -> any ${port} (msg:"${title}"; flow:to_server,established; ${buffer}; content:"${content}"; ${ends}${nocase}`;
}

/** Signs that end or escape a message are left out. */
function message(text: string): string {
  return text.replaceAll(/[;:"\\]/g, ' ');
}
