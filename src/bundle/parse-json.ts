/**
 * JSON of a stranger: nesting and number of values are bounded before it is parsed: what walks through it may walk by
 * recursion, and small values take far more memory than bytes.
 */
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-format.ts';

/** What all JSON of one bundle may still hold; each text takes its part. */
export interface JsonBudget {
  values: number;
}

/** Throws a `BundleError` that names the file. */
export function parseJson(content: Uint8Array, name: string, budget: JsonBudget): unknown {
  const { depth, values } = shapeOf(content);
  if (depth > BUNDLE_LIMITS.depth) throw new BundleError(`${name} is nested too deeply`);
  budget.values -= values;
  if (budget.values < 0) throw new BundleError(`${name} has too many values`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)) as unknown;
  } catch (error) {
    throw new BundleError(`${name} is no JSON`, { cause: error });
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 92, 44, 91, 93, 123, 125,
];

interface Shape {
  /** Deepest nesting of brackets. */
  readonly depth: number;
  /** Members and containers, roughly: every comma and every opening bracket. */
  readonly values: number;
}

/** Counted outside strings. All signs concerned are one byte in UTF-8. */
function shapeOf(content: Uint8Array): Shape {
  let [depth, deepest, values] = [0, 0, 0];
  let at = 0;
  while (at < content.length) {
    const sign = content[at];
    if (sign === QUOTE) at = endOfString(content, at);
    else if (sign === COMMA) values += 1;
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      values += 1;
      deepest = Math.max(deepest, (depth += 1));
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth -= 1;
    at += 1;
  }
  return { depth: deepest, values };
}

/** Place of the closing quote, or the end of the text. */
function endOfString(content: Uint8Array, open: number): number {
  let at = open + 1;
  while (at < content.length && content[at] !== QUOTE) at += content[at] === BACKSLASH ? 2 : 1;
  return at;
}
