/** The way through the output of `iptables-save` and `ip6tables-save` (iptables(8)), also both in one file: every table, every hook. */
import type { Family } from '../../core/words.ts';
import { lineAt, type AuditFile, type AuditWords, type Chain } from './audit-entry.ts';
import {
  chainsFacing,
  readChains,
  type BaseChain,
  type ChainRule,
  type Chains,
  type ChainsByWay,
} from './chain.ts';
import { doubt } from './condition.ts';
import { hooksOf, readWays, type Hook } from './hooks.ts';
import { toChainRule } from './iptables-rule.ts';
import { markedBits } from './iptables-states.ts';
import { EVERYTHING } from './match.ts';
import type { ReadOptions } from './read-options.ts';

interface Line {
  readonly line: string;
  readonly number: number;
  readonly chain: string;
}

/** One table of one program. */
interface Section {
  readonly table: string;
  family: Family;
  readonly policies: Map<string, string>;
  readonly lines: Line[];
  /** Lines that are none of `iptables-save`, and that nobody may leave out. */
  readonly odd: Omit<Line, 'chain'>[];
  /** `COMMIT` was there: nothing is cut off. */
  isWhole: boolean;
}

export function readIptablesSave(text: string, options: ReadOptions): AuditFile | string {
  const sections = readSections(text);
  const tables = new Tables(sections, legacyFamilies(text));
  const families = [...new Set(sections.map(({ family }) => family))];
  const rules = sections.reduce((sum, { lines }) => sum + lines.length, 0);
  return readWays({
    format: 'iptables-save',
    readAs: options.words.readAs.iptables(
      families.map((family) => `IPv${family}`).join(', '),
      [...new Set(sections.map(({ table }) => table))].join(', '),
      rules,
    ),
    wayOf: (chain) => tables.wayOf(chain),
    families,
    options,
  });
}

class Tables {
  private readonly sections: readonly Section[];
  private readonly legacy: readonly Family[];
  private readonly marks: number;
  private readonly byChain: ChainsByWay;

  constructor(sections: readonly Section[], legacy: readonly Family[]) {
    this.sections = sections;
    const lines = linesByChain(sections);
    const chains = (isAnswer: boolean): Chains =>
      readChains((name) => lines.get(name)?.map((one) => this.toRule(one, isAnswer)));
    this.byChain = { onward: chains(false), answer: chains(true) };
    this.legacy = legacy;
    this.marks = sections.reduce(
      (bits, { lines }) => lines.reduce((sum, { line }) => (sum | markedBits(line)) >>> 0, bits),
      0,
    );
  }

  wayOf(chain: Chain) {
    const bases = hooksOf(chain).flatMap((hook) =>
      this.sections.flatMap((section, index) => this.basesAt(hook, section, index)),
    );
    const elsewhere = this.legacy.map((family): BaseChain => ({
      ...{ name: 'legacy tables', hook: null, family, facing: 'first', policy: 'accept' },
      at: { tracked: true, has: { iif: chain === 'forward', oif: true }, local: false },
      rules: [eitherWay({ place: ({ place }) => place.lastLine, text: 'legacy tables present' }, 'legacy')],
    }));
    return { bases: [...bases, ...elsewhere], chains: this.byChain };
  }

  private basesAt({ name: hook, facings, at }: Hook, section: Section, index: number): BaseChain[] {
    const { table, family } = section;
    const name = hook.toUpperCase();
    const policy = section.policies.get(name);
    if (policy === undefined) return [];
    const label = `${table === 'filter' ? '' : `${table} `}${name} (IPv${family})`;
    return (
      facings
        // Translation sees the first packet of a connection alone.
        .filter((facing) => table !== 'nat' || facing === 'first')
        .map((facing) => ({
          ...{ name: label, hook, family, facing, policy: policy === 'DROP' ? 'drop' : 'accept' },
          at: { ...at, tracked: table !== 'raw' },
          rules: this.rulesOf(section, chainsFacing(this.byChain, facing).get(key(index, name)) ?? []),
        }))
    );
  }

  /** What is not understood may stand anywhere; what was cut off stood behind the rest. */
  private rulesOf({ table, odd, isWhole }: Section, rules: readonly ChainRule[]): readonly ChainRule[] {
    if (odd.length === 0 && isWhole) return rules;
    return [
      ...odd.map(({ line, number }) => eitherWay({ place: lineAt(number), text: line }, 'oddLine')),
      ...rules,
      ...(isWhole
        ? []
        : [eitherWay({ place: ({ place }) => place.table(table), text: 'no COMMIT' }, 'cutOff')]),
    ];
  }

  private toRule({ line, number, section, index }: Placed, isAnswer: boolean): ChainRule {
    const keyOf = (target: string): string | null =>
      section.policies.has(target) ? key(index, target) : null;
    const { family } = section;
    return toChainRule({ line, place: lineAt(number), family, isAnswer, marks: this.marks, keyOf });
  }
}

interface Placed extends Line {
  readonly section: Section;
  readonly index: number;
}

/** By the key of the chain; a chain without lines has an empty list. */
function linesByChain(sections: readonly Section[]): ReadonlyMap<string, readonly Placed[]> {
  const chains = new Map<string, Placed[]>();
  for (const [index, section] of sections.entries()) {
    for (const name of section.policies.keys()) chains.set(key(index, name), []);
    for (const line of section.lines) chains.get(key(index, line.chain))?.push({ ...line, section, index });
  }
  return chains;
}

function key(section: number, chain: string): string {
  return `${section} ${chain}`;
}

function readSections(text: string): Section[] {
  const sections: Section[] = [];
  let told: Family | null = null;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    told = generatedFor(line) ?? told;
    if (line.startsWith('*')) sections.push(sectionOf(line.slice(1), told ?? 4));
    const current = sections.at(-1);
    if (current !== undefined) readLine(current, line, index + 1);
  }
  if (told === null && !/^-[46] /m.test(text))
    for (const section of sections) section.family = section.lines.some(isOfSix) ? 6 : 4;
  return sections;
}

function generatedFor(line: string): Family | null {
  const program = /^# Generated by (iptables|ip6tables|xtables)/.exec(line)?.[1];
  return program === undefined ? null : program === 'ip6tables' ? 6 : 4;
}

function sectionOf(table: string, family: Family): Section {
  return { table, family, policies: new Map(), lines: [], odd: [], isWhole: false };
}

/** Words and addresses that IPv6 alone has; a file without its first lines does not say which program wrote it. */
function isOfSix({ line }: Line): boolean {
  return /\b(ipv6-icmp|icmpv6|icmp6|ipv6header)\b|\s-[sd]\s+[0-9a-f:]*::[0-9a-f:]*(\/\d+)?(\s|$)/i.test(line);
}

interface Command {
  readonly section: Section;
  readonly line: string;
  readonly number: number;
  readonly chain: string;
  readonly rest: string;
}

/** Commands that a file for `iptables-restore` may hold; every other one leaves all in doubt. */
const COMMANDS: Readonly<Record<string, (command: Command) => void>> = {
  '-A': ({ section, line, number, chain }) => section.lines.push({ line, number, chain }),
  '-I': ({ section, line, number, chain, rest }) => {
    insert(section, { line: asAppended(line), number, chain }, Number(/^\d+/.exec(rest)?.[0] ?? 1));
  },
  '-N': () => undefined,
  '-Z': () => undefined,
  '-P': ({ section, chain, rest }) => section.policies.set(chain, rest.trim()),
  '-F': ({ section, chain }) => {
    section.lines.splice(0, Infinity, ...section.lines.filter((one) => chain !== '' && one.chain !== chain));
  },
};

function readLine(section: Section, line: string, number: number): void {
  const [, declared, policy = ''] = /^:(\S+)\s+(\S+)/.exec(line) ?? [];
  if (declared !== undefined) section.policies.set(declared, policy);
  else if (/^COMMIT\b/.test(line)) section.isWhole = true;
  else if (isCommand(section, line)) take(section, line, number);
}

/** Behind `COMMIT` may stand anything, such as the prompt of a terminal. */
function isCommand({ isWhole }: Section, line: string): boolean {
  return isWhole ? /^(-|\[\d)/.test(line) : !/^([#*]|$)/.test(line);
}

const COMMAND = /^(?:\[\d+:\d+\]\s+)?(?:-[46]\s+)?(-[A-Z])\s*(\S*)\s*(.*)$/;

function take(section: Section, line: string, number: number): void {
  const [option = '', chain = '', rest = ''] = (COMMAND.exec(line) ?? []).slice(1);
  if (chain !== '' && !section.policies.has(chain)) section.policies.set(chain, '-');
  if (isKnown(section, option, chain)) COMMANDS[option]?.({ section, line, number, chain, rest });
  else section.odd.push({ line, number });
}

function isKnown({ isWhole }: Section, option: string, chain: string): boolean {
  return !isWhole && (chain !== '' || option === '-F') && Object.hasOwn(COMMANDS, option);
}

/** `-I OUTPUT 2 …` as the line that `iptables-save` would write. */
function asAppended(line: string): string {
  return line.replace(/-I\s+(\S+)(\s+\d+)?/, '-A $1');
}

function insert({ lines }: Section, line: Line, at: number): void {
  const places = lines.flatMap(({ chain }, index) => (chain === line.chain ? [index] : []));
  lines.splice(places[at - 1] ?? (places.at(-1) ?? lines.length - 1) + 1, 0, line);
}

/** Families for which iptables-nft warns that the older program filters too, where its tables are not in the file. */
function legacyFamilies(text: string): Family[] {
  return ([4, 6] as const).filter((family) =>
    new RegExp(`^# Warning: ${family === 4 ? 'iptables' : 'ip6tables'}-legacy tables present`, 'm').test(
      text,
    ),
  );
}

function eitherWay(at: Pick<ChainRule, 'place' | 'text'>, why: keyof AuditWords['doubt']): ChainRule {
  return {
    ...at,
    cases: (['accept', 'drop'] as const).map((kind) => ({
      match: EVERYTHING,
      conditions: [doubt(why)],
      verdict: { kind },
    })),
  };
}
