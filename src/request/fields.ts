/** Single fields of what was asked: read, or refused. Pure. */
import { parseHostName, parseIpAddress } from '../core/address.ts';
import { saidText } from '../core/plain-text.ts';
import { parseProxyUrl, ProxyUrlError } from '../core/proxy-url.ts';
import { RequestRefused, type Refusal } from './refusal.ts';

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface HostPortRule {
  readonly field: string;
  /** Null: the port must be given. */
  readonly defaultPort: number | null;
}

/** `HOST[:PORT]`: a name, an IPv4 address, or an IPv6 address in brackets. */
export function parseHostPort(text: string, rule: HostPortRule): HostPort {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text.trim());
  const [, bracketed, plain, digits] = match ?? [];
  const host = hostOf(bracketed, plain);
  const port = digits === undefined ? rule.defaultPort : Number(digits);
  if (host === null || port === null || port < 1 || port > 65535)
    throw new RequestRefused({ code: 'host-port', said: saidText(text), ...rule });
  return { host, port };
}

/** `HOST` as above, without a port, so that IPv6 needs no brackets; null for anything else. */
export function parseHost(text: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^[\]]+))$/.exec(text.trim()) ?? [];
  return hostOf(bracketed, plain);
}

function hostOf(bracketed: string | undefined, plain = ''): string | null {
  if (bracketed === undefined) return plainHost(plain);
  return bracketed.includes(':') ? parseIpAddress(bracketed) : null;
}

function plainHost(text: string): string | null {
  return parseIpAddress(text) ?? parseHostName(text);
}

export interface NumberRule {
  readonly field: string;
  readonly unit: Extract<Refusal, { code: 'number' }>['unit'];
  readonly min: number;
  readonly max: number;
  /** False: whole numbers only. */
  readonly fraction: boolean;
}

/** Whole run. An hour is far beyond any real run and keeps timers within bounds. */
export const DEADLINE: NumberRule = { field: 'deadline', unit: 'seconds', min: 1, max: 3600, fraction: true };
/** Round-trip samples per address; more than 200 would be a load on somebody else's server. */
export const SAMPLES: NumberRule = { field: 'samples', unit: 'samples', min: 1, max: 200, fraction: false };

/** Decimal digits, finite, within the rule's bounds. */
export function parseNumber(given: string | number, rule: NumberRule): number {
  const text = String(given);
  const pattern = rule.fraction ? /^\d{1,9}(\.\d{1,6})?$/ : /^\d{1,9}$/;
  const value = pattern.test(text) ? Number(text) : Number.NaN;
  if (value >= rule.min && value <= rule.max) return value;
  throw new RequestRefused({ code: 'number', said: saidText(text), ...rule });
}

/** How a run gets out on 443: as this machine is set to, directly, or by one proxy. The credentials go to that proxy alone. */
export type ProxyChoice =
  | { readonly mode: 'auto' }
  | { readonly mode: 'none' }
  | {
      readonly mode: 'url';
      /** `http://host:port`. */
      readonly proxy: string;
      /** `user:password`; null without. Never part of a plan, a report or a message. */
      readonly credentials: string | null;
    };

/** `auto`, `none`, or `http://[user:password@]host[:port]`. */
export function parseProxy(text: string): ProxyChoice {
  if (text === 'auto' || text === 'none') return { mode: text };
  try {
    // A word without a scheme may be a mistyped mode, so the scheme is asked for here.
    if (text.includes('://')) return { mode: 'url', ...parseProxyUrl(text) };
  } catch (error) {
    if (!(error instanceof ProxyUrlError)) throw error;
  }
  throw new RequestRefused({ code: 'proxy', said: saidText(text) });
}

/** A CIDR block, or one address. */
export function parseRange(text: string): string {
  const trimmed = text.trim();
  const [address = '', given, ...rest] = trimmed.split('/');
  const ip = parseIpAddress(address);
  const most = ip?.includes(':') === true ? 128 : 32;
  const bits = given ?? String(most);
  if (ip !== null && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most)
    return `${ip}/${bits}`;
  throw new RequestRefused({ code: 'range', said: saidText(text) });
}

/** Directory id, `d-` and ten letters or digits. */
export function parseDirectoryId(text: string): string {
  const id = text.trim().toLowerCase();
  if (/^d-[0-9a-z]{10}$/.test(id)) return id;
  throw new RequestRefused({ code: 'directory-id', said: saidText(text) });
}
