/** One `-A` line of iptables-save as a rule of a chain. What is not understood is in doubt, never guessed. */
import type { AuditWords } from './audit-entry.ts';
import type { ChainCase, ChainRule, ChainVerdict } from './chain.ts';
import { doubt } from './condition.ts';
import type { Draft, IptablesLine } from './iptables-draft.ts';
import { READERS } from './iptables-options.ts';
import { EVERYTHING } from './match.ts';

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
    // Some options take none, some two: a name and its sort.
    const values = valuesAt(words, at + 1);
    const read = READERS.get(option)?.(draft, values[0] ?? '', { negated, values }) ?? 'unread';
    if (read === 'unread') draft.conditions.push(doubt(({ doubtAbout }) => doubtAbout.condition(option)));
    at += 1 + values.length;
  }
}

function valuesAt(words: readonly string[], from: number): string[] {
  const end = words.findIndex((word, index) => index >= from && /^(!|--?[a-zA-Z].*|-[46])$/.test(word));
  return words.slice(from, end < 0 ? undefined : Math.max(end, from));
}

/** Words, with "quoted ones" (a comment, a log prefix) as one; the counters in front are dropped. */
function splitWords(line: string): string[] {
  const words = line.replace(/^\[\d+:\d+\]/, '').match(/"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  // A blank in front keeps a quoted text from looking like an option.
  return words.map((word) => (word.startsWith('"') ? ` ${word.slice(1, -1)}` : word));
}

/** Targets that let a packet go on to the next rule. */
const PASSING = new Set(
  'LOG NFLOG ULOG MARK CONNMARK TCPMSS TRACE AUDIT DSCP TOS CLASSIFY SET TTL HL ECN CHECKSUM SECMARK CONNSECMARK IDLETIMER LED RATEEST TCPOPTSTRIP'.split(
    ' ',
  ),
);
/** Targets that decide. Translating the source lets the packet pass. */
const VERDICTS: ReadonlyMap<string, 'accept' | 'drop' | 'return'> = new Map([
  ...['ACCEPT', 'MASQUERADE', 'SNAT', 'NETMAP'].map((target) => [target, 'accept'] as const),
  ...['DROP', 'REJECT'].map((target) => [target, 'drop'] as const),
  ['RETURN', 'return'] as const,
]);

function decided(
  draft: Draft,
  target: string,
  { kind, more }: { kind: 'jump' | 'goto'; more: readonly string[] },
): ChainCase[] {
  const { match, conditions, about } = draft;
  if (match === null) return [];
  const one = (verdict: ChainVerdict): ChainCase => ({ match, conditions, verdict });
  const verdict = VERDICTS.get(target);
  if (verdict !== undefined) return [one({ kind: verdict })];
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
