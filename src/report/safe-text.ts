/**
 * Strangers' strings (host names, issuers, server headers) made harmless for each place where they are shown.
 * A report may come from a hostile network: it must not move the cursor, run a formula, or bring markup of its own.
 */

/**
 * C0 and C1 control characters (which start every escape sequence), line and paragraph separators, the bidirectional
 * marks that can make a text read as another one, and signs that nobody sees (https://www.unicode.org/reports/tr36/).
 */

const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e0fff}]/gu;
/** A whole CSI or OSC sequence, so that its harmless tail ("[31m") does not stay behind as dirt. */

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
/** What XML 1.0 forbids beyond the controls, and lone surrogates (https://www.w3.org/TR/xml/#charsets). */
const NOT_XML = /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One line of plain text: no control characters, no escape sequences, no direction overrides. */
export function terminalSafe(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, '');
}

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
