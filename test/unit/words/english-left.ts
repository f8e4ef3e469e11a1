/** English that is left in a text of another language. */
import { expect } from '@jest/globals';
import { lengthOf } from '../../../src/core/wrap-text.ts';

/** What people type, read in a file or know as a product's name is no sentence of ours. */
const NAMES =
  /"[^"]*"|preflight [a-z]+( [a-z]+)?|--[a-z-]+( (both|forward|output|allow|deny))?|\b(Amazon|AWS|Cisco|Global|Windows|Web|WorkSpaces|VPC|iptables-save)\b/g;

/** Three words and more in a row, two of them of small letters alone: names, codes and addresses are none. */
export function englishLeft(text: string): string[] {
  return (text.replace(NAMES, '').match(/[A-Za-z]{2,}(?: [A-Za-z']+){2,}/g) ?? []).filter(
    (found) => (found.match(/\b[a-z]{2,}\b/g) ?? []).length > 1,
  );
}

/** A text of the terminal: Japanese, no English sentence, no blank behind a full stop, within 80 columns. */
export function expectJapanese(text: string): void {
  expect(text).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  expect(text.split('\n').flatMap(englishLeft)).toEqual([]);
  expect(text).not.toMatch(/。 \S/);
  const wide = text.split('\n').filter((line) => lengthOf(line) > 80 && !/\S{50,}/.test(line));
  expect(wide).toEqual([]);
}
