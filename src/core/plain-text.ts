/** A stranger's text (a file's name, a field of somebody's report) as one line: no control or direction characters for the terminal. */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/**
 * C0 and C1 control characters (which start every escape sequence), line and paragraph separators, the bidirectional
 * marks that can make a text read as another one, and signs that nobody sees (https://www.unicode.org/reports/tr36/).
 */

const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e0fff}]/gu;
/** A whole CSI or OSC sequence, so that its harmless tail ("[31m") does not stay behind as dirt. */

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
/** One line of plain text: no control characters, no escape sequences, no direction overrides. */
export function terminalSafe(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, '');
}

const SAID_MAX = 60;
/** Anything that could be a registration code, also a mistyped one: it is a secret of the person and is never echoed. */
const CODE_LIKE = /[a-z]{2,8}\+[a-z0-9]+/gi;
const CREDENTIALS = /\/\/[^/@\s]*@/g;

/** What somebody typed, fit for an error line: bounded, without control characters, codes and passwords masked. */
export function saidText(text: string): string {
  const masked = hideSecrets(text);
  return masked.length > SAID_MAX ? `${masked.slice(0, SAID_MAX)}…` : masked;
}

/** Masks what looks like a registration code or like credentials in a URL. */
export function hideSecrets(text: string): string {
  return terminalSafe(text).replace(CODE_LIKE, '(code hidden)').replace(CREDENTIALS, '//(hidden)@');
}
