/** One code of the closed list: how grave it can be, whose it is, where the rule stands, and what it says to whom. */
import type { Severity, Side } from '../../core/words.ts';

type Value = string | number | boolean | readonly string[] | null;
export type Facts = Readonly<Record<string, Value>>;
/** A text out of the facts; every fact in it stands in the finding's params too. */
type Text = (facts: Facts) => string;

export interface CatalogueEntry {
  /** The highest severity that the rule may give. */
  readonly ceiling: Severity;
  /** Whose it is to mend, unless the rule knows better. */
  readonly side: Side;
  /** Explains what fails behind it. */
  readonly root: boolean;
  /** Document and section that give the rule, or "preflight's own threshold". */
  readonly sources: readonly string[];
  /** When it holds, in one sentence: for the generated page. */
  readonly when: string;
  readonly title: Text;
  readonly explanation: Text;
  readonly user: Text;
  readonly helpdesk: Text;
  readonly network: Text;
}

/** Names of a list fact: up to four, the rest counted. */
export function listed(facts: Facts, key: string): string {
  const value = facts[key];
  const names = Array.isArray(value)
    ? (value as readonly string[])
    : typeof value === 'string'
      ? [value]
      : [];
  if (names.length === 0) return 'none';
  if (names.length <= 4) return joinWords(names);
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function joinWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

export function countOf(facts: Facts, key: string): number {
  const value = facts[key];
  return Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0;
}

/** A fact as text; `unknown` where it was not measured. */
export function said(facts: Facts, key: string): string {
  const value = facts[key];
  return value === null || value === undefined || value === '' ? 'unknown' : String(value);
}

/** Whether the fact was measured at all. */
export function known(facts: Facts, key: string): boolean {
  return facts[key] !== null && facts[key] !== undefined;
}

export function holds(facts: Facts, key: string): boolean {
  return facts[key] === true;
}

/** `1 name`, `3 names`. */
export function counted(facts: Facts, key: string, noun: string): string {
  const count = countOf(facts, key);
  const ending = /(s|x|ch)$/.test(noun) ? 'es' : 's';
  return `${count} ${noun}${count === 1 ? '' : ending}`;
}
