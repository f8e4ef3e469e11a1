/**
 * Who may speak to this server: the page that was opened by the printed link. The link's token works once and is exchanged for a key that the page
 * keeps in its tab and sends with every request. No cookie: those of 127.0.0.1 go to every port of it, so to every server that another person
 * of this computer may run.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  /** What stands behind the `#` of the link to print: browsers send it to nobody. */
  readonly fragment: string;
  /** The key for the unused token; null for every other. */
  exchange(token: string): string | null;
  /** Whether this is the key. */
  isKey(given: unknown): boolean;
}

export function makeSession(): Session {
  const token = randomBytes(32).toString('base64url');
  const key = randomBytes(32).toString('base64url');
  let isUsed = false;
  return {
    fragment: `token=${token}`,
    exchange(given) {
      if (isUsed || !equal(given, token)) return null;
      isUsed = true;
      return key;
    },
    isKey: (given) => typeof given === 'string' && equal(given, key),
  };
}

/** Compared by digest: equal length whatever comes, and no early end. */
function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
