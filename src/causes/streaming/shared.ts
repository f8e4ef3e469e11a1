/** What the causes of the streaming ports share: one rule and one set of words for both protocols. */
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import type { TcpEntry } from '../../reading/health-check.ts';
import { compareText, type View } from '../../reading/view.ts';
import type { Found } from '../cause.ts';

/** Asks once for each requested Region; the protocol only where it was asked for. */
export function eachRegion<F>(
  view: View,
  protocol: Protocol,
  find: (region: string) => Found<F> | null,
): readonly Found<F>[] {
  if (!view.protocols.includes(protocol)) return [];
  return view.record.request.regions.flatMap((region) => find(region) ?? []);
}

export function addressesOf(entries: readonly TcpEntry[]): string[] {
  const addresses = entries.flatMap((entry) => entry.evidence.attempts.map((attempt) => attempt.address));
  return [...new Set(addresses)].sort(compareText);
}

/** `4172`, or `4172 and 4195` where one cause hits both: the ports of a family of findings. */
export function portsOf(family: readonly { readonly port: number }[]): string[] {
  return family.map(({ port }) => String(port));
}

export function protocolsOfPorts(family: readonly { readonly port: number }[]): Protocol[] {
  return family.map(({ port }) => (port === STREAMING_PORT.pcoip ? 'pcoip' : 'dcv'));
}
