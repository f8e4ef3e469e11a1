/** `--proxy auto|none|URL`. Credentials in the URL go to the proxy alone; they never reach a plan, a report or a message. */
import { parseHostName, parseIpAddress } from '../core/address.ts';
import { UsageError, quoted } from './usage-error.ts';

export interface ProxyChoice {
  readonly mode: 'auto' | 'none' | 'url';
  /** As given, credentials included; null unless the mode is `url`. */
  readonly url: string | null;
}

export function parseProxy(text: string | null): ProxyChoice {
  if (text === null || text === 'auto') return { mode: 'auto', url: null };
  if (text === 'none') return { mode: 'none', url: null };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !isUsable(url)) {
    throw new UsageError(
      `--proxy ${quoted(text)} is not accepted; give auto, none, or a URL such as http://proxy.example.com:8080`,
    );
  }
  return { mode: 'url', url: text };
}

function isUsable(url: URL): boolean {
  const hasHost = parseIpAddress(url.hostname) !== null || parseHostName(url.hostname) !== null;
  return url.protocol === 'http:' && hasHost && ['', '/'].includes(url.pathname) && url.search === '';
}
