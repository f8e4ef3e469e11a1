/** What all simulated ports share: who lives where, how far it is, and chance that repeats. */
import { createHash } from 'node:crypto';
import { addressKind, parseIpAddress, type IpAddress } from '../../core/address.ts';
import type { PortState } from '../../core/words.ts';
import type { Clock } from '../../probes/ports.ts';
import type { Region, Tables } from '../../regions/model.ts';
import type { Situation } from './situation.ts';

export interface World {
  readonly situation: Situation;
  readonly clock: Clock;
  /** Addresses of a name, none when it does not exist here. */
  addressesOf(host: string): readonly IpAddress[];
  /** 0 (included) to 1: the same for the same seed, subject and count. */
  chance(subject: string): number;
  /** One round trip to the address, with jitter. */
  rttMs(address: string): number;
  /** How a TCP connect to the address ends. */
  tcpState(address: string, port: number): PortState;
  /** How a datagram to the address ends. */
  udpFate(address: string, port: number): 'answered' | 'silent' | 'refused';
}

export interface WorldInput {
  readonly situation: Situation;
  readonly tables: Tables;
  /** The Region that `rttMs` of the situation speaks of. */
  readonly homeRegion: string | null;
  readonly clock: Clock;
  readonly seed: number;
}

/** Where the tables know no health-check address for sure (Paris), made-up ones inside the Region's own ranges. */
function healthCheckAddresses(region: Region): readonly string[] {
  const check = region.healthCheck;
  if (check === null) return [];
  if (check.addressesTrusted) return check.addresses.map(({ address }) => address);
  const start = region.pcoip?.ranges[0]?.start.split('.').slice(0, 3).join('.') ?? '52.94.0';
  return [`${start}.10`, `${start}.20`, `${start}.30`];
}

export function makeWorld({ situation, tables, homeRegion, clock, seed }: WorldInput): World {
  const map = mapOf(tables);
  const chance = repeatableChance(seed);
  const isDead = (address: string): boolean => (map.get(address)?.place ?? Infinity) < situation.deadServers;
  const distanceMs = (address: string): number => {
    const home = tables.regions.findIndex(({ code }) => code === homeRegion);
    const there = map.get(address)?.region ?? home;
    return there === home || home < 0 ? 0 : 24 + 17 * Math.abs(there - home);
  };
  return {
    situation,
    clock,
    chance,
    addressesOf(host) {
      if (situation.missing.some((part) => host.includes(part))) return [];
      const region = tables.regions.find(({ healthCheck }) => healthCheck?.host === host);
      const listed = region ? healthCheckAddresses(region) : publicAddresses(host);
      return listed.flatMap((text) => parseIpAddress(text) ?? []);
    },
    rttMs: (address) =>
      Math.max(
        0.4,
        situation.rttMs + distanceMs(address) + (chance(`rtt ${address}`) - 0.3) * 2 * situation.jitterMs,
      ),
    tcpState(address, port) {
      if (!situation.online) return 'filtered';
      if (situation.acceptsAll) return 'open';
      if (addressKind(address) === 'documentation' || isDead(address)) return 'filtered';
      return situation.tcp[port] ?? 'open';
    },
    udpFate: (address, port) =>
      !situation.online || isDead(address) ? 'silent' : (situation.udp[port] ?? 'silent'),
  };
}

/** Health-check address to its Region's place in the tables and its own place in the Region. */
function mapOf({
  regions,
}: Tables): ReadonlyMap<string, { readonly region: number; readonly place: number }> {
  const entries = regions.flatMap((region, index) =>
    healthCheckAddresses(region).map((address, place) => [address, { region: index, place }] as const),
  );
  return new Map(entries);
}

/** Chance by subject and count, so that the order in which steps end changes no figure. */
function repeatableChance(seed: number): World['chance'] {
  const counts = new Map<string, number>();
  return (subject) => {
    const count = (counts.get(subject) ?? 0) + 1;
    counts.set(subject, count);
    return createHash('sha256').update(`${seed} ${subject} ${count}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

/** Two made-up addresses of a web name; the same name has the same ones. */
function publicAddresses(host: string): readonly string[] {
  const hash = createHash('sha256').update(host).digest();
  return [0, 4].map(
    (at) =>
      `52.${84 + (hash.readUInt8(at) % 10)}.${hash.readUInt8(at + 1)}.${1 + (hash.readUInt8(at + 2) % 250)}`,
  );
}
