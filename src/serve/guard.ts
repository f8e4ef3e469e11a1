/**
 * What every request must pass before anything else looks at it. `Host` against DNS rebinding (a foreign name that points at
 * 127.0.0.1 arrives with its own name), `Origin` and `Sec-Fetch-Site` against foreign pages. There is no CORS: nobody is let in.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came: of a header that came twice, `headers` shows one. */
  readonly rawHeaders: readonly string[];
}

/** Why the request is refused, for the log of tests; null when it may go on. */
export function refusalOf({ method, headers, rawHeaders }: Asked, authority: string): string | null {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (headers.host !== authority || hosts.length !== 1) return 'foreign Host';
  if (method !== 'GET' && method !== 'POST') return 'method';
  if (!isOwnOrigin(method, headers.origin, authority)) return 'foreign Origin';
  return isOwnSite(headers) || isOpening(method, headers) ? null : 'foreign site';
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

/** Browsers send `Origin` with every POST; a GET of our own page has none, and one by `fetch` has ours. */
function isOwnOrigin(method: string, origin: string | undefined, authority: string): boolean {
  return origin === undefined ? method === 'GET' : origin === `http://${authority}`;
}

/** `none`: the person opened the link. */
function isOwnSite({ 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** The page as a whole window, also from another page: from the file that `--open` starts the browser with. It holds no secret. */
function isOpening(method: string, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    headers.origin === undefined
  );
}
