/** An allow list for squid, the way out for names on 443 (and, for browsers, 80). Streaming ports are left out on purpose. */
import { english } from '../../words/en/index.ts';
import type { Rule } from '../rule.ts';
import { headerLines } from './header-lines.ts';
import { plainComment } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

const STREAMING_NOTE =
  '# Streaming (4172, 4195) is not here: UDP passes no proxy, and the vendor advises against a proxy for DCV on TCP.';

const PROOF = 'squid -k parse, and a squid of Debian that lets just these names out';

export const squid: RuleFormat = {
  id: 'squid',
  summary: 'an allow list for the squid proxy, to include in squid.conf',
  proof: PROOF,
  render(set) {
    const covered = set.rules.filter(isForProxy);
    const tunnelled = covered.filter(({ port }) => port === 443);
    const plain = covered.filter(({ port }) => port === 80);
    const lines = [
      ...headerLines(set, '# ', PROOF),
      STREAMING_NOTE,
      'acl preflight_connect method CONNECT',
      'acl preflight_443 port 443',
      ...aclLines('preflight_names', tunnelled),
      'http_access allow preflight_connect preflight_443 preflight_names',
      ...(plain.length > 0
        ? [
            'acl preflight_80 port 80',
            ...aclLines('preflight_plain', plain),
            'http_access allow preflight_80 preflight_plain',
          ]
        : []),
      'http_access deny all',
    ];
    return { text: `${lines.join('\n')}\n`, notCovered: set.rules.filter((rule) => !isForProxy(rule)) };
  },
};

/** Wildcards of the gateways belong to streaming, whatever the port. */
function isForProxy({ kind, transport, port }: Rule): boolean {
  return kind === 'fqdn' && transport === 'tcp' && (port === 443 || port === 80);
}

/** `dstdomain` without a leading dot matches that one name and nothing below it. */
function aclLines(acl: string, rules: readonly Rule[]): string[] {
  const names = new Set<string>();
  return rules.flatMap(({ destination, purpose, need, doubt }) => {
    if (names.has(destination)) return [];
    names.add(destination);
    const comment = doubt === null ? '' : '  DOUBTFUL';
    return [
      `# ${plainComment(purpose)} (${english.need[need]})${comment}`,
      `acl ${acl} dstdomain ${destination}`,
    ];
  });
}
