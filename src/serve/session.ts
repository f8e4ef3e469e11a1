/**
 * Who may speak to this server: the page that was opened by the printed link. The link's token works once and is exchanged for a key that the page
 * keeps in its tab and sends with every request. No cookie: those of 127.0.0.1 go to every port of it, so to every server that another person
 * of this computer may run.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  /** What stands behind the `#` of the link to print: browsers send it to nobody. */
  readonly fragment: string;
  /**
   * The key for `token`, or for `token.key` with a key of the page's own making; null for a used or wrong token. The same pair may come again: a page that
   * is reloaded before it heard the answer asks once more.
   */
  exchange(asked: string): string | null;
  /** Whether this is the key. */
  isKey(given: unknown): boolean;
}

/** 32 bytes in base64url: a page may not choose a weak one. */
const KEY = /^[\w-]{43}$/;

export function makeSession(): Session {
  const token = randomBytes(32).toString('base64url');
  let key: string | null = null;
  return {
    fragment: `token=${token}`,
    exchange(asked) {
      const [given = '', proposed] = asked.split('.', 2);
      if (!equal(given, token)) return null;
      if (key === null) {
        if (proposed !== undefined && !KEY.test(proposed)) return null;
        key = proposed ?? randomBytes(32).toString('base64url');
        return key;
      }
      return proposed !== undefined && equal(proposed, key) ? key : null;
    },
    isKey: (given) => key !== null && typeof given === 'string' && equal(given, key),
  };
}

/** Compared by digest: equal length whatever comes, and no early end. */
function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
