import type { Comparison } from '../../../src/contract/index.ts';
import type { Words } from '../../words/en.ts';
import { bytes, delay, percent } from '../../words/format.ts';

type Figure = Comparison['figures'][number];

/** A figure with its unit; a value that was not measured says so. */
export function figureValue(words: Words, { unit }: Pick<Figure, 'unit'>, value: number | null): string {
  if (value === null) return words.unit.none;
  return unit === 'ms' ? delay(words, value) : unit === 'bytes' ? bytes(words, value) : percent(words, value);
}
