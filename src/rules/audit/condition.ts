/**
 * What a rule asks besides destination, port and transport: who sends, by which interface, in which state. Each question is answered
 * for one sender and one kind of packet: yes, no, or null (not known, so the rule is in doubt). Pure.
 */
import type { Family } from '../../core/words.ts';
import { intervalContains, intervalToCidrs, parseCidr, type IpInterval } from '../../regions/ip-interval.ts';
import {
  shownText,
  type AuditWords,
  type Facing,
  type PortRange,
  type Told,
  type Trait,
  type Traits,
} from './audit-entry.ts';

/** Who sends. Null: somebody whom the file does not name. */
export interface Sender {
  readonly iif: string | null;
  readonly oif: string | null;
  /** A group known by its name alone. */
  readonly group: string | null;
  readonly sources: Readonly<Record<Family, bigint | null>>;
}

export interface Circumstances {
  readonly sender: Sender;
  readonly facing: Facing;
  /** Whether the hook stands behind connection tracking; before it every packet is in the state `invalid`. */
  readonly tracked: boolean;
  /** Whether the packet has this interface at all (none comes in at the hook `output`). */
  readonly has: { readonly iif: boolean; readonly oif: boolean };
  /** Whether the packet is for this machine itself (answers on the way in). */
  readonly local: boolean;
}

export interface Condition {
  /** Told when it cannot be decided. */
  readonly why: Told;
  readonly holds: (at: Circumstances) => boolean | null;
  /** What it tells apart, so that each sender can be looked at. */
  readonly names?: { readonly side: 'iif' | 'oif' | 'group'; readonly values: readonly string[] };
  readonly sources?: readonly IpInterval[];
}

/** A question that nobody here can answer. */
export function doubt(why: Told | keyof AuditWords['doubt']): Condition {
  return { why: typeof why === 'string' ? ({ doubt: words }) => words[why] : why, holds: () => null };
}

/** A question that has its answer, and so is never told. */
export function answered(holds: boolean): Condition {
  return { why: () => '', holds: () => holds };
}

/** All conditions of a case. No: one is not met. Null: none fails, but one is not known. */
export function allHold(conditions: readonly Condition[], at: Circumstances): boolean | null {
  let known = true;
  for (const condition of conditions) {
    const held = condition.holds(at);
    if (held === false) return false;
    if (held === null) known = false;
  }
  return known ? true : null;
}

export function firstDoubt(conditions: readonly Condition[], at: Circumstances): Told {
  return (
    conditions.find((condition) => condition.holds(at) === null)?.why ?? ((words) => words.doubt.condition)
  );
}

/** `eth0`, and `eth*` or `eth+` for all that begin so. */
export function deviceCondition(side: 'iif' | 'oif', values: readonly string[], negated: boolean): Condition {
  return {
    why: ({ doubt: words }) => words.interface,
    names: { side, values },
    holds: ({ sender, facing, has }) => {
      if (!has[side]) return negated;
      // An answer comes in where the first packet went out.
      const own = facing === 'answer' ? (side === 'iif' ? 'oif' : 'iif') : side;
      const name = sender[own];
      return (name !== null && values.some((value) => deviceIs(value, name))) !== negated;
    },
  };
}

function deviceIs(written: string, name: string): boolean {
  return /[*+]$/.test(written) ? name.startsWith(written.slice(0, -1)) : written === name;
}

/**
 * Senders known by the name of an object alone. Whoever is looked at as one of them is; whether anybody else is nobody can tell, so what
 * refuses them may refuse everybody. What lets them out lets nobody else out for certain.
 */
export function groupCondition(
  name: string,
  { negated, verdict }: { readonly negated: boolean; readonly verdict: 'accept' | 'drop' },
): Condition {
  return {
    why: ({ doubtAbout }) => doubtAbout.whoIs(shownText(name).slice(0, 40)),
    names: { side: 'group', values: [name] },
    holds: ({ sender: { group } }) => {
      if (group === name) return !negated;
      return verdict === 'drop' ? null : negated;
    },
  };
}

/** The sender's address lies in the intervals (`negated`: in none of them). Of another family it never does. */
export function sourceCondition(intervals: readonly IpInterval[], negated: boolean): Condition {
  const family = intervals[0]?.family;
  if (family === undefined) return answered(negated);
  return {
    why: ({ doubt: words }) => words.source,
    sources: intervals,
    holds: ({ sender }) => {
      const own = sender.sources[family];
      const inside =
        own === null
          ? coversAll(intervals)
          : intervals.some(({ first, last }) => first <= own && own <= last);
      return inside !== negated;
    },
  };
}

function coversAll(intervals: readonly IpInterval[]): boolean {
  return intervals.some(
    ({ family, first, last }) => first === 0n && last === (1n << (family === 4 ? 32n : 128n)) - 1n,
  );
}

/** Ports that a client's system takes for its own side: Linux, and what IANA says (Windows, macOS). */
const EPHEMERAL = [
  { first: 32_768, last: 60_999 },
  { first: 49_152, last: 65_535 },
] as const;

/** The client's own port lies in the ranges. */
export function ownPortCondition(ranges: readonly PortRange[], negated: boolean): Condition {
  const within = (wanted: PortRange): boolean =>
    ranges.some(({ first, last }) => first <= wanted.first && wanted.last <= last);
  const touches = ranges.some(({ first, last }) => last >= 32_768 && first <= 65_535);
  const answer = EPHEMERAL.some(within) ? true : touches ? null : false;
  return {
    why: ({ doubt: words }) => words.ownPort,
    holds: () => (answer === null ? null : answer !== negated),
  };
}

const STATE: Readonly<Record<Facing, string>> = { first: 'new', later: 'established', answer: 'established' };

export function stateCondition(values: readonly string[], negated: boolean): Condition {
  return {
    why: ({ doubt: words }) => words.state,
    holds: ({ facing, tracked }) => values.includes(tracked ? STATE[facing] : 'invalid') !== negated,
  };
}

export function directionCondition(value: string, negated: boolean): Condition {
  return {
    why: ({ doubt: words }) => words.direction,
    // Without a connection there is no direction, and the rule does not match.
    holds: ({ facing, tracked }) =>
      tracked && (value === (facing === 'answer' ? 'reply' : 'original')) !== negated,
  };
}

/** A desktop is below this many packets a second, whatever it shows; so is a machine that begins connections below any rate. */
const MOST_PACKETS_PER_SECOND = 1_000;

/** The sender stays below the rate (`isAbove`: goes beyond it). Null: a rate that nobody could read. */
export function rateCondition(packetsPerSecond: number | null, isAbove: boolean): Condition {
  return {
    why: ({ doubt: words, doubtAbout }) =>
      packetsPerSecond === null ? words.rate : doubtAbout.rate(Number(packetsPerSecond.toPrecision(2))),
    holds: ({ facing }) =>
      facing === 'first' || (packetsPerSecond ?? 0) >= MOST_PACKETS_PER_SECOND ? !isAbove : null,
  };
}

/** The first packet of a TCP connection alone has SYN without ACK. */
export function synCondition(negated: boolean): Condition {
  return { why: ({ doubt: words }) => words.flags, holds: ({ facing }) => (facing === 'first') !== negated };
}

/** Flags of the packets without which there is no conversation; others (an end, a reset) may be lost. */
const TCP_FLAGS: Readonly<Record<Facing, readonly (readonly string[])[]>> = {
  first: [['syn']],
  later: [['ack'], ['ack', 'psh']],
  answer: [['syn', 'ack'], ['ack'], ['ack', 'psh']],
};

/** Of the flags in the mask just these are set. */
export function flagsCondition(mask: readonly string[], set: readonly string[], negated: boolean): Condition {
  const matches = (flags: readonly string[]): boolean =>
    mask.every((flag) => flags.includes(flag) === set.includes(flag)) !== negated;
  return {
    why: ({ doubt: words }) => words.flags,
    holds: ({ facing }) => {
      const seen = TCP_FLAGS[facing].map(matches);
      return seen.every((one) => one) ? true : seen.some((one) => one) ? null : false;
    },
  };
}

/** `fib daddr type`, `addrtype`: a service's address is of another machine; an answer on its way in is for this one. */
export function addressTypeCondition(values: readonly string[], negated: boolean): Condition {
  return {
    why: ({ doubt: words }) => words.addressType,
    holds: ({ local }) => values.includes(local ? 'local' : 'unicast') !== negated,
  };
}

/** More senders than these are nobody's to read. */
const MOST_SENDERS = 48;
const MOST_OF_A_KIND = 12;

/** The senders that these conditions tell apart: first the one whom none of them names. */
export function sendersOf(
  conditions: readonly Condition[],
  sides: readonly ('iif' | 'oif')[],
  isWayOut: (name: string) => boolean = () => true,
): Sender[] {
  const interfaces = (side: 'iif' | 'oif'): (string | null)[] =>
    sides.includes(side)
      ? [null, ...named(conditions, side).filter((name) => side === 'iif' || isWayOut(name))]
      : [null];
  const sources = (family: Family): (bigint | null)[] => [null, ...sourcesOf(conditions, family)];
  const groups = [null, ...named(conditions, 'group')];
  const senders = interfaces('iif').flatMap((iif) =>
    interfaces('oif').flatMap((oif) =>
      groups.flatMap((group) =>
        sources(4).flatMap((v4) =>
          sources(6).map((v6): Sender => ({ iif, oif, group, sources: { 4: v4, 6: v6 } })),
        ),
      ),
    ),
  );
  return senders.slice(0, MOST_SENDERS);
}

function named(conditions: readonly Condition[], side: 'iif' | 'oif' | 'group'): string[] {
  const all = conditions.flatMap(({ names }) =>
    names !== undefined && names.side === side ? names.values : [],
  );
  if (side === 'group') return mostOften(all);
  return mostOften(all.filter((name) => name !== 'lo').map((name) => name.replace(/[*+]$/, '0')));
}

/** One address for each part that the intervals cut out. */
function sourcesOf(conditions: readonly Condition[], family: Family): bigint[] {
  const intervals = conditions.flatMap(({ sources }) =>
    (sources ?? []).filter((one) => one.family === family && !coversAll([one])),
  );
  const distinct = new Map(intervals.map((one) => [`${one.first}-${one.last}`, one]));
  const ends = mostOften(intervals.map(({ first, last }) => `${first}-${last}`)).flatMap((key) => {
    const one = distinct.get(key);
    return one === undefined ? [] : [one.first, one.last];
  });
  const sign = (address: bigint): string =>
    [...distinct.values()]
      .map(({ first, last }) => (first <= address && address <= last ? '1' : '0'))
      .join('');
  const seen = new Set<string>();
  return ends.filter((address) => {
    const mark = sign(address);
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}

function mostOften(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .map(([value]) => value)
    .slice(0, MOST_OF_A_KIND);
}

/** `10.30.0.0/16 by lan0`; null when nothing tells this sender from others. */
export function senderText(
  { iif, oif, group, sources }: Sender,
  conditions: readonly Condition[],
  { sender: words }: AuditWords,
): string | null {
  const parts = [
    ...([4, 6] as const).flatMap((family) =>
      sourceBlocks(sources[family], family, conditions).map((block) => words.source(block)),
    ),
    ...(group === null ? [] : [group]),
    ...(iif === null ? [] : [iif]),
    ...(oif === null ? [] : [words.by(oif)]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** The smallest interval of the file that holds the address. */
function holding(
  address: bigint | null,
  family: Family,
  conditions: readonly Condition[],
): IpInterval | undefined {
  if (address === null) return undefined;
  return conditions
    .flatMap(({ sources }) => sources ?? [])
    .filter((one) => one.family === family && one.first <= address && address <= one.last)
    .sort((left, right) => (left.last - left.first < right.last - right.first ? -1 : 1))[0];
}

function sourceBlocks(address: bigint | null, family: Family, conditions: readonly Condition[]): string[] {
  const smallest = holding(address, family, conditions);
  return smallest === undefined ? [] : [intervalToCidrs(smallest).join('+')];
}

/** Names of ways to the world: of interfaces (systemd.net-naming-scheme, the kernel's own), and as people name zones. */
const UPLINK =
  /^(eth|en[opsx]|wl|ww|wan|ppp|bond|usb|outside|internet|extern|(l3[-_])?untrust|public|isp|sd-?wan|virtual-wan)/i;
/** Names of zones and interfaces that people work in. */
const WORKPLACE =
  /^(lan|inside|intern|(l3[-_])?trust|office|b[uü]ro|bureau|oficina|社内|corp|clients?|users?|staff|employee|work|wi-?fi|wlan|vlan|domain|private|home)/i;
/** Networks that a company has whole (RFC 1918). */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((block) => parseCidr(block) ?? []);

/** By which traits the sender is named, and by which of them this machine may well be such a one. */
export function traitsOf({ iif, oif, sources }: Sender, conditions: readonly Condition[]): Traits {
  const source = holding(sources[4], 4, conditions);
  const isNamed = { iif: iif !== null, oif: oif !== null, source: source !== undefined };
  const isLikely = {
    iif: WORKPLACE.test(iif ?? ''),
    oif: UPLINK.test(oif ?? ''),
    source: source !== undefined && PRIVATE.some((block) => intervalContains(source, block)),
  };
  const traits: readonly Trait[] = ['iif', 'oif', 'source'];
  return { named: traits.filter((one) => isNamed[one]), likely: traits.filter((one) => isLikely[one]) };
}
