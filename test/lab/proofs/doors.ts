/** Which doors a rule set opens, and a set of doors to knock at: those of the rules, their neighbours and strangers. Pure. */
import {
  addressToInteger,
  integerToAddress,
  intervalContains,
  parseCidr,
} from '../../../src/regions/ip-interval.ts';
import type { Rule, RuleSet } from '../../../src/rules/rule.ts';
import { DNS_SERVERS, NAME_BLOCK, PROXY, STUN } from '../places.ts';
import { regionFacts } from '../table-facts.ts';
import type { Door } from './witness.ts';

type Resolved = Readonly<Record<string, readonly string[]>>;

export interface Allowed {
  readonly rules: readonly Rule[];
  readonly resolved: Resolved;
  /** DNS servers, the proxy. */
  readonly own: readonly Door[];
}

/** By the rules themselves, not by the text of any firewall. */
export function isAllowed(door: Door, { rules, resolved, own }: Allowed): boolean {
  if (own.some((one) => sameDoor(one, door))) return true;
  return rules.some(
    (rule) =>
      rule.port === door.port && rule.transport === door.transport && holds(rule, door.address, resolved),
  );
}

function sameDoor(left: Door, right: Door): boolean {
  return left.address === right.address && left.port === right.port && left.transport === right.transport;
}

function holds(rule: Rule, address: string, resolved: Resolved): boolean {
  if (rule.kind !== 'cidr') return (resolved[rule.destination] ?? []).includes(address);
  const block = parseCidr(rule.destination);
  const one = parseCidr(address);
  return block !== null && one !== null && intervalContains(block, one);
}

export function dnsDoors(servers: readonly string[]): Door[] {
  return servers.flatMap((address) =>
    (['tcp', 'udp'] as const).map((transport) => ({ address, transport, port: 53 })),
  );
}

const PORTS = [22, 53, 80, 443, 3128, 3478, 4172, 4195, 8443, 50002];
/** Another Region's servers, public resolvers, documentation addresses, hosts of the name block that no rule names. */
const STRANGERS = [
  ...regionFacts('ap-southeast-2').healthCheckAddresses,
  ...['8.8.8.8', '1.1.1.1', '192.0.2.9', '203.0.113.7', '52.94.0.1', `${NAME_BLOCK.ipv4}9.9`, `${NAME_BLOCK.ipv4}200.1`],
  ...[...DNS_SERVERS.ipv4, PROXY.address, STUN.address],
]; // prettier-ignore

/** Each address on each port by both transports. */
export function doorsToKnock(set: RuleSet, resolved: Resolved): Door[] {
  const ofRules = set.rules.flatMap((rule) =>
    rule.kind === 'cidr' ? edgesOf(rule.destination) : (resolved[rule.destination] ?? []),
  );
  const addresses = [...new Set([...ofRules, ...STRANGERS])].filter((address) => !address.includes(':'));
  return addresses.flatMap((address) =>
    PORTS.flatMap((port) => (['tcp', 'udp'] as const).map((transport) => ({ address, transport, port }))),
  );
}

/** First and last address of a block, and the ones just outside it. */
function edgesOf(cidr: string): string[] {
  const block = parseCidr(cidr);
  if (block === null || addressToInteger(cidr.replace(/\/.*/, ''))?.family !== 4) return [];
  return [block.first - 1n, block.first, block.last, block.last + 1n].map((value) =>
    integerToAddress(value, 4),
  );
}
