/**
 * Keyed tags: which bundles come from one machine, ask one DNS server, stand in one network, said only to whoever holds the key. A tag is 64
 * bits of HMAC-SHA256, so among 10,000 two different things share one with a chance below 1e-11.
 */
import { createHmac } from 'node:crypto';
import { addressKind, inCidr, parseIpAddress } from '../core/address.ts';
import type { RedactionLevel } from '../core/words.ts';
import type { RunRecord } from '../reading/record.ts';
import type { Report } from '../report/report.ts';
import type { Manifest } from './bundle-format.ts';
import { PUBLIC_RESOLVERS } from './naming.ts';
import { outsideOf } from './service-facts.ts';
import type { TagKey } from './tag-key.ts';

export const TAG_KINDS = ['dns', 'gateway', 'prefix', 'suffix', 'ssid', 'vpn', 'proxy', 'public'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** One fact of a network in its canonical spelling: what a tag is made of. */
export interface NetworkFact {
  readonly kind: TagKind;
  readonly value: string;
}

/** What a person or a policy decided about tags; null in `BundleInput`: no key, so no tags. */
export interface Tagging {
  readonly key: TagKey;
  /** Random id of this installation; null: it could not be kept, so the machine has no tag. */
  readonly installation: string | null;
  /** Name of the site, in clear; only a policy gives one. */
  readonly site: string | null;
}

const TAG_HEX = 16;
const MOST_FACTS = 60;

/** First 64 bits of HMAC-SHA256(key, "preflight tag 1" NUL kind NUL value). */
export function tagOf({ bytes }: TagKey, kind: TagKind | 'machine', value: string): string {
  return createHmac('sha256', bytes)
    .update(`preflight tag 1\0${kind}\0${value}`)
    .digest('hex')
    .slice(0, TAG_HEX);
}

interface Tagged {
  readonly report: Report;
  readonly record: RunRecord | null;
  readonly tagging: Tagging | null;
}

interface TagChoice {
  readonly level: RedactionLevel;
  readonly publicAddress: boolean;
  readonly leaveOut: readonly string[];
}

/** Undefined: no key, left out, or a level that has none. */
export function tagsOf({ report, record, tagging }: Tagged, choice: TagChoice): Manifest['tags'] {
  if (tagging === null || choice.leaveOut.includes('tags')) return undefined;
  const { key, installation, site } = tagging;
  // "minimal" says nothing of a network; one case still wants to know how many machines it has.
  const isMinimal = choice.level === 'minimal';
  if (isMinimal && key.scope !== 'case') return undefined;
  const facts = isMinimal ? [] : networkFacts(report, choice.publicAddress ? record : null);
  return {
    key: key.id,
    scope: key.scope,
    machine: installation === null ? null : tagOf(key, 'machine', installation),
    site: isMinimal ? null : site,
    facts: facts.slice(0, MOST_FACTS).map(({ kind, value }) => ({ kind, tag: tagOf(key, kind, value) })),
  };
}

/** Everything of a machine's network that tells one network from another, each alone. `record`: null keeps public addresses out. */
export function networkFacts({ host }: Report, record: RunRecord | null): readonly NetworkFact[] {
  const suffixes = (host.splitDns ?? []).flatMap(({ domains }) => domains.map(plainName));
  const facts: NetworkFact[] = [
    ...host.dnsServers.flatMap(({ address }) => addressFact('dns', address)),
    ...host.defaultGateways.flatMap(({ address }) => addressFact('gateway', address)),
    ...prefixesOf(host).map((value) => ({ kind: 'prefix' as const, value })),
    ...suffixes.map((value) => ({ kind: 'suffix' as const, value })),
    ...named('ssid', host.wifi?.ssid),
    ...named('vpn', host.vpn?.kind),
    ...named('proxy', proxyOf(host.proxy.httpsProxy)),
    ...publicFacts(record),
  ];
  const seen = new Set<string>();
  return facts.filter(({ kind, value }) => {
    const key = `${kind} ${value}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Networks that half of all homes have: they tell nobody apart. */
const EVERYWHERE = [
  '192.168.0.0/24',
  '192.168.1.0/24',
  '192.168.2.0/24',
  '192.168.178.0/24',
  '10.0.0.0/24',
  '100.64.0.0/10',
];

/** Whether an address tells one network from another: neither the same in every home nor of this link or machine alone. */
export function tellsANetwork(address: string): boolean {
  const kind = addressKind(address);
  return (kind === 'private' || kind === 'public') && !EVERYWHERE.some((cidr) => inCidr(address, cidr));
}

function addressFact(kind: 'dns' | 'gateway', address: string): readonly NetworkFact[] {
  const canonical = parseIpAddress(address);
  // Everybody's resolvers stay in clear; a tag of one would join strangers.
  const isOwn = canonical !== null && tellsANetwork(canonical) && !PUBLIC_RESOLVERS.has(canonical);
  return isOwn ? [{ kind, value: canonical }] : [];
}

function named(kind: TagKind, name: string | null | undefined): readonly NetworkFact[] {
  return name === undefined || name === null || name === ''
    ? []
    : [{ kind, value: kind === 'ssid' ? name : plainName(name) }];
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/^\.+|\.+$/g, '');
}

function proxyOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}

/** The network of each card that has a default route, as configured, and its /16 (not 192.168.0.0/16, where all homes are). IPv4 alone: an IPv6 prefix is public. */
function prefixesOf({ interfaces, defaultGateways }: Report['host']): readonly string[] {
  const used = new Set(defaultGateways.map(({ interfaceName }) => interfaceName));
  const own = interfaces
    .filter(({ name, kind }) => used.has(name) && kind !== 'tunnel')
    .flatMap(({ addresses }) => addresses)
    .filter(
      ({ family, address }) => family === 4 && addressKind(address) === 'private' && tellsANetwork(address),
    );
  return own.flatMap(({ address, prefixLength }) => [
    ...(prefixLength === null || prefixLength <= 16 ? [] : [networkAddress(address, prefixLength)]),
    ...(address.startsWith('192.168.') ? [] : [networkAddress(address, 16)]),
  ]);
}

/** `10.20.3.0/24` out of 10.20.3.17 and 24. IPv4. */
export function networkAddress(address: string, length: number): string {
  const bits = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  const first = Math.floor(bits / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;
}

/** The public address that a control server told, as the ranges that an organisation has. */
function publicFacts(record: RunRecord | null): readonly NetworkFact[] {
  const mapped = Object.values(record?.observations ?? {}).flatMap((observed) =>
    observed.outcome === 'completed' ? outsideOf(observed.evidence) : [],
  );
  return mapped.flatMap((address) => {
    const canonical = parseIpAddress(address);
    if (canonical === null) return [];
    const value = canonical.includes(':')
      ? `${canonical.split(':').slice(0, 3).join(':')}::/48`
      : networkAddress(canonical, 24);
    return [{ kind: 'public' as const, value }];
  });
}
