/** The comment at the head of a rule file: what it is for, what judged it, what it cannot say. */
import { wrapText, TEXT_COLUMNS } from '../../core/wrap-text.ts';
import type { Rule, RuleSet } from '../rule.ts';
import { plainComment } from './ip-openings.ts';

/**
 * Silence would make every program wait, and hide from a check which rule is missing: an idle gateway is silent too. The answer is
 * the one that RFC 1812 (5.2.7.1) has for filters.
 */
export const REFUSAL_NOTE = 'Everything else is refused at once (RFC 1812); without this line it is dropped';

/** What a machine may need that no document of WorkSpaces names: each format has its lines behind this. */
export const OWN_NEEDS = 'DHCP (67, 547) and NTP (123): take the sign away where this machine uses them';

/** Wrapped so that they fit 80 columns behind `prefix`, the sign of a comment. */
export function headerLines(set: RuleSet, prefix: string, proof: string): string[] {
  const { request, tables } = set;
  const protocols = request.protocols
    .map((protocol) => (protocol === 'pcoip' ? 'PCoIP' : 'DCV'))
    .join(' and ');
  return [
    `Amazon WorkSpaces: ${request.regions.join(', ')}; ${protocols}; ${request.profile}`,
    `Made by preflight from tables ${tables.edition}, sha256 ${tables.sha256.slice(0, 16)}`,
    `Proof: ${proof}`,
    ...(tables.overlay === null ? [] : [`Overlay: ${tables.overlay}`]),
    ...set.notes.map((note) => `Note: ${note}`),
    ...set.omitted.map(({ destination, reason }) => `Left out: ${destination}: ${reason}`),
  ].flatMap((line) => wrapComment(line, prefix));
}

/** The names that the syntax cannot say, under a sentence that says what to do about them. */
export function notCoveredLines(rules: readonly Rule[], prefix: string): string[] {
  if (rules.length === 0) return [];
  const names = [...new Set(rules.map(({ destination }) => destination))];
  const portsOf = (name: string): string =>
    rules
      .flatMap(({ destination, transport, port }) => (destination === name ? `${transport}/${port}` : []))
      .join(' ');
  return [
    ...wrapComment(
      'This syntax cannot say these names. Let them out by a proxy (format squid), or by a firewall that knows names; addresses of names change:',
      prefix,
    ),
    ...names.map((name) => `${prefix}  ${name} ${portsOf(name)}`),
  ];
}

function wrapComment(text: string, prefix: string): string[] {
  const ascii = text.replaceAll('’', "'");
  return wrapText(ascii.replaceAll(/[^ -~]/g, ''), TEXT_COLUMNS - prefix.length).map((line) => prefix + line);
}

/** A comment of its own for each opening. */
export function openingComment({ title, doubt }: { title: string; doubt: string | null }): string {
  return doubt === null ? title : `${title}; DOUBTFUL ${plainComment(doubt)}`.slice(0, 120);
}
