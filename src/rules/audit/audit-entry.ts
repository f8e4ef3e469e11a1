/** One thing that a team's firewall lets out, read from whatever file they have. */
import { parseHostName } from '../../core/address.ts';
import { parseCidr, parseRange, type IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';

export type AuditTarget =
  | { readonly kind: 'name'; readonly name: string }
  /** Every name below `suffix` (without a leading dot). */
  | { readonly kind: 'wildcard'; readonly suffix: string }
  | { readonly kind: 'addresses'; readonly intervals: readonly IpInterval[] }
  /** No destination given: everything. */
  | { readonly kind: 'anywhere' };

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export interface AuditEntry {
  /** Where it stands: `line 7`, `handle 12 (table chain)`. */
  readonly place: string;
  /** As written, cut to a line. */
  readonly text: string;
  readonly target: AuditTarget;
  /** Null: the file says nothing about ports, or any port. */
  readonly ports: readonly PortRange[] | null;
  /** Null: the file says nothing about transports, or any. */
  readonly transports: readonly Rule['transport'][] | null;
}

export interface AuditFile {
  readonly format: 'csv' | 'nft-json' | 'list';
  readonly entries: readonly AuditEntry[];
  /** Lines that could not be understood: they are told, never guessed. */
  readonly unread: readonly { readonly place: string; readonly text: string; readonly why: string }[];
  /** What the reading took for granted. */
  readonly assumptions: readonly string[];
}

/** Words for "everything" in the exports of firewalls. */
const ANYWHERE = new Set(['any', '*', 'all', 'any4', 'any6', '0.0.0.0/0', '::/0']);

/**
 * A destination as people write it: address, block, `first-last`, name, `*.name`, `.name`, URL. Null when it is none.
 * `0.0.0.0/0` and `::/0` count as everything: such a rule lets names out too.
 */
export function parseDestination(written: string): AuditTarget | null {
  const text = written.trim().toLowerCase();
  if (ANYWHERE.has(text)) return { kind: 'anywhere' };
  const interval = parseCidr(text) ?? parseWrittenRange(text);
  if (interval) return { kind: 'addresses', intervals: [interval] };
  const host = text.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
  const suffix = /^\*?\.(.+)$/.exec(host)?.[1];
  if (suffix !== undefined) return parseHostName(suffix) === null ? null : { kind: 'wildcard', suffix };
  const name = parseHostName(host);
  return name === null ? null : { kind: 'name', name };
}

function parseWrittenRange(text: string): IpInterval | null {
  const [start, end, ...rest] = text.split(/\s*-\s*/);
  return start === undefined || end === undefined || rest.length > 0 ? null : parseRange(start, end);
}

/** `443`, `4172-4195`, `80,443`, `443/tcp` without its transport; null: any. Undefined when it is none of these. */
export function parsePorts(written: string): readonly PortRange[] | null | undefined {
  const text = written.trim().toLowerCase();
  if (text === '' || ANYWHERE.has(text)) return null;
  const parts = text.split(/[,;\s]+/).map((part) => /^(\d{1,5})(?:[-:](\d{1,5}))?$/.exec(part));
  if (parts.some((part) => part === null)) return undefined;
  const ranges = parts.map((part) => ({ first: Number(part?.[1]), last: Number(part?.[2] ?? part?.[1]) }));
  return ranges.every(({ first, last }) => first <= last && last <= 65_535) ? ranges : undefined;
}

/** `tcp`, `UDP`, `tcp/udp`, `both`, `ip`; null: any. Undefined when it is another protocol. */
export function parseTransports(written: string): readonly Rule['transport'][] | null | undefined {
  const words = written
    .trim()
    .toLowerCase()
    .split(/[\s,/+&]+/);
  if (words.every((word) => ['', 'any', '*', 'all', 'ip', 'both'].includes(word))) return null;
  const known = words.filter((word): word is Rule['transport'] => word === 'tcp' || word === 'udp');
  return known.length === words.length ? known : undefined;
}

/** A stranger's text on one line of ours: no control characters for the terminal, and not too long. */
export function shownText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
