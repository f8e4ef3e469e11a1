/** What causes about names and port 443 share: which names are hit and how much they matter, and words of foreign protocols. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import type { Entry } from '../../reading/view.ts';
import { server } from '../facts.ts';
import { hostsOf } from '../found.ts';

/** A word of a protocol (a DNS answer code, one of our failure codes): it names nobody, so every bundle keeps it. */
export const protocolWord = () => z.string().meta({ kind: 'word' });
/** An HTTP status; it names nobody either. */
export const statusCode = () => z.number().int().meta({ kind: 'word' });

export const hitFacts = {
  hosts: z.array(server()),
  /** Those of `hosts` that no session can do without; what the person added counts as such. */
  essential: z.array(server()),
};
interface Hit {
  readonly hosts: readonly string[];
  readonly essential: readonly string[];
  /** Only hosts of the person's choice, on whatever port they named. */
  readonly own?: boolean;
}

export function hitOf(entries: readonly Entry[]): { hosts: string[]; essential: string[] } {
  const essential = entries.filter(({ step }) => (step.need ?? 'essential') === 'essential');
  return { hosts: hostsOf(entries), essential: hostsOf(essential) };
}

/** The names as a headline says them: the name itself where one that matters is hit, else how many. */
export function hitEn({ hosts, essential, own }: Hit, say: Say): string {
  const [only, ...others] = essential;
  if (only === undefined)
    return say.count(hosts.length, { one: 'less important name', other: 'less important names' });
  if (others.length === 0) return only;
  return `${say.number(essential.length)} ${own === true ? 'hosts that you added' : 'names that WorkSpaces needs'}`;
}

/** Goes into the middle of a sentence: it brings its own blanks beside Japanese letters. */
export function hitJa({ hosts, essential, own }: Hit, say: Say): string {
  const [only, ...others] = essential;
  if (only === undefined) return `重要度の低い名前 ${say.number(hosts.length)} 件`;
  if (others.length === 0) return spacedJa(only);
  return spacedJa(
    `${own === true ? '追加したホスト' : 'WorkSpaces に必要な名前'} ${say.number(essential.length)} 件`,
  );
}

/** A list and the blank towards a Japanese letter behind it; none behind 「ほか 9 件」. */
export function listJa(items: readonly string[], say: Say): string {
  return spacedJa(say.list(items)).trimStart();
}

/** Blanks where a Latin letter or a number would touch a Japanese one. */
export function spacedJa(text: string): string {
  return `${/^[!-~]/.test(text) ? ' ' : ''}${text}${/[!-~]$/.test(text) ? ' ' : ''}`;
}

/** Failure codes in words; a code without one is left out. */
export function inWords(codes: readonly string[], words: Readonly<Record<string, string>>): string[] {
  return codes.flatMap((code) => words[code] ?? []);
}
