/** One `-A` line of iptables-save as a rule of a chain. What is not understood is told, never guessed. */
import type { Match, PortRange } from './audit-entry.ts';
import type { ChainCase, ChainRule } from './chain.ts';
import { EVERYTHING, intersectMatches, otherAddresses, otherPorts, otherTransports } from './match.ts';
import { parseDestination, wholeFamily } from './parse-destination.ts';

interface Line {
  readonly line: string;
  readonly place: string;
  /** The key of a chain that a target names; null when there is no such chain. */
  readonly keyOf: (target: string) => string | null;
}

type Verdict = ChainCase['verdict'];

interface Draft {
  /** Null: it is about nothing that matters here (answers, loopback, ICMP). */
  match: Match | null;
  onlySome: boolean;
}

export function toChainRule({ line, place, keyOf }: Line): ChainRule {
  const draft: Draft = { match: EVERYTHING, onlySome: false };
  const words = splitWords(line);
  const jump = words.findIndex((word) => JUMPS.has(word));
  // Without a target a line only counts, and may hold anything.
  if (jump < 0) return { place, text: line, cases: [], problem: null };
  // Options behind the target are the target's own.
  const problem = readConditions(draft, words.slice(0, jump));
  const [option = '', target = ''] = words.slice(jump);
  const verdict = verdictOf(target, option.includes('g') ? 'goto' : 'jump', keyOf);
  return { place, text: line, ...decided(draft, verdict, problem) };
}

function decided(
  { match, onlySome }: Draft,
  verdict: Verdict | null | undefined,
  problem: string | null,
): Pick<ChainRule, 'cases' | 'problem'> {
  if (verdict === null || match === null) return { cases: [], problem: null };
  if (verdict === undefined) return { cases: [], problem: 'a target that is not understood' };
  if (problem === null) return { cases: [{ match, onlySome, verdict }], problem };
  const refuses = verdict.kind === 'drop' ? '; what it refuses was not reckoned' : '';
  return { cases: [], problem: `${problem}${refuses}` };
}

const JUMPS: ReadonlySet<string> = new Set(['-j', '--jump', '-g', '--goto']);

/** The first condition that is not understood; null when all are. */
function readConditions(draft: Draft, words: readonly string[]): string | null {
  let problem: string | null = null;
  for (let at = 0; at < words.length;) {
    const negated = words[at] === '!';
    if (negated) at += 1;
    const option = words[at] ?? '';
    const read = READERS.get(option)?.(draft, words[at + 1] ?? '', negated) ?? 'unread';
    if (read === 'unread') problem ??= `a condition that is not understood (${option})`;
    at += ALONE.has(option) ? 1 : 2;
  }
  return problem;
}

/** Words, with "quoted ones" (a comment, a log prefix) as one; the counters in front are dropped. */
function splitWords(line: string): string[] {
  const words = line.replace(/^\[\d+:\d+\]\s+/, '').match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? word.slice(1, -1) : word));
}

/** Targets that let a packet go on to the next rule. */
const PASSING = new Set(
  'LOG NFLOG ULOG MARK CONNMARK TCPMSS TRACE NOTRACK CT AUDIT DSCP TOS CLASSIFY SET TEE'.split(' '),
);

/** Null: the packet goes on. Undefined: not understood. */
function verdictOf(target: string, kind: 'jump' | 'goto', keyOf: Line['keyOf']): Verdict | null | undefined {
  if (target === 'ACCEPT') return { kind: 'accept' };
  if (target === 'DROP' || target === 'REJECT') return { kind: 'drop' };
  if (target === 'RETURN') return { kind: 'return' };
  if (PASSING.has(target)) return null;
  const chain = keyOf(target);
  return chain === null ? undefined : { kind, chain };
}

type Reader = (draft: Draft, value: string, negated: boolean) => 'read' | 'unread';

const ignored: Reader = () => 'read';
const onlySome: Reader = (draft) => {
  draft.onlySome = true;
  return 'read';
};

function narrow(draft: Draft, match: Match | null): 'read' {
  draft.match = draft.match === null || match === null ? null : intersectMatches(draft.match, match);
  return 'read';
}

const family =
  (version: 4 | 6): Reader =>
  (draft) =>
    narrow(draft, { ...EVERYTHING, target: { kind: 'addresses', intervals: [wholeFamily(version)] } });

const device: Reader = (draft, value, negated) => {
  if (value === 'lo') return negated ? 'read' : narrow(draft, null);
  return onlySome(draft, value, negated);
};

const protocol: Reader = (draft, value, negated) => {
  const text = value.toLowerCase();
  if (text === 'all' || text === '0') return 'read';
  const named =
    text === 'tcp' || text === '6'
      ? (['tcp'] as const)
      : text === 'udp' || text === '17'
        ? (['udp'] as const)
        : [];
  const transports = negated ? otherTransports(named) : named;
  return narrow(draft, transports.length === 0 ? null : { ...EVERYTHING, transports });
};

const destination: Reader = (draft, value, negated) => {
  const targets = value.split(',').map(parseDestination);
  if (!targets.every((target) => target?.kind === 'addresses')) return 'unread';
  const named = targets.flatMap((target) => (target?.kind === 'addresses' ? target.intervals : []));
  const intervals = negated ? otherAddresses(named) : named;
  return narrow(
    draft,
    intervals.length === 0 ? null : { ...EVERYTHING, target: { kind: 'addresses', intervals } },
  );
};

const ports: Reader = (draft, value, negated) => {
  const named = value.split(',').map(portRange);
  if (named.some((range) => range === null)) return 'unread';
  const ranges = named.flatMap((range) => range ?? []);
  return narrow(draft, { ...EVERYTHING, ports: negated ? otherPorts(ranges) : ranges });
};

function portRange(text: string): PortRange | null {
  const [, start = '', end] = /^(\d{0,5})(:\d{0,5})?$/.exec(text) ?? [];
  if (start === '' && end === undefined) return null;
  const first = Number(start === '' ? 0 : start);
  const last = end === undefined ? first : end === ':' ? 65_535 : Number(end.slice(1));
  return first <= last && last <= 65_535 ? { first, last } : null;
}

/** Only new connections matter. */
const state: Reader = (draft, value, negated) =>
  value.split(',').includes('NEW') === negated ? narrow(draft, null) : 'read';

/** Modules that ask for nothing by themselves. */
const MODULES = new Set(
  'tcp udp conntrack state comment multiport iprange limit hashlimit owner addrtype icmp icmp6 set mark'.split(
    ' ',
  ),
);
const module: Reader = (_draft, value) => (MODULES.has(value) ? 'read' : 'unread');

/** Options without a value. */
const ALONE: ReadonlySet<string> = new Set(['-4', '-6', '--ipv4', '--ipv6', '--syn']);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>(
  Object.entries<Reader>({
    '-A': ignored,
    '-4': family(4),
    '--ipv4': family(4),
    '-6': family(6),
    '--ipv6': family(6),
    '-m': module,
    '--match': module,
    '--comment': ignored,
    '--syn': (_draft, _value, negated) => (negated ? 'unread' : 'read'),
    '-p': protocol,
    '--protocol': protocol,
    '-d': destination,
    '--destination': destination,
    '--dst-range': destination,
    '--dport': ports,
    '--dports': ports,
    '--destination-port': ports,
    '--ctstate': state,
    '--state': state,
    '-o': device,
    '--out-interface': device,
    '-i': device,
    '--in-interface': device,
    '-s': onlySome,
    '--source': onlySome,
    '--src-range': onlySome,
    '--sport': onlySome,
    '--sports': onlySome,
    '--source-port': onlySome,
    '--limit': onlySome,
    '--limit-burst': ignored,
  }),
);
