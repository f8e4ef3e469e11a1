/**
 * A remedy's plain text as paragraphs, steps and code. Lines of the text are steps when there are several of them;
 * lines of addresses (ranges, names, rules) stand in a code block together.
 */
import { sentencesOf } from '../../words/format.ts';

export type RemedyPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string };

const ADDRESS =
  /(^|\s)(\d{1,3}(\.\d{1,3}){3}(\/\d+)?|[0-9a-f:]{4,}::?\/\d+|[a-z0-9*-]+(\.[a-z0-9-]+)+\.[a-z]{2,})(?=[\s,;]|$)/gi;

/** A remedy for the user is read as acts: each sentence a step, unless there is nothing to do. */
export function userSteps(text: string): string {
  if (text.includes('\n') || /^(Nothing|何もする必要)/.test(text)) return text;
  return sentencesOf(text).join('\n');
}

export function remedyParts(text: string): RemedyPart[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-•])\s+/, '').trim())
    .filter((line) => line !== '');
  const parts: RemedyPart[] = [];
  for (const line of lines) append(parts, line, isCode(line));
  return parts.map((part) =>
    part.kind === 'steps' && part.items.length === 1 ? { kind: 'text', text: part.items[0] ?? '' } : part,
  );
}

/** Mostly addresses: at least half of the line's letters are in them. */
function isCode(line: string): boolean {
  const addresses = line.match(ADDRESS)?.join('').length ?? 0;
  return addresses * 2 >= line.length;
}

function append(parts: RemedyPart[], line: string, code: boolean): void {
  const last = parts[parts.length - 1];
  if (code && last?.kind === 'code')
    parts[parts.length - 1] = { kind: 'code', text: `${last.text}\n${line}` };
  else if (code) parts.push({ kind: 'code', text: line });
  else if (last?.kind === 'steps') parts[parts.length - 1] = { kind: 'steps', items: [...last.items, line] };
  else parts.push({ kind: 'steps', items: [line] });
}
