/** DCV's ways around: over 443 where its own port is shut, over TCP or UDP 443 where its UDP port is. */
import { has443Fallback } from './client-version.ts';
import type { Protocol } from '../core/words.ts';
import { gatewayDatagrams, gatewayTcp443, healthTcp, isOpen } from './health-check.ts';
import type { View } from './view.ts';

/** `open` when a gateway takes TCP 443 and the client can use it; `client` when only the client is too old; null when none was tried. */
export function fallbackOf(view: View, region: string): 'open' | 'closed' | 'client' | null {
  const tried = gatewayTcp443(view, region);
  if (!tried.some(isOpen)) return tried.length === 0 ? null : 'closed';
  return has443Fallback(view) ? 'open' : 'client';
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
  // QUIC still signs in over TCP: without 4195 or 443 over TCP no session starts.
  if (tcp !== 'open' && fallbackOf(view, region) !== 'open') return tcp === 'shut' ? 'none' : null;
  if (gatewayDatagrams(view, region, 443).some((entry) => entry.evidence.reply !== null)) return 'quic-443';
  return tcp === 'open' ? 'tcp-4195' : 'tcp-443';
}
