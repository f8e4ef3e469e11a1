/**
 * What every request must pass before anything else looks at it. `Host` against DNS rebinding (a foreign name that points at
 * 127.0.0.1 arrives with its own name), `Origin` and `Sec-Fetch-Site` against foreign pages. There is no CORS: nobody is let in.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Why the request is refused, for the log of tests; null when it may go on. */
export function refusalOf({ method, headers }: Asked, authority: string): string | null {
  if (headers.host !== authority) return 'foreign Host';
  if (method !== 'GET' && method !== 'POST') return 'method';
  if (!isOwnOrigin(method, headers.origin, authority)) return 'foreign Origin';
  return isOwnSite(headers['sec-fetch-site']) ? null : 'foreign site';
}

/**
 * What is asked for, or null when it is no path of ours: `//`, `http://[` and their like cannot be read as an address at all, and
 * `//name` or a whole address would mean another server.
 */
export function targetOf(target: string, authority: string): URL | null {
  const own = `http://${authority}`;
  if (!URL.canParse(target, own)) return null;
  const url = new URL(target, own);
  return url.origin === own ? url : null;
}

/** Browsers send `Origin` with every POST; a GET of our own page has none. */
function isOwnOrigin(method: string, origin: string | undefined, authority: string): boolean {
  return origin === undefined ? method === 'GET' : origin === `http://${authority}`;
}

/** `none`: the person opened the link. */
function isOwnSite(site: string | string[] | undefined): boolean {
  return site === undefined || site === 'same-origin' || site === 'none';
}
