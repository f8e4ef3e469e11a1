/**
 * Rules as policies of a firewall with objects: destinations that need the same ports stand together, so that the product of
 * destinations and services is exactly the rule set and never wider.
 */
import { createHash } from 'node:crypto';
import { parseIpAddress } from '../../core/address.ts';
import type { Family } from '../../core/words.ts';
import type { Rule, RuleSet } from '../rule.ts';
import { plainComment } from './ip-openings.ts';
import type { FormatOptions } from './rule-format.ts';

export type Service = Pick<Rule, 'port' | 'transport'>;

export interface Destination {
  readonly kind: Rule['kind'];
  /** A block with its prefix, a name, or `*.name`. */
  readonly value: string;
  /** Null for names. */
  readonly family: Family | null;
  /** ASCII without quotes: what it is for, and its doubt. */
  readonly title: string;
}

export interface Policy {
  /** From 1 on. */
  readonly number: number;
  /** `tcp 443, udp 4195`. */
  readonly title: string;
  readonly services: readonly Service[];
  readonly destinations: readonly Destination[];
}

interface Policies {
  readonly policies: readonly Policy[];
  /** Rules that the syntax cannot say. */
  readonly notCovered: readonly Rule[];
}

/** `canSay`: which rules the syntax has words for. Own DNS servers and the proxy are policies too. */
export function policiesOf(
  set: RuleSet,
  options: FormatOptions,
  canSay: (rule: Pick<Rule, 'kind' | 'destination' | 'port' | 'transport'>) => boolean,
): Policies {
  const said = set.rules.filter(canSay);
  const byDestination = new Map<string, Row>();
  for (const row of [...ownRows(options).filter((one) => canSay(one)), ...said.map(rowOf)]) {
    const before = byDestination.get(row.destination);
    byDestination.set(row.destination, before === undefined ? row : { ...before, services: [...before.services, ...row.services] }); // prettier-ignore
  }
  const groups = new Map<string, Row[]>();
  for (const row of byDestination.values()) {
    const key = sortedServices(row.services).map(serviceName).join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return {
    policies: [...groups.values()].map(toPolicy),
    notCovered: set.rules.filter((rule) => !canSay(rule)),
  };
}

interface Row extends Pick<Rule, 'kind' | 'destination' | 'port' | 'transport'> {
  readonly title: string;
  readonly services: readonly Service[];
}

function rowOf({ kind, destination, port, transport, purpose, need, doubt }: Rule): Row {
  const title = plainComment(`${purpose} (${need})${doubt === null ? '' : `; DOUBTFUL ${doubt}`}`);
  return { kind, destination, port, transport, title, services: [{ port, transport }] };
}

function ownRows({ dnsServers, proxy }: FormatOptions): Row[] {
  const row = (address: string, title: string, services: readonly Service[]): Row[] => {
    const one = parseIpAddress(address);
    if (one === null) return [];
    const [{ port, transport } = { port: 53, transport: 'udp' as const }] = services;
    return [{ kind: 'cidr', destination: hostBlock(one), port, transport, title, services }];
  };
  const dns = (['udp', 'tcp'] as const).map((transport) => ({ port: 53, transport }));
  return [
    ...dnsServers.flatMap((address) => row(address, 'own DNS server', dns)),
    ...(proxy === null ? [] : row(proxy.address, 'own proxy', [{ port: proxy.port, transport: 'tcp' }])),
  ];
}

/** One address as a block. */
export function hostBlock(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

function toPolicy(rows: readonly Row[], index: number): Policy {
  const services = sortedServices(rows[0]?.services ?? []);
  return {
    number: index + 1,
    title: services.map(({ transport, port }) => `${transport} ${port}`).join(', '),
    services,
    destinations: rows.map(({ kind, destination, title }) => ({
      kind,
      value: destination,
      family: kind === 'cidr' ? (destination.includes(':') ? 6 : 4) : null,
      title,
    })),
  };
}

function sortedServices(services: readonly Service[]): Service[] {
  const distinct = new Map(services.map((one) => [serviceName(one), one]));
  return [...distinct.values()].sort(
    (left, right) => left.transport.localeCompare(right.transport) || left.port - right.port,
  );
}

/** `ws-tcp-443`: the name of a service object. */
export function serviceName({ transport, port }: Service): string {
  return `ws-${transport}-${port}`;
}

/** Every service of the policies once. */
export function servicesOf(policies: readonly Policy[]): Service[] {
  return sortedServices(policies.flatMap(({ services }) => services));
}

/** Every destination of the policies once. */
export function destinationsOf(policies: readonly Policy[]): Destination[] {
  const all = policies.flatMap(({ destinations }) => destinations);
  return [...new Map(all.map((one) => [one.value, one])).values()];
}

/** What every maker takes as the name of an object (PAN-OS: 63 characters, ASA: 64, FortiOS: 79). */
const LONGEST_NAME = 60;

/** `ws-18.156.52.0-22`, `ws-any.example.com`: letters, digits, dots and dashes; the same for the same destination on every run. */
export function objectName({ value }: Pick<Destination, 'value'>): string {
  const name = `ws-${value.replace(/^\*/, 'any').replaceAll(/[^A-Za-z0-9.-]/g, '-')}`;
  return name.length <= LONGEST_NAME
    ? name
    : `${name.slice(0, LONGEST_NAME - 9)}-${digest(value).slice(0, 8)}`;
}

/** A UUID of version 4's shape, the same for the same text on every run, so that a second import replaces the first. */
export function stableUuid(text: string): string {
  const hex = digest(`preflight-workspaces ${text}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const MASK_BITS = 32;

/** `18.156.52.0/22` as `18.156.52.0 255.255.252.0`. */
export function withMask(cidr: string): string {
  const [address = '', prefix = '32'] = cidr.split('/');
  const bits = '1'.repeat(Number(prefix)).padEnd(MASK_BITS, '0');
  const octets = [0, 8, 16, 24].map((at) => Number.parseInt(bits.slice(at, at + 8), 2));
  return `${address} ${octets.join('.')}`;
}
