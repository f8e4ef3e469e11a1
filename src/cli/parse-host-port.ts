/** `HOST[:PORT]`: a name, an IPv4 address, or an IPv6 address in brackets. */
import { parseHostName, parseIpAddress } from '../core/address.ts';
import { UsageError, quoted } from './usage-error.ts';

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface HostPortRule {
  readonly flag: string;
  /** Null: the port must be given. */
  readonly defaultPort: number | null;
}

const ACCEPTED = 'a host name, an IPv4 address, or an IPv6 address in brackets, with :PORT behind it';

export function parseHostPort(text: string, rule: HostPortRule): HostPort {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text.trim());
  if (!match) throw refused(text, rule);
  const [, bracketed, plain, digits] = match;
  const host =
    bracketed === undefined
      ? plainHost(plain ?? '')
      : bracketed.includes(':')
        ? parseIpAddress(bracketed)
        : null;
  const port = digits === undefined ? rule.defaultPort : Number(digits);
  if (host === null || port === null || port < 1 || port > 65535) throw refused(text, rule);
  return { host, port };
}

function plainHost(text: string): string | null {
  return parseIpAddress(text) ?? parseHostName(text);
}

function refused(text: string, { flag, defaultPort }: HostPortRule): UsageError {
  const port = defaultPort === null ? '1 to 65535' : `1 to 65535, default ${defaultPort}`;
  return new UsageError(`--${flag} ${quoted(text)} is not accepted; give ${ACCEPTED} (${port})`);
}
