/** What went wrong, as one line for a person: the refusal of a request in its own words, else the words of the closed code. */
import { ContractError } from '../../src/contract/index.ts';
import { refusalLine } from '../../src/request/refusal.ts';
import type { Words } from './en.ts';
import { capital } from './format.ts';

export function errorLine(error: unknown, words: Words): string {
  if (!(error instanceof ContractError)) return words.error.internal;
  if (error.refusal === null) return words.error[error.code];
  const line = refusalLine(error.refusal, words.locale, (field) => words.asked[field] ?? field);
  const { stop } = words.app;
  return `${capital(line)}${line.endsWith(stop) ? '' : stop}`;
}
