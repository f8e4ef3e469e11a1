/** DCV's way around over TCP 443, where its own port is shut. */
import { has443Fallback } from './client-version.ts';
import { gatewayTcp443, isOpen } from './health-check.ts';
import type { View } from './view.ts';

/** `open` when a gateway takes TCP 443 and the client can use it; `client` when only the client is too old; null when none was tried. */
export function fallbackOf(view: View, region: string): 'open' | 'closed' | 'client' | null {
  const tried = gatewayTcp443(view, region);
  if (!tried.some(isOpen)) return tried.length === 0 ? null : 'closed';
  return has443Fallback(view) ? 'open' : 'client';
}
