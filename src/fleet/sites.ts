/**
 * At which site a bundle was made. Names come from a policy or from the helpdesk's own file, never from a bundle's tags: who holds the key works
 * out the tags of its own servers and networks and looks them up.
 */
import { z } from 'zod';
import { PUBLIC_RESOLVERS } from '../bundle/naming.ts';
import { networkAddress, tagOf, type TagKind } from '../bundle/tags.ts';
import type { TagKey } from '../bundle/tag-key.ts';
import { parseIpAddress } from '../core/address.ts';
import type { BundleRow } from './row.ts';

const name = z.string().min(1).max(100);
const cidr = z.string().regex(/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/, 'an IPv4 network such as 10.20.0.0/16');

export const sitesSchema = z
  .array(
    z.strictObject({
      name,
      cidrs: z.array(cidr).max(200).default([]),
      dns: z.array(z.string().max(60)).max(50).default([]),
      ssids: z.array(z.string().max(64)).max(50).default([]),
    }),
  )
  .max(2000);
export type Sites = z.infer<typeof sitesSchema>;

/** Site by fact (`kind/tag` or `kind=value`), and what the fact is called. */
export interface SiteBook {
  /** Null: the fact belongs to several sites, so it is evidence of none. */
  readonly siteOf: ReadonlyMap<string, string | null>;
  readonly nameOf: ReadonlyMap<string, string>;
}

/** 10.0.0.0/8 by /24 are 65,536 networks; more digests than this are refused. */
const MOST_DIGESTS = 400_000;

/** Throws a `RangeError` where the networks of the file would need too many digests. */
export function siteBook(sites: Sites, keys: readonly TagKey[]): SiteBook {
  const siteOf = new Map<string, string | null>();
  const nameOf = new Map<string, string>();
  let digests = 0;
  const learn = (site: string, kind: TagKind, value: string) => {
    digests += keys.length;
    if (digests > MOST_DIGESTS) throw new RangeError('too many networks: give narrower ones');
    for (const fact of [`${kind}=${value}`, ...keys.map((key) => `${kind}/${tagOf(key, kind, value)}`)]) {
      siteOf.set(fact, siteOf.has(fact) && siteOf.get(fact) !== site ? null : site);
      nameOf.set(fact, `${value} (${site})`);
    }
  };
  for (const { name: site, cidrs, dns, ssids } of sites) {
    for (const one of cidrs) for (const network of networksIn(one)) learn(site, 'prefix', network);
    for (const server of dns) learn(site, 'dns', parseIpAddress(server) ?? server);
    for (const ssid of ssids) learn(site, 'ssid', ssid);
  }
  return { siteOf, nameOf };
}

/** Every network that a machine inside may be configured with: the block itself, and its parts down to /24 (a smaller block: itself). */
function networksIn(block: string): readonly string[] {
  const [address = '', length = '32'] = block.split('/');
  const bits = Number(length);
  if (bits < 8 || bits > 32 || parseIpAddress(address) === null) return [];
  const first = networkAddress(address, bits).split('/')[0] ?? address;
  const start = first.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const lengths = Array.from(
    { length: Math.max(1, 25 - Math.max(16, bits)) },
    (_, at) => Math.max(16, bits) + at,
  );
  return lengths.flatMap((one) => {
    const count = 2 ** Math.max(0, one - bits);
    return Array.from({ length: count }, (_, at) =>
      networkAddress(dotted(start + at * 2 ** (32 - one)), one),
    );
  });
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** Every fact of a row in the spelling of the site book. */
export function factsOf({ tags, plain }: BundleRow): readonly string[] {
  return [
    ...(tags?.facts ?? []).map(({ kind, tag }) => `${kind}/${tag}`),
    ...plain.map(({ kind, value }) => `${kind}=${value}`),
  ];
}

export interface SiteOf {
  /** A name, a stand-in for a network that nobody named, or null: not known. */
  readonly site: string | null;
  readonly named: boolean;
}

/** In the order of `rows`: by policy, by the file (network, then DNS server, then Wi-Fi), by shared networks, or not known. */
export function sitesOf(rows: readonly BundleRow[], book: SiteBook): readonly SiteOf[] {
  const sure = rows.map((row) => row.tags?.site ?? fromBook(factsOf(row), book, ['prefix']));
  const shared = sharedFacts(rows, sure);
  const own = (row: BundleRow) => factsOf(row).filter((fact) => !shared.has(fact));
  const byName = rows.map((row, at) => sure[at] ?? fromBook(own(row), book, ['dns', 'ssid']));
  const clusters = clustersOf(rows);
  const nameOfCluster = new Map<string, Set<string>>();
  rows.forEach((_, at) => {
    const [cluster, known] = [clusters[at] ?? null, byName[at] ?? null];
    if (cluster !== null && known !== null)
      nameOfCluster.set(cluster, (nameOfCluster.get(cluster) ?? new Set()).add(known));
  });
  return rows.map((_, at) => {
    const [cluster, known] = [clusters[at] ?? null, byName[at] ?? null];
    if (known !== null) return { site: known, named: true };
    if (cluster === null) return { site: null, named: false };
    // Two names in one cluster contradict each other: then the cluster has none.
    const names = [...(nameOfCluster.get(cluster) ?? [])];
    return names.length === 1 ? { site: names[0] ?? null, named: true } : { site: cluster, named: false };
  });
}

/** Facts that more than half of all sites have, and more than one: a resolver or a VPN of all is no evidence of any. */
function sharedFacts(rows: readonly BundleRow[], sites: readonly (string | null)[]): ReadonlySet<string> {
  const sitesOfFact = new Map<string, Set<string>>();
  rows.forEach((row, at) => {
    const site = sites[at] ?? null;
    if (site === null) return;
    for (const fact of factsOf(row)) sitesOfFact.set(fact, (sitesOfFact.get(fact) ?? new Set()).add(site));
  });
  const count = new Set(sites.filter((site) => site !== null)).size;
  return new Set(
    [...sitesOfFact].filter(([, of]) => of.size > 1 && of.size > count / 2).map(([fact]) => fact),
  );
}

function fromBook(facts: readonly string[], { siteOf }: SiteBook, kinds: readonly TagKind[]): string | null {
  for (const kind of kinds) {
    const sites = new Set(
      facts.filter((fact) => /^\w+/.exec(fact)?.[0] === kind).flatMap((fact) => siteOf.get(fact) ?? []),
    );
    // Two servers of two sites: no evidence of either.
    if (sites.size === 1) return [...sites][0] ?? null;
  }
  return null;
}

/**
 * The network that a row shares with others, as a word: rows with one network **and** one DNS server belong together. A DNS server alone joins
 * nothing, nor does a VPN: all sites may use one.
 */
function clustersOf(rows: readonly BundleRow[]): readonly (string | null)[] {
  const parent = new Map<string, string>();
  const root = (of: string): string => {
    let at = of;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const pairsOf = rows.map((row) => pairs(row));
  for (const own of pairsOf) {
    const [first] = own;
    if (first === undefined) continue;
    for (const pair of own) if (!parent.has(pair)) parent.set(pair, pair);
    for (const pair of own) parent.set(root(pair), root(first));
  }
  return pairsOf.map(([first]) => (first === undefined ? null : shortName(root(first))));
}

/**
 * Each network of the row (as configured, and its /16: Wi-Fi and cable of one office are two networks) with each of its own DNS servers. The
 * gateway stands for the network where there is none.
 */
function pairs(row: BundleRow): readonly string[] {
  const facts = factsOf(row);
  const networks = facts.filter((fact) => fact.startsWith('prefix'));
  const gateways = facts.filter((fact) => fact.startsWith('gateway'));
  const servers = facts.filter(
    (fact) => fact.startsWith('dns') && !PUBLIC_RESOLVERS.has(fact.slice('dns='.length)),
  );
  return (networks.length > 0 ? networks : gateways).flatMap((network) =>
    servers.map((dns) => `${network} ${dns}`),
  );
}

/** Six signs of a tag, or the real address: enough to tell the networks of one folder apart. */
function shortName(pair: string): string {
  const [network = ''] = pair.split(' ');
  return network.includes('=')
    ? network.slice(network.indexOf('=') + 1)
    : network.replace(/^\w+\//, '').slice(0, 6);
}
