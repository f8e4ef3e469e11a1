/** What one source (environment, registry, scutil, gsettings) says about the proxy for https, before it is judged usable. */
import { inCidr, parseIpAddress } from '../../core/address.ts';
import type { ProxySetting } from '../../evidence/index.ts';

export type NotFollowed = NonNullable<ProxySetting['notFollowed']>[number];
export type ProxyFact = NonNullable<ProxySetting['seen']>[number];

export interface ProxyConfig {
  readonly source: ProxySetting['source'];
  /** As written there; null without a fixed proxy. */
  readonly proxyText: string | null;
  /** Address of a proxy auto-config file; wins over a fixed proxy where both are set, as in every system that has both. */
  readonly pacUrl: string | null;
  readonly bypass: readonly string[];
  readonly bypassStyle: BypassStyle;
  /** A setting that cannot be followed, in words; null when there is none. */
  readonly problem: string | null;
  readonly notFollowed: readonly NotFollowed[];
}

/** What a source has but the proxy; a proxy for https or a PAC file makes a SOCKS setting beside it idle. */
export function configOf(
  found: Pick<ProxyConfig, 'source' | 'proxyText' | 'pacUrl' | 'bypass' | 'bypassStyle'> & {
    readonly socks?: string | null;
    readonly more?: readonly NotFollowed[];
  },
): ProxyConfig | null {
  const { socks = null, more = [], ...rest } = found;
  const isIdle = rest.proxyText !== null || rest.pacUrl !== null;
  const notFollowed = [...more, ...(socks === null || isIdle ? [] : [socksSetting(socks)])];
  if (!isIdle && notFollowed.length === 0) return null;
  return { ...rest, problem: notFollowed[0]?.text ?? null, notFollowed };
}

function socksSetting(hostPort: string): NotFollowed {
  return { kind: 'socks', text: `a SOCKS proxy is set (${hostPort}); Preflight does not follow it` };
}

/**
 * How a plain name in the list is meant. `suffix` (NO_PROXY as curl and Go read it, GSimpleProxyResolver): the name and all below it.
 * `exact` (Windows, macOS): that name alone, `*` stands for any text.
 */
type BypassStyle = 'suffix' | 'exact';

/** Whether a host goes direct on port 443. CIDR blocks count for literal addresses only: names are not resolved for this. */
export function isBypassed(host: string, config: Pick<ProxyConfig, 'bypass' | 'bypassStyle'>): boolean {
  return config.bypass.some((entry) => matches(host, entry, config.bypassStyle));
}

function matches(host: string, entry: string, style: BypassStyle): boolean {
  const rule = entry.trim().toLowerCase();
  if (rule === '*') return true;
  if (rule === '<local>') return !host.includes('.');
  if (rule.includes('/') && !rule.includes('://')) return inCidr(host, rule);
  const [name, port] = splitPort(rule.replace(/^[a-z]+:\/\//, ''));
  if (name === '' || (port !== null && port !== '443')) return false;
  if (style === 'exact') return matchesGlob(host, name);
  const suffix = name.replace(/^\*?\./, '');
  return host === suffix || host.endsWith(`.${suffix}`);
}

function splitPort(rule: string): readonly [name: string, port: string | null] {
  if (parseIpAddress(rule) !== null) return [rule, null];
  const [, name = rule, port = null] = /^(.*):(\d+)$/.exec(rule) ?? [];
  return [name, port];
}

/** `*` is any text. Part by part, never by a regular expression made of a stranger's text. */
function matchesGlob(host: string, glob: string): boolean {
  const parts = glob.split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return host === first;
  if (!host.startsWith(first) || host.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = host.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return host.endsWith(last) && at + last.length <= host.length;
}

/** More entries are cut: the list is shown to people. */
const MAX_ENTRIES = 200;

export function splitList(text: string, separator: RegExp): readonly string[] {
  const entries = text.split(separator).map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').slice(0, MAX_ENTRIES);
}

/** `host:port`, with brackets around an IPv6 address. */
export function joinHostPort(host: string, port: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Said where a system is set to find its proxy by itself (WPAD): by DHCP and DNS questions that we do not ask. */
export const WPAD: NotFollowed = {
  kind: 'wpad',
  text: 'automatic proxy detection (WPAD) is on; Preflight does not follow it',
};
