/** The address of a proxy as people and settings write it. Credentials are parted from it at once and never travel with it. */
import { parseHostName, parseIpAddress } from './address.ts';

export interface ProxyUrl {
  /** `http://host:port`: all that facts, evidence and the report ever see. */
  readonly proxy: string;
  /** `user:password`, decoded; null without. Stays in this process. */
  readonly credentials: string | null;
}

/** The text is no address of an HTTP proxy. The message says what was wrong in one line, without the text's own secrets. */
export class ProxyUrlError extends Error {
  override readonly name = 'ProxyUrlError';
}

/** Where neither scheme nor number names a port (RFC 9110, 4.2.1: the default of http). */
const DEFAULT_PORT = 80;

/** Reads `http://[user:password@]host[:port][/]` or the same without scheme. Throws ProxyUrlError for everything else. */
export function parseProxyUrl(text: string): ProxyUrl {
  const trimmed = text.trim();
  const url = asUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  if (url.protocol !== 'http:')
    throw new ProxyUrlError(
      `a proxy of the kind ${url.protocol}// is not supported; accepted: http://host:port`,
    );
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new ProxyUrlError('a proxy address ends after the port; accepted: http://host:port');
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  return { proxy: `http://${hostOf(url)}:${port}`, credentials: credentialsOf(url) };
}

function asUrl(text: string): URL {
  if (text.length > 2000 || !URL.canParse(text))
    throw new ProxyUrlError('not the address of a proxy; accepted: http://host:port');
  return new URL(text);
}

function hostOf({ hostname }: URL): string {
  const address = parseIpAddress(hostname);
  if (address !== null) return address.includes(':') ? `[${address}]` : address;
  const host = parseHostName(hostname);
  if (host === null) throw new ProxyUrlError('the proxy has no valid host name; accepted: http://host:port');
  return host;
}

function credentialsOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    throw new ProxyUrlError('user or password of the proxy holds a stray %; write it as %25');
  }
}

/** A proxy in the machine's own settings that is none is a fact about the machine, not an error of the person at the keyboard. */
export function usableProxy(
  proxyText: string | null,
  keep: (url: ProxyUrl) => string,
): { readonly proxy: string | null; readonly problem: string | null } {
  if (proxyText === null) return { proxy: null, problem: null };
  try {
    return { proxy: keep(parseProxyUrl(proxyText)), problem: null };
  } catch (error) {
    if (error instanceof ProxyUrlError) return { proxy: null, problem: error.message };
    throw error;
  }
}
