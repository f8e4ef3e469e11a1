/* eslint-disable complexity -- a reader of a grammar: one branch for each word of it */
/** One `-A` line of iptables-save as a rule of a chain. What is not understood is in doubt, never guessed. */
import type { Family } from '../../core/words.ts';
import type { AuditWords, Match, PortRange, Told } from './audit-entry.ts';
import type { ChainCase, ChainRule, ChainVerdict } from './chain.ts';
import {
  addressTypeCondition,
  deviceCondition,
  directionCondition,
  flagsCondition,
  doubt,
  ownPortCondition,
  rateCondition,
  sourceCondition,
  stateCondition,
  synCondition,
  type Condition,
} from './condition.ts';
import {
  EVERYTHING,
  intersectMatches,
  LAST_PORT,
  otherAddresses,
  otherPorts,
  otherTransports,
} from './match.ts';
import { isWhole, parseDestination } from './parse-destination.ts';

export interface IptablesLine {
  readonly line: string;
  readonly place: Told;
  readonly family: Family;
  /** Answers: the service is the source, its port the source port. */
  readonly isAnswer: boolean;
  /** Bits of a mark that some line of the file may set: every other bit is 0. */
  readonly marks: number;
  /** The key of a chain that a target names; null when there is no such chain. */
  readonly keyOf: (target: string) => string | null;
}

interface Draft {
  readonly about: IptablesLine;
  /** Null: it matches nothing that matters here (ICMP). */
  match: Match | null;
  readonly conditions: Condition[];
}

export function toChainRule(about: IptablesLine): ChainRule {
  const { line, place } = about;
  const draft: Draft = { about, match: EVERYTHING, conditions: [] };
  const words = splitWords(line);
  const jump = words.findIndex((word) => JUMPS.has(word));
  // Without a target a line only counts, and may hold anything.
  if (jump < 0) return { place, text: line, cases: [] };
  // Options behind the target are the target's own.
  readConditions(draft, words.slice(0, jump));
  const [option = '', target = '', ...more] = words.slice(jump);
  return {
    place,
    text: line,
    cases: decided(draft, target, { kind: option.includes('g') ? 'goto' : 'jump', more }),
  };
}

const JUMPS: ReadonlySet<string> = new Set(['-j', '--jump', '-g', '--goto']);

function readConditions(draft: Draft, words: readonly string[]): void {
  for (let at = 0; at < words.length;) {
    const negated = words[at] === '!';
    if (negated) at += 1;
    const option = words[at] ?? '';
    const alone = ALONE.has(option);
    // Some options take two values: a name and its sort.
    const values = alone ? [] : valuesAt(words, at + 1);
    const read = READERS.get(option)?.(draft, values[0] ?? '', { negated, values }) ?? 'unread';
    if (read === 'unread') draft.conditions.push(doubt(({ doubtAbout }) => doubtAbout.condition(option)));
    at += 1 + values.length;
  }
}

function valuesAt(words: readonly string[], from: number): string[] {
  const end = words.findIndex((word, index) => index >= from && (word === '!' || /^--?[a-zA-Z]/.test(word)));
  return words.slice(from, end < 0 ? undefined : Math.max(end, from));
}

/** Words, with "quoted ones" (a comment, a log prefix) as one; the counters in front are dropped. */
function splitWords(line: string): string[] {
  const words = line.replace(/^\[\d+:\d+\]\s+/, '').match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  // A blank in front keeps a quoted text from looking like an option.
  return words.map((word) => (word.startsWith('"') ? ` ${word.slice(1, -1)}` : word));
}

/** Targets that let a packet go on to the next rule. */
const PASSING = new Set(
  'LOG NFLOG ULOG MARK CONNMARK TCPMSS TRACE AUDIT DSCP TOS CLASSIFY SET TTL HL ECN CHECKSUM SECMARK CONNSECMARK IDLETIMER LED RATEEST TCPOPTSTRIP'.split(
    ' ',
  ),
);
/** Targets that end the chain and let the packet pass. */
const LETTING = new Set('ACCEPT MASQUERADE SNAT NETMAP'.split(' '));

function decided(
  draft: Draft,
  target: string,
  { kind, more }: { kind: 'jump' | 'goto'; more: readonly string[] },
): ChainCase[] {
  const { match, conditions, about } = draft;
  if (match === null) return [];
  const one = (verdict: ChainVerdict): ChainCase => ({ match, conditions, verdict });
  if (LETTING.has(target)) return [one({ kind: 'accept' })];
  if (target === 'DROP' || target === 'REJECT') return [one({ kind: 'drop' })];
  if (target === 'RETURN') return [one({ kind: 'return' })];
  if (PASSING.has(target) || (target === 'CT' && !more.includes('--notrack'))) return [];
  const chain = about.keyOf(target);
  if (chain !== null) return [one({ kind, chain })];
  const asked = [
    ...conditions,
    doubt(WHITHER.get(target) ?? (({ doubtAbout }) => doubtAbout.target(target))),
  ];
  return (['accept', 'drop'] as const).map((each) => ({ match, conditions: asked, verdict: { kind: each } }));
}

const WHITHER: ReadonlyMap<string, keyof AuditWords['doubt']> = new Map([
  ['DNAT', 'otherDestination'],
  ['REDIRECT', 'otherDestination'],
  ['TPROXY', 'toProxy'],
  ['NFQUEUE', 'toProgram'],
  ['CT', 'untracked'],
  ['NOTRACK', 'untracked'],
]);

interface Value {
  readonly negated: boolean;
  readonly values: readonly string[];
}
type Reader = (draft: Draft, value: string, more: Value) => 'read' | 'unread';

const ignored: Reader = () => 'read';

function narrow(draft: Draft, match: Match | null): 'read' {
  draft.match = draft.match === null || match === null ? null : intersectMatches(draft.match, match);
  return 'read';
}

function ask(draft: Draft, condition: Condition): 'read' {
  draft.conditions.push(condition);
  return 'read';
}

const family =
  (version: 4 | 6): Reader =>
  (draft) =>
    narrow(draft, version === draft.about.family ? EVERYTHING : null);

const device =
  (side: 'iif' | 'oif'): Reader =>
  (draft, value, { negated }) =>
    ask(draft, deviceCondition(side, [value], negated));

const protocol: Reader = (draft, value, { negated }) => {
  const text = value.toLowerCase();
  if (text === 'all' || text === '0') return narrow(draft, negated ? null : EVERYTHING);
  const named =
    text === 'tcp' || text === '6'
      ? (['tcp'] as const)
      : text === 'udp' || text === '17'
        ? (['udp'] as const)
        : [];
  const transports = negated ? otherTransports(named) : named;
  return narrow(draft, transports.length === 0 ? null : { ...EVERYTHING, transports });
};

const address =
  (side: 'source' | 'destination'): Reader =>
  (draft, value, { negated }) => {
    const { family: own, isAnswer } = draft.about;
    const targets = value.split(',').map(parseDestination);
    if (!targets.every((target) => target?.kind === 'addresses')) return 'unread';
    const named = targets.flatMap((target) => (target?.kind === 'addresses' ? target.intervals : []));
    const intervals = negated ? otherAddresses(named, own) : named;
    if ((side === 'source') === isAnswer)
      return narrow(
        draft,
        intervals.length === 0 ? null : { ...EVERYTHING, target: { kind: 'addresses', intervals } },
      );
    return isWhole({ kind: 'addresses', intervals }, own)
      ? 'read'
      : ask(draft, sourceCondition(intervals, false));
  };

const ports =
  (side: 'source' | 'destination' | 'either'): Reader =>
  (draft, value, { negated }) => {
    const named = value.split(',').map(portRange);
    if (side === 'either' || named.some((range) => range === null)) return 'unread';
    const ranges = named.flatMap((range) => range ?? []);
    const meant = negated ? otherPorts(ranges) : ranges;
    if ((side === 'source') === draft.about.isAnswer)
      return narrow(draft, meant.length === 0 ? null : { ...EVERYTHING, ports: meant });
    return ask(draft, ownPortCondition(meant, false));
  };

function portRange(text: string): PortRange | null {
  const [, start = '', end] = /^(\d{0,5})(:\d{0,5})?$/.exec(text) ?? [];
  if (start === '' && end === undefined) return null;
  const first = Number(start === '' ? 0 : start);
  const last = end === undefined ? first : end === ':' ? LAST_PORT : Number(end.slice(1));
  return first <= last && last <= LAST_PORT ? { first, last } : null;
}

const state: Reader = (draft, value, { negated }) =>
  ask(draft, stateCondition(value.toLowerCase().split(','), negated));

const ALL_BITS = 0xff_ff_ff_ff;

/** Bits that the line may set in a mark (MARK, CONNMARK: `--set-xmark value/mask`, which turns the bits of the value round). */
export function markedBits(line: string): number {
  const target = /\s-j\s+(MARK|CONNMARK|HMARK|TPROXY)\b(.*)$/.exec(line);
  if (target === null || /--(save|restore)-mark|--and-mark/.test(line)) return 0;
  const value = /--(?:set-xmark|set-mark|or-mark|xor-mark|tproxy-mark)\s+(0x[0-9a-f]+|\d+)/i.exec(
    target[2] ?? '',
  )?.[1];
  return value === undefined ? ALL_BITS : Number(value) >>> 0;
}

const mark: Reader = (draft, value, { negated }) => {
  const [, wanted, under = String(ALL_BITS)] =
    /^(0x[0-9a-f]+|\d+)(?:\/(0x[0-9a-f]+|\d+))?$/i.exec(value) ?? [];
  if (wanted === undefined) return 'unread';
  const [bits, mask] = [Number(wanted) >>> 0, Number(under) >>> 0];
  const { marks } = draft.about;
  // A bit is asked for that nobody sets, or none that anybody sets.
  const matches = (bits & ~(marks & mask)) !== 0 ? false : (mask & marks) === 0 ? bits === 0 : null;
  if (matches === null) return 'unread';
  return matches !== negated ? 'read' : narrow(draft, null);
};

/** A sender stays below every quota: what asks for more never matches him. */
const below: Reader = (draft, _value, { negated }) => (negated ? narrow(draft, null) : 'read');
const above: Reader = (draft, _value, { negated }) => (negated ? 'read' : narrow(draft, null));

const rate =
  (isAbove: boolean): Reader =>
  (draft, value, { negated }) =>
    ask(draft, rateCondition(packetsPerSecond(value), isAbove !== negated));

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);

/** `5/sec`, `25/minute`; null: bytes, or none of it. */
function packetsPerSecond(value: string): number | null {
  const [, count, unit = ''] = /^(\d+)\/([smhd])[a-z]*$/i.exec(value) ?? [];
  return count === undefined ? null : Number(count) / (SECONDS.get(unit.toLowerCase()) ?? 1);
}

const addressType: Reader = (draft, value, { negated }) =>
  // An answer's destination is the sender's side.
  ask(draft, addressTypeCondition(value.toLowerCase().split(','), negated));

const packetType: Reader = (draft, value, { negated }) =>
  ['unicast', 'host'].includes(value.toLowerCase()) !== negated ? 'read' : narrow(draft, null);

const ALL_FLAGS = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'];

/** `ALL`, `NONE`, `SYN,ACK`; null when one is no flag. */
function flagsOf(written: string): readonly string[] | null {
  const words = written.toLowerCase().split(',');
  if (words.join() === 'all') return ALL_FLAGS;
  if (words.join() === 'none') return [];
  return words.every((word) => ALL_FLAGS.includes(word)) ? words : null;
}

const tcpFlags: Reader = (draft, _value, { negated, values }) => {
  const [mask, set] = [flagsOf(values[0] ?? ''), flagsOf(values[1] ?? '')];
  return mask === null || set === null ? 'unread' : ask(draft, flagsCondition(mask, set, negated));
};

/** Options without a value. */
const ALONE: ReadonlySet<string> = new Set([
  ...[
    '-4',
    '-6',
    '--ipv4',
    '--ipv6',
    '--syn',
    '--rcheck',
    '--update',
    '--rsource',
    '--rdest',
    '--validmark',
    '--accept-local',
    '--invert',
    '--loose',
  ],
]);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>(
  Object.entries<Reader>({
    '-A': ignored,
    '-4': family(4),
    '--ipv4': family(4),
    '-6': family(6),
    '--ipv6': family(6),
    // A module asks for nothing by itself: its options do.
    '-m': ignored,
    '--match': ignored,
    '--comment': ignored,
    '--syn': (draft, _value, { negated }) => ask(draft, synCondition(negated)),
    '--tcp-flags': tcpFlags,
    // rpfilter: the way back leads where the packet came from, unless somebody routes oddly.
    '--invert': (draft) => narrow(draft, null),
    '--validmark': ignored,
    '--loose': ignored,
    '--accept-local': ignored,
    '-p': protocol,
    '--protocol': protocol,
    '-d': address('destination'),
    '--destination': address('destination'),
    '--dst-range': address('destination'),
    '-s': address('source'),
    '--source': address('source'),
    '--src-range': address('source'),
    '--dport': ports('destination'),
    '--dports': ports('destination'),
    '--destination-port': ports('destination'),
    '--destination-ports': ports('destination'),
    '--sport': ports('source'),
    '--sports': ports('source'),
    '--source-port': ports('source'),
    '--source-ports': ports('source'),
    '--ports': ports('either'),
    '--ctstate': state,
    '--state': state,
    '--ctdir': (draft, value, { negated }) => ask(draft, directionCondition(value.toLowerCase(), negated)),
    '--mark': mark,
    '-o': device('oif'),
    '--out-interface': device('oif'),
    '-i': device('iif'),
    '--in-interface': device('iif'),
    '--limit': rate(false),
    '--limit-burst': ignored,
    '--hashlimit': rate(false),
    '--hashlimit-upto': rate(false),
    '--hashlimit-above': rate(true),
    '--hashlimit-burst': ignored,
    '--hashlimit-name': ignored,
    '--hashlimit-mode': ignored,
    '--hashlimit-srcmask': ignored,
    '--hashlimit-dstmask': ignored,
    '--hashlimit-htable-size': ignored,
    '--hashlimit-htable-max': ignored,
    '--hashlimit-htable-expire': ignored,
    '--hashlimit-htable-gcinterval': ignored,
    '--connlimit-above': above,
    '--connlimit-upto': below,
    '--connlimit-mask': ignored,
    '--connlimit-saddr': ignored,
    '--connlimit-daddr': ignored,
    '--dst-type': addressType,
    '--pkt-type': packetType,
  }),
);
