/** JSON inside a bundle: one budget of values for all of it, and a failure that names the file. */
import { isUtf8 } from 'node:buffer';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-format.ts';

/** What all JSON of one bundle may still hold; each text takes its part. */
export interface JsonBudget {
  values: number;
}

/** Throws a `BundleError` that names the file. */
export function parseJson(content: Uint8Array, name: string, budget: JsonBudget): unknown {
  const parsed = parseBoundedJson(textOf(content, name), {
    depth: BUNDLE_LIMITS.depth,
    values: budget.values,
  });
  // Spent also by what is refused: a bundle with an empty budget is refused whole.
  budget.values -= parsed.values;
  // The parser's own message quotes what the file holds.
  if (!parsed.ok) throw new BundleError(`${name} ${parsed.problem.replace(/:.*$/s, '')}`);
  return parsed.value;
}

function textOf(content: Uint8Array, name: string): string {
  if (!isUtf8(content)) throw new BundleError(`${name} is no JSON`);
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
}
