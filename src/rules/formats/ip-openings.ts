/** Rules as openings of an IP firewall: blocks of one family, port and transport together. Names come in only by given addresses. */
import { parseIpAddress } from '../../core/address.ts';
import type { Family } from '../../core/words.ts';
import {
  aggregateCidrs,
  intervalContains,
  mergeIntervals,
  parseCidr,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import { english } from '../../words/en/index.ts';
import type { Rule, RuleSet } from '../rule.ts';
import type { FormatOptions } from './rule-format.ts';

export interface IpOpening {
  readonly family: Family;
  readonly transport: Rule['transport'];
  readonly port: number;
  /** Never empty. */
  readonly cidrs: readonly string[];
  /** ASCII, without quotes, at most 120 characters: fits a comment of every syntax. */
  readonly title: string;
  readonly doubt: string | null;
}

/**
 * In the order of the rules, with what a default-deny firewall needs besides: DNS and the proxy. An address of a name that lies in
 * a block of the rules is not said twice, so that each opening alone keeps its destinations open.
 */
export function ipOpenings(set: RuleSet, options: FormatOptions): IpOpening[] {
  const blocks = blocksByPort(set);
  const groups = new Map<string, { rules: Rule[]; cidrs: string[] }>();
  for (const rule of set.rules) {
    const cidrs = rule.kind === 'cidr' ? [rule.destination] : addressesBesides(rule, options, blocks);
    const { region, category, port, transport, doubt } = rule;
    const name = rule.kind === 'cidr' ? '' : rule.destination;
    const key = JSON.stringify([region, category, port, transport, doubt, name]);
    const group = groups.get(key) ?? { rules: [], cidrs: [] };
    groups.set(key, { rules: [...group.rules, rule], cidrs: [...group.cidrs, ...cidrs] });
  }
  return [...ownOpenings(options), ...[...groups.values()].flatMap(toOpenings)];
}

/** The rules' own blocks as intervals, by `tcp/4172`. */
function blocksByPort({ rules }: RuleSet): ReadonlyMap<string, readonly IpInterval[]> {
  const keys = [...new Set(rules.map(portKey))];
  const blocksOf = (key: string): IpInterval[] =>
    rules.flatMap((rule) =>
      rule.kind === 'cidr' && portKey(rule) === key ? (parseCidr(rule.destination) ?? []) : [],
    );
  return new Map(keys.map((key) => [key, mergeIntervals(blocksOf(key))]));
}

function portKey({ transport, port }: Pick<Rule, 'transport' | 'port'>): string {
  return `${transport}/${port}`;
}

function addressesBesides(
  rule: Rule,
  options: FormatOptions,
  blocks: ReadonlyMap<string, readonly IpInterval[]>,
): string[] {
  const taken = blocks.get(portKey(rule)) ?? [];
  return addressesOf(rule, options).filter((cidr) => {
    const address = parseCidr(cidr);
    return address === null || !taken.some((block) => intervalContains(block, address));
  });
}

/** Names and wildcards for which no address was given. */
export function rulesWithoutAddress(set: RuleSet, options: FormatOptions): Rule[] {
  return set.rules.filter((rule) => rule.kind !== 'cidr' && addressesOf(rule, options).length === 0);
}

function addressesOf(rule: Rule, { resolved }: FormatOptions): string[] {
  const given = Object.hasOwn(resolved, rule.destination) ? (resolved[rule.destination] ?? []) : [];
  return given.flatMap((text) => singleAddress(text) ?? []);
}

function singleAddress(text: string): string | null {
  const address = parseIpAddress(text);
  return address === null ? null : `${address}/${address.includes(':') ? 128 : 32}`;
}

function toOpenings({ rules, cidrs }: { rules: readonly Rule[]; cidrs: readonly string[] }): IpOpening[] {
  const [first] = rules;
  if (first === undefined) return [];
  const where = first.region ?? 'all Regions';
  const what = first.kind === 'cidr' ? first.purpose : `${first.purpose}: ${first.destination}`;
  const title = plainComment(`${where}, ${what} (${english.need[first.need]})`);
  const { transport, port, doubt } = first;
  return byFamily(cidrs).map(([family, blocks]) => ({
    family,
    transport,
    port,
    cidrs: blocks,
    title,
    doubt,
  }));
}

function byFamily(cidrs: readonly string[]): [Family, string[]][] {
  const blocks = aggregateCidrs(cidrs) ?? [];
  const of = (family: Family) => blocks.filter((cidr) => (family === 6) === cidr.includes(':'));
  return ([4, 6] as const)
    .map((family): [Family, string[]] => [family, of(family)])
    .filter(([, list]) => list.length > 0);
}

function ownOpenings({ dnsServers, proxy }: FormatOptions): IpOpening[] {
  const dns = dnsServers.flatMap((text) => singleAddress(text) ?? []);
  const via = proxy === null ? null : singleAddress(proxy.address);
  const opening = (title: string, port: number, cidrs: readonly string[]) => (transport: Rule['transport']) =>
    byFamily(cidrs).map(([family, blocks]) => ({
      family,
      transport,
      port,
      cidrs: blocks,
      title,
      doubt: null,
    }));
  return [
    ...(['udp', 'tcp'] as const).flatMap(opening('own DNS servers', 53, dns)),
    ...(proxy !== null && via !== null
      ? opening('own proxy, the way out for names', proxy.port, [via])('tcp')
      : []),
  ];
}

/** One line of ASCII without quotes and backslashes, so that no text of the tables can leave its comment. */
export function plainComment(text: string): string {
  return text
    .replaceAll(/[‘’“”"']/g, '')
    .normalize('NFKD')
    .replaceAll(/[^ -~]/g, '')
    .replaceAll(/[\\`$]/g, '')
    .slice(0, 120);
}
