/** JSON of a stranger: bounded nesting before it is parsed, because what later walks through it may walk by recursion. */
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-format.ts';

/** Throws a `BundleError` that names the file. */
export function parseJson(content: Uint8Array, name: string): unknown {
  if (depthOf(content) > BUNDLE_LIMITS.depth) throw new BundleError(`${name} is nested too deeply`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)) as unknown;
  } catch (error) {
    throw new BundleError(`${name} is no JSON`, { cause: error });
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];

/** Deepest nesting of brackets outside strings. All signs concerned are one byte in UTF-8. */
function depthOf(content: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let at = 0; at < content.length; at += 1) {
    const sign = content[at];
    if (isInString) {
      if (sign === BACKSLASH) at += 1;
      else if (sign === QUOTE) isInString = false;
    } else if (sign === QUOTE) isInString = true;
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) deepest = Math.max(deepest, (depth += 1));
    else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}
