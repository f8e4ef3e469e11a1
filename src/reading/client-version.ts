/** The installed client against the version gates of the documents. What cannot be read counts as current. */
import { CLIENT_GATES, passesClientGate } from '../core/client-gates.ts';
import type { Protocol } from '../core/words.ts';
import { measuredOf, type View } from './view.ts';

function installedVersion(view: View): string | null {
  return measuredOf(view, 'client', 'client')[0]?.evidence.version ?? null;
}

/** Whether the person would use the client of this machine: Web Access and zero clients do not care for it. */
export function usesClientHere(view: View): boolean {
  return view.record.request.profile === 'client';
}

/** Whether the client can stream DCV over 443; true for an unknown version, and for a browser (technical-facts A.5). */
export function has443Fallback(view: View): boolean {
  if (!usesClientHere(view)) return true;
  return passesClientGate('dcv-fallback-443', view.record.host.os.platform, installedVersion(view)) !== false;
}

/** Whether the client is new enough to send DCV through a proxy; true for an unknown version. */
export function canStreamByProxy(view: View): boolean {
  return passesClientGate('dcv-proxy-4195', view.record.host.os.platform, installedVersion(view)) !== false;
}

/** The version that the protocol needs where the installed one is older; null when it is new enough or unknown. */
export function neededVersion(view: View, protocol: Protocol): string | null {
  if (protocol !== 'dcv') return null;
  const { platform } = view.record.host.os;
  if (passesClientGate('dcv', platform, installedVersion(view)) !== false) return null;
  const since: Readonly<Record<string, string>> = CLIENT_GATES.dcv.since;
  return since[platform] ?? null;
}
