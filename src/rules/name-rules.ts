/** Rules for names on 443 (for browsers port 80 too, for zero clients the time server). A name with a placeholder in the host is never turned into an invented one. */
import { PROTOCOLS } from '../core/words.ts';
import { endpointsOf, type UsedEndpoint } from '../regions/endpoints-of.ts';
import type { Region, Tables } from '../regions/model.ts';
import { CATEGORY_NEEDS, categoryNeed } from '../regions/needs.ts';
import { profileTargets } from '../regions/profile-targets.ts';
import { english } from '../words/en/index.ts';
import type { Contribution, RuleRequest } from './rule-request.ts';
import type { Omission, Rule } from './rule.ts';
import { doubtText, ruleId, sourceText } from './rule-text.ts';

interface Place {
  readonly tables: Tables;
  readonly region: Region;
  readonly request: RuleRequest;
}

export function nameRules(place: Place): Contribution {
  const { region, request } = place;
  const used = endpointsOf(region, request).filter((row) => isWanted(row, request));
  const made = used.map((row) => toRules(row, place));
  return {
    rules: [...made.flatMap(({ rules }) => rules), ...profileRules(place)],
    omitted: made.flatMap(({ omitted }) => omitted),
  };
}

/**
 * FIPS names only on request, but only where an ordinary name does the same (GovCloud East signs in by FIPS names alone).
 * The category's own protocols and clients decide the rest.
 */
function isWanted({ endpoint }: UsedEndpoint, request: RuleRequest): boolean {
  if (endpoint.category.includes('Fips') && !request.withFips) return false;
  if (endpoint.family === '6' && !request.withIpv6) return false;
  const row = categoryNeed(endpoint.category);
  if (row === null) return true;
  return (
    row.profiles.includes(request.profile) &&
    row.protocols.some((protocol) => request.protocols.includes(protocol))
  );
}

function toRules(used: UsedEndpoint, place: Place): { rules: Rule[]; omitted: Omission[] } {
  const { endpoint, host } = used;
  const region = isShared(place.tables, endpoint.host) ? null : place.region.code;
  if (host.includes('<')) {
    const reason = (place.request.words ?? english).rules.directoryId;
    return { rules: [], omitted: [{ region, category: endpoint.category, destination: host, reason }] };
  }
  // TURN runs over UDP and TCP (RFC 8656); everything else of the list is HTTPS.
  const transports = endpoint.url.startsWith('turn:') ? (['udp', 'tcp'] as const) : (['tcp'] as const);
  const rules = transports.map((transport) => nameRule({ used, region, transport }));
  return { rules, omitted: [] };
}

function nameRule({
  used,
  region,
  transport,
}: {
  used: UsedEndpoint;
  region: string | null;
  transport: Rule['transport'];
}): Rule {
  const { endpoint, host, need } = used;
  const row = categoryNeed(endpoint.category);
  const destination = host;
  return {
    // By destination, not by category: a host that serves two categories needs one rule.
    id: ruleId({ region, destination, port: endpoint.port, transport }),
    region,
    category: endpoint.category,
    need,
    protocol:
      row === null || row.protocols.length === PROTOCOLS.length ? 'both' : (row.protocols[0] ?? 'both'),
    destination,
    kind: host.includes('*') ? 'wildcard' : 'fqdn',
    port: endpoint.port,
    transport,
    direction: 'outbound',
    purpose: row?.title ?? endpoint.category,
    doubt: doubtText(endpoint.doubt),
    source: sourceText(endpoint.source),
  };
}

/** Whether another Region lists the host too: then the rule belongs to no single Region. */
function isShared(tables: Tables, host: string): boolean {
  const known = SHARED.get(tables) ?? sharedHosts(tables);
  SHARED.set(tables, known);
  return known.has(host);
}

/** Worked out once: every name of every Region asks. */
const SHARED = new WeakMap<Tables, ReadonlySet<string>>();

function sharedHosts({ regions }: Tables): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { endpoints } of regions)
    for (const host of new Set(endpoints.map((endpoint) => endpoint.host))) {
      if (seen.has(host)) shared.add(host);
      seen.add(host);
    }
  return shared;
}

/** What the kind of client needs beside the names of its Region. */
function profileRules({ tables, request }: Place): Rule[] {
  return profileTargets(tables, request.profile).map(({ category, host, port, transport, need, source }) => ({
    id: ruleId({ region: null, destination: host, port, transport }),
    region: null,
    category,
    need,
    protocol: category === 'timeServer' ? 'pcoip' : 'both',
    destination: host,
    kind: 'fqdn',
    port,
    transport,
    direction: 'outbound',
    purpose: CATEGORY_NEEDS[category].title,
    doubt: null,
    source: sourceText(source),
  }));
}
