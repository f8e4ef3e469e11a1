/** The failures that are told in one line without blaming the program, and what such a line may repeat. */
import { hideSecrets, saidText } from '../core/plain-text.ts';

export { hideSecrets };

/** A usage or input error: the line says what was wrong and what is accepted. Ends with exit code 2, nothing sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A result that could not be written, such as on a full disk: exit code 3, and the line says no more than that. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/** What somebody typed, in quotation marks, fit for an error line. */
export function quoted(text: string): string {
  return `"${saidText(text)}"`;
}
