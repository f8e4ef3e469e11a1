/** Rules for the health-check servers of a Region: their addresses, and their name for firewalls that know names. */
import type { Protocol } from '../core/words.ts';
import type { Region } from '../regions/model.ts';
import { blockRules } from './block-rules.ts';
import type { Contribution, RuleRequest } from './rule-request.ts';
import { streamingOpenings } from './openings.ts';
import type { Omission, Rule } from './rule.ts';
import { english, type Vocabulary } from '../words/en/index.ts';
import { doubtText, ruleId, sourceText } from './rule-text.ts';

const CATEGORY = 'healthCheck';
const PURPOSE = 'Health check servers';

export function healthCheckRules(region: Region, request: RuleRequest): Contribution {
  const { healthCheck } = region;
  if (healthCheck === null) return { rules: [], omitted: [] };
  const protocols = request.protocols.filter((protocol) => region.protocols.includes(protocol));
  const facts = healthCheck.addressesTrusted
    ? healthCheck.addresses.map(({ address, source, doubt }) => ({
        cidrs: [`${address}/${address.includes(':') ? 128 : 32}`],
        source,
        doubt,
      }))
    : [];
  return {
    rules: protocols.flatMap((protocol) => [
      ...healthCheckNames(region, request).flatMap((name) => nameRules({ ...name, region, protocol })),
      ...blockRules({
        region,
        category: CATEGORY,
        protocol,
        purpose: PURPOSE,
        facts,
        openings: streamingOpenings(protocol),
      }),
      ...ipv6Blocks(region, request, protocol),
    ]),
    omitted: healthCheck.addressesTrusted ? [] : [untrusted(region, request.words ?? english)],
  };
}

/** The client falls back to IPv4 without them; of a public page alone, so they carry its doubt. */
function ipv6Blocks(region: Region, { withIpv6 }: RuleRequest, protocol: Protocol): Rule[] {
  const blocks = withIpv6 ? (region.healthCheck?.ipv6Blocks ?? []) : [];
  const facts = blocks.map(({ cidr, source, doubt }) => ({ cidrs: [cidr], source, doubt }));
  return blockRules({
    region,
    category: `${CATEGORY}Ipv6`,
    protocol,
    purpose: `${PURPOSE} (IPv6)`,
    facts,
    openings: streamingOpenings(protocol),
  }).map((rule) => ({ ...rule, need: 'situational' }));
}

type Provenance = Pick<NonNullable<Region['healthCheck']>, 'source' | 'doubt'>;

interface HealthCheckName {
  readonly host: string;
  readonly from: Provenance;
  /** The IPv6 name: the client falls back to IPv4 without it. */
  readonly situational: boolean;
}

function healthCheckNames({ healthCheck }: Region, { withIpv6 }: RuleRequest): HealthCheckName[] {
  if (healthCheck === null) return [];
  const { host, hostIpv6, hostIpv6Provenance } = healthCheck;
  const ipv6 =
    withIpv6 && hostIpv6 !== null && hostIpv6Provenance
      ? [{ host: hostIpv6, from: hostIpv6Provenance, situational: true }]
      : [];
  return [{ host, from: healthCheck, situational: false }, ...ipv6];
}

function nameRules(name: HealthCheckName & { region: Region; protocol: Protocol }): Rule[] {
  const { host, from, situational, region, protocol } = name;
  return streamingOpenings(protocol).map(({ port, transport, need }) => ({
    id: ruleId({ region: region.code, destination: host, port, transport }),
    region: region.code,
    category: CATEGORY,
    need: situational ? 'situational' : need,
    protocol,
    destination: host,
    kind: 'fqdn',
    port,
    transport,
    direction: 'outbound',
    purpose: PURPOSE,
    doubt: doubtText(from.doubt),
    source: sourceText(from.source),
  }));
}

/** Opening another Region's servers would help nobody. */
function untrusted({ code, healthCheck }: Region, { rules: words }: Vocabulary): Omission {
  const destination = (healthCheck?.addresses ?? []).map(({ address }) => address).join(', ');
  const doubt = doubtText(healthCheck?.addresses[0]?.doubt ?? null) ?? words.unsaidDoubt;
  const reason = words.untrusted(doubt, healthCheck?.host ?? '');
  return { region: code, category: CATEGORY, destination, reason };
}
