/**
 * `app://ui/`: the page's own scheme. Files come from the list that the build wrote, looked up by their exact path: there is no path
 * arithmetic that a request could bend.
 */
import type { CustomScheme, Protocol } from 'electron';
import { PAGE_HEADERS } from './csp.ts';

export const APP_ORIGIN = 'app://ui';

/** Must be registered before the app is ready. */
export const APP_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true },
};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};

export interface PageFiles {
  /** Paths below the page's folder, `index.html` among them. */
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<Uint8Array>;
}

/** Answers every request of the scheme; anything but GET of a listed file of our host is 404. */
export function handleAppProtocol(protocol: Pick<Protocol, 'handle'>, files: PageFiles): void {
  const listed = new Map(files.names.map((name) => [name === 'index.html' ? '/' : `/${name}`, name]));
  protocol.handle('app', async (request) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : null;
    const name = url?.host === 'ui' && request.method === 'GET' ? listed.get(url.pathname) : undefined;
    if (name === undefined) return new Response('not found', { status: 404, headers: PAGE_HEADERS });
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const body = new Uint8Array(await files.read(name));
    return new Response(body, { headers: { ...PAGE_HEADERS, 'content-type': type } });
  });
}

/** Whether a URL is our page: scheme and host compared as parsed, never by prefix. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'app:' && url.host === 'ui';
}
