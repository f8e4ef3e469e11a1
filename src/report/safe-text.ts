/**
 * Strangers' strings (host names, issuers, server headers) made harmless for each place where they are shown.
 * A report may come from a hostile network: it must not move the cursor, run a formula, or bring markup of its own.
 */

import { terminalSafe } from '../core/plain-text.ts';

export { terminalSafe };

/** What XML 1.0 forbids beyond the controls, and lone surrogates (https://www.w3.org/TR/xml/#charsets). */
const NOT_XML = /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text or an attribute value of HTML and XML. */
export function markupSafe(text: string): string {
  return terminalSafe(text)
    .replace(NOT_XML, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/**
 * A CSV field (RFC 4180). A leading `=`, `+`, `-`, `@` would be run as a formula by spreadsheets
 * (https://owasp.org/www-community/attacks/CSV_Injection): a quote mark before it makes it text. German and French spreadsheets begin a cell
 * behind every `;` as well, also inside quotes.
 */
export function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const plain = terminalSafe(value);
  const inert = plain.replace(/(^|;)(?=\s*["']*\s*[=+\-@])/g, "$1'");
  return /[",;]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A line of ticket text: reads the same whether the ticket system renders markdown or not. */
export function markdownSafe(text: string): string {
  return terminalSafe(text)
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('`', "'")
    .replaceAll('](', '] (')
    .replaceAll('\\', '/');
}
