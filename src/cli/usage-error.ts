/** The failures that are told in one line without blaming the program, and what such a line may repeat. */
import { terminalSafe } from '../report/safe-text.ts';

/** A usage or input error: the line says what was wrong and what is accepted. Ends with exit code 2, nothing sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A result that could not be written, such as on a full disk: exit code 3, and the line says no more than that. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

const QUOTED_MAX = 60;
/** Anything that could be a registration code, also a mistyped one: it is a secret of the person and is never echoed. */
const CODE_LIKE = /[a-z]{2,8}\+[a-z0-9]+/gi;
const CREDENTIALS = /\/\/[^/@\s]*@/g;

/** What somebody typed, fit for an error line: bounded, without control characters, codes and passwords masked. */
export function quoted(text: string): string {
  const masked = hideSecrets(text);
  const short = masked.length > QUOTED_MAX ? `${masked.slice(0, QUOTED_MAX)}…` : masked;
  return `"${short}"`;
}

/** Masks what looks like a registration code or like credentials in a URL. */
export function hideSecrets(text: string): string {
  return terminalSafe(text).replace(CODE_LIKE, '(code hidden)').replace(CREDENTIALS, '//(hidden)@');
}
