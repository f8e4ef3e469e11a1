/** What the causes of the streaming ports share: one rule and one set of words for both protocols. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import type { TcpEntry } from '../../reading/health-check.ts';
import { compareText, type View } from '../../reading/view.ts';
import type { Found } from '../cause.ts';
import { word } from '../facts.ts';

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
  return family.map(({ port }) => protocolOf(port));
}

export function protocolOf(port: number): Protocol {
  return port === STREAMING_PORT.pcoip ? 'pcoip' : 'dcv';
}

const PORT_WORDS = [`${STREAMING_PORT.pcoip}`, `${STREAMING_PORT.dcv}`] as const;

/** Streaming ports as a fact of a finding that may concern both protocols: words, as a report holds lists of texts alone. */
export const portWords = () => z.array(word(PORT_WORDS));

export function portWordsOf(protocols: readonly Protocol[]): (typeof PORT_WORDS)[number][] {
  return protocols.map((protocol) => `${STREAMING_PORT[protocol]}` as const);
}

/** What else the protocol can do when its port is shut. */
export const OTHER_WAY: Readonly<Record<Written, Readonly<Record<Protocol, string>>>> = {
  en: {
    pcoip: 'PCoIP has no other port.',
    dcv: 'DCV can go around over TCP 443 at some gateways.',
  },
  ja: {
    pcoip: 'PCoIP にほかのポートはありません。',
    dcv: 'DCV は一部のゲートウェイで TCP 443 に迂回できます。',
  },
};
