/** DCV's ways around: over 443 or the machine's proxy where its own port is shut, over TCP or UDP 443 where its UDP port is. */
import { proxyUse, type ProxyClient } from '../core/proxy-rules.ts';
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import { canStreamByProxy, has443Fallback } from './client-version.ts';
import { gatewayDatagrams, gatewayTcp443, healthTcp, isOpen } from './health-check.ts';
import { measuredOf, type View } from './view.ts';

/** `open` when a gateway takes TCP 443 and the client can use it; `client` when only the client is too old; null when none was tried. */
export function fallbackOf(view: View, region: string): 'open' | 'closed' | 'client' | null {
  const tried = gatewayTcp443(view, region);
  if (!tried.some(isOpen)) return tried.length === 0 ? null : 'closed';
  return has443Fallback(view) ? 'open' : 'client';
}

const SYSTEM: Readonly<Record<string, ProxyClient>> = { win32: 'windows', darwin: 'macos', linux: 'linux' };

/** What the documents say of DCV's TCP port through an HTTP proxy for the kind of client that was asked about; null where they say nothing. */
export function dcvByProxy({ record: { request, host } }: View): ReturnType<typeof proxyUse> {
  const client = request.profile === 'client' ? SYSTEM[host.os.platform] : request.profile;
  return client === undefined ? null : proxyUse(client, 'tcp', STREAMING_PORT.dcv);
}

export function askedByProxy(view: View, region: string) {
  return measuredOf(view, 'proxy-connect', 'streaming-by-proxy').filter(({ step }) => step.region === region);
}

export const PROXY_WAYS = ['open', 'closed', 'client', 'never'] as const;

/**
 * DCV's TCP port through the machine's proxy: `open` where the proxy opens it and not everything, and this client can use it; `client` where
 * it is too old for it; `never` where the documents name no such client. Null: no proxy was asked.
 */
export function wayByProxy(view: View, region: string): (typeof PROXY_WAYS)[number] | null {
  const asked = askedByProxy(view, region);
  if (asked.length === 0) return null;
  if (!asked.some(({ evidence }) => evidence.opened && evidence.control?.opened === false)) return 'closed';
  if (dcvByProxy(view)?.use !== 'possible') return 'never';
  return canStreamByProxy(view) ? 'open' : 'client';
}

export function tcpState(view: View, region: string, protocol: Protocol): 'open' | 'shut' | 'untested' {
  const tcp = healthTcp(view, region, protocol);
  return tcp.length === 0 ? 'untested' : tcp.some(isOpen) ? 'open' : 'shut';
}

export const DCV_WAYS = ['quic-443', 'tcp-4195', 'tcp-443', 'none'] as const;

/**
 * What DCV streams over without UDP 4195: the client tries QUIC first, then TCP, and falls back to 443 (guide2025, 2158-2161;
 * docs/spec/technical-facts.md). Null where too little was tried to say.
 */
export function dcvWithoutUdp(view: View, region: string): (typeof DCV_WAYS)[number] | null {
  const tcp = tcpState(view, region, 'dcv');
  const byProxy = wayByProxy(view, region) === 'open';
  // QUIC still signs in over TCP: without 4195 or 443 over TCP no session starts.
  if (tcp !== 'open' && !byProxy && fallbackOf(view, region) !== 'open')
    return tcp === 'shut' ? 'none' : null;
  if (gatewayDatagrams(view, region, 443).some((entry) => entry.evidence.reply !== null)) return 'quic-443';
  return tcp === 'open' || byProxy ? 'tcp-4195' : 'tcp-443';
}
