/**
 * Who may speak to this server: the browser that opened the printed link. The link's token works once and is exchanged for a cookie
 * that no script can read and no other site can send.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  /** Path and query of the link to print. */
  readonly startPath: string;
  /** The cookie to set when `token` is the unused one; null else. */
  exchange(token: string): string | null;
  /** Whether a request's `Cookie` header carries the session. */
  isHeldBy(cookieHeader: string | undefined): boolean;
}

/** Cookies do not know ports, so the port is part of the name: two servers do not take each other's session. */
export function makeSession(port: number): Session {
  const name = `preflight-${port}`;
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  let isUsed = false;
  return {
    startPath: `/start?token=${token}`,
    exchange(given) {
      if (isUsed || !equal(given, token)) return null;
      isUsed = true;
      return `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isHeldBy: (header) => cookies(header).some(([key, value]) => key === name && equal(value, secret)),
  };
}

function cookies(header = ''): readonly (readonly [string, string])[] {
  return header.split(';').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
}

/** Compared by digest: equal length whatever comes, and no early end. */
function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
