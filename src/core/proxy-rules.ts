/**
 * Which traffic of which client may go through a proxy at all. Data with sources; the findings ask it whether a proxy that works
 * helps, and texts for people name the rule. The rows come from AWS' documentation of the clients, as collected in technical-facts A.7.
 * No row helps where the proxy asks for user and password: no client supports that.
 */
import { CLIENT_GATES } from './client-gates.ts';
import type { Transport } from './words.ts';

const PROXY_CLIENTS = ['windows', 'macos', 'linux', 'web-access', 'zero-client'] as const;
export type ProxyClient = (typeof PROXY_CLIENTS)[number];

/** `system`: the operating system's proxy is used. `possible`: it can be, but AWS advises against it. `never`: traffic goes direct or not at all. */
type ProxyUse = 'system' | 'possible' | 'never';

export interface ProxyRule {
  readonly clients: readonly ProxyClient[];
  readonly transport: Transport;
  readonly port: number;
  readonly use: ProxyUse;
  /** First client version for which the row holds, by client; a client that is not named has held it since 3.0. */
  readonly since: Partial<Readonly<Record<ProxyClient, string>>>;
  readonly source: string;
}

const { win32, darwin } = CLIENT_GATES['dcv-proxy-4195'].since;
const GUIDE = 'WorkSpaces administration guide, proxy server support (technical-facts A.7)';
const DESKTOP = ['windows', 'macos', 'linux'] as const;

export const PROXY_RULES: readonly ProxyRule[] = [
  { clients: DESKTOP, transport: 'tcp', port: 443, use: 'system', since: {}, source: GUIDE },
  {
    clients: ['web-access'],
    transport: 'tcp',
    port: 443,
    use: 'system',
    since: {},
    source: 'the browser follows the system',
  },
  { clients: PROXY_CLIENTS, transport: 'tcp', port: 4172, use: 'never', since: {}, source: GUIDE },
  { clients: PROXY_CLIENTS, transport: 'udp', port: 4172, use: 'never', since: {}, source: GUIDE },
  {
    clients: ['windows', 'macos'],
    transport: 'tcp',
    port: 4195,
    use: 'possible',
    since: { windows: win32, macos: darwin },
    source: GUIDE,
  },
  { clients: ['linux'], transport: 'tcp', port: 4195, use: 'never', since: {}, source: GUIDE },
  { clients: PROXY_CLIENTS, transport: 'udp', port: 4195, use: 'never', since: {}, source: GUIDE },
  { clients: PROXY_CLIENTS, transport: 'udp', port: 443, use: 'never', since: {}, source: GUIDE },
];

/** What the rules say of one kind of traffic; null where the documents say nothing (that is not "never"). */
export function proxyUse(client: ProxyClient, transport: Transport, port: number): ProxyRule | null {
  const fits = (rule: ProxyRule): boolean =>
    rule.clients.includes(client) && rule.transport === transport && rule.port === port;
  return PROXY_RULES.find(fits) ?? null;
}
