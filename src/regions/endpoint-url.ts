/** Reads the addresses of the allow list as they are printed: URLs, bare names and `turn:` URIs, with placeholders in host or path. */

export interface PrintedEndpoint {
  /** Host in lower case, with its placeholder when it has one (`*.us-east-1.rdn.amazonaws.com`, `<directory id>.awsapps.com`). */
  readonly host: string;
  readonly port: number;
  readonly placeholder: 'none' | 'path' | 'host';
}

/** Default ports: RFC 9110 for https, RFC 7065 for turn. The allow list prints no port anywhere. */
const DEFAULT_PORT: Readonly<Record<string, number>> = { https: 443, turn: 3478 };

const PRINTED = /^(?:([a-z]+):(?:\/\/)?)?([^/]+)(\/.*)?$/;
const HOST = /^(?:\*\.|<directory id>\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** A bare name counts as https. `hhttps` is the guide's slip for https (C15). Null when the text is none of these. */
export function parsePrintedEndpoint(printed: string): PrintedEndpoint | null {
  const match = PRINTED.exec(printed.trim());
  if (match === null) return null;
  const [, scheme = 'https', rawHost = '', path = ''] = match;
  const host = rawHost.toLowerCase();
  const port = DEFAULT_PORT[scheme === 'hhttps' ? 'https' : scheme];
  if (port === undefined || !HOST.test(host)) return null;
  const holds = (text: string): boolean => /[<*]/.test(text);
  return { host, port, placeholder: holds(host) ? 'host' : holds(path) ? 'path' : 'none' };
}

/** The guide prints two health-check names with a trailing slash (C22); a host name has none. */
export function cleanHostName(printed: string): string {
  return printed.trim().toLowerCase().replace(/\/+$/, '');
}
