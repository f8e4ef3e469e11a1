/** Rules for the streaming gateways of a Region: the published ranges, and for DCV the wildcard names. */
import type { Region } from '../regions/model.ts';
import { blockRules, type BlockFact, type Opening } from './block-rules.ts';
import type { Contribution, RuleRequest } from './rule-request.ts';
import { fallbackOpenings, streamingOpenings } from './openings.ts';
import type { Rule } from './rule.ts';
import { doubtText, ruleId, sourceText } from './rule-text.ts';

export function gatewayRules(region: Region, request: RuleRequest): Contribution {
  const rules = [
    ...(request.protocols.includes('pcoip') ? pcoipRules(region, request) : []),
    ...(request.protocols.includes('dcv') ? dcvRules(region, request) : []),
  ];
  return { rules, omitted: [] };
}

function pcoipRules(region: Region, { withIpv6 }: RuleRequest): Rule[] {
  if (region.pcoip === null) return [];
  const openings = streamingOpenings('pcoip');
  const shared = { region, protocol: 'pcoip', openings } as const;
  const ipv6 = withIpv6 ? region.pcoip.ipv6.map(blockFact) : [];
  return [
    ...blockRules({
      ...shared,
      category: 'pcoipGateway',
      purpose: 'PCoIP gateways',
      facts: region.pcoip.ranges,
    }),
    ...blockRules({ ...shared, category: 'pcoipGatewayIpv6', purpose: 'PCoIP gateways (IPv6)', facts: ipv6 }),
  ].map((rule) => (rule.category.endsWith('Ipv6') ? situational(rule) : rule));
}

function dcvRules(region: Region, request: RuleRequest): Rule[] {
  if (region.dcv === null) return [];
  const { ranges, ipv6, aga } = region.dcv;
  const openings = [...streamingOpenings('dcv'), ...fallbackOpenings('dcv', request.profile)];
  const shared = { region, protocol: 'dcv', openings } as const;
  const optional = [
    ...blockRules({
      ...shared,
      category: 'dcvGatewayIpv6',
      purpose: 'DCV gateways (IPv6)',
      facts: request.withIpv6 ? ipv6.map(blockFact) : [],
    }),
    ...blockRules({
      ...shared,
      category: 'dcvAccelerator',
      purpose: 'DCV by Global Accelerator',
      facts: request.withAga ? aga.map(blockFact) : [],
    }),
  ];
  return [
    ...blockRules({
      ...shared,
      category: 'dcvGateway',
      purpose: 'DCV gateways',
      facts: ranges.map(blockFact),
    }),
    ...optional.map(situational),
    ...region.dcv.domains
      .filter(({ fips }) => !fips || request.withFips)
      .flatMap((domain) => openings.map((opening) => domainRule(region, domain, opening))),
    ...vpcEndpointRules(region, request, openings),
  ];
}

/** Streaming through a VPC endpoint has names of its own, of a public page alone: they carry its doubt. */
function vpcEndpointRules(region: Region, { withIpv6 }: RuleRequest, openings: readonly Opening[]): Rule[] {
  const names = withIpv6 ? (region.dcv?.vpcEndpoints ?? []) : [];
  return names.flatMap((name) =>
    openings.map((opening): Rule => {
      const rule = domainRule(region, name, opening);
      return {
        ...rule,
        category: 'dcvVpcEndpointName',
        need: 'situational',
        kind: name.name.includes('*') ? 'wildcard' : 'fqdn',
        purpose: 'DCV through a VPC endpoint',
      };
    }),
  );
}

function blockFact({ cidr, source, doubt }: { cidr: string } & Omit<BlockFact, 'cidrs'>): BlockFact {
  return { cidrs: [cidr], source, doubt };
}

/** IPv6 and Global Accelerator: the client falls back to IPv4 and to the gateways when they are closed. */
function situational(rule: Rule): Rule {
  return { ...rule, need: 'situational' };
}

type Domain = NonNullable<Region['dcv']>['domains'][number];

/**
 * Firewalls that know names may use these instead of the ranges; so beside the ranges they are supporting at most.
 */
function domainRule(region: Region, domain: Domain, { port, transport, need }: Opening): Rule {
  const destination = domain.name;
  return {
    id: ruleId({ region: region.code, destination, port, transport }),
    region: region.code,
    category: 'dcvGatewayName',
    need: domain.fips || need === 'situational' ? 'situational' : 'supporting',
    protocol: 'dcv',
    destination,
    kind: 'wildcard',
    port,
    transport,
    direction: 'outbound',
    purpose: domain.fips ? 'DCV gateways by name (FIPS)' : 'DCV gateways by name',
    doubt: doubtText(domain.doubt),
    source: sourceText(domain.source),
  };
}
