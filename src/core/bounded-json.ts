/**
 * JSON of a stranger. Bytes alone bound nothing: 4 MB of brackets overflow the stack of whatever walks through them, 90 MB of `{}` take 5 GB.
 * So depth and number of values are counted before anything is parsed, in one pass without recursion.
 */

export interface JsonLimits {
  /** Deepest nesting of brackets. */
  readonly depth: number;
  /** Members and containers, roughly: every comma and every opening bracket. */
  readonly values: number;
}

export type BoundedJson =
  /** `values`: how many there are, also where they are too many. */
  | { readonly ok: true; readonly value: unknown; readonly values: number }
  /** `problem` ends a sentence that begins with the file's name. */
  | { readonly ok: false; readonly problem: string; readonly values: number };

/** A report of all Regions has 600 000 values and is 12 deep. */
export const FILE_JSON: JsonLimits = { depth: 64, values: 2_000_000 };

/** Never throws. A byte order mark in front is passed over. */
export function parseBoundedJson(text: string, limits: JsonLimits = FILE_JSON): BoundedJson {
  const { depth, values } = shapeOf(text);
  if (depth > limits.depth) return { ok: false, problem: 'is nested too deeply', values };
  if (values > limits.values) return { ok: false, problem: 'has too many values', values };
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown, values };
  } catch (error) {
    return { ok: false, problem: `is no JSON: ${(error as Error).message}`, values };
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  34, 92, 44, 91, 93, 123, 125,
];

/** Counted outside strings. */
function shapeOf(text: string): JsonLimits {
  let [depth, deepest, values] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(text, at);
    else if (sign === COMMA) values += 1;
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      values += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth -= 1;
  }
  return { depth: deepest, values };
}

/** Place of the closing quote, or the end of the text. Searched for, not walked to: half of most files is within strings. */
function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - escapes - 1) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
