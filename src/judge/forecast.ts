/**
 * The transport that a session would really use on this network with this client, and what is proved of UDP.
 * Order of preference: the client tries QUIC first, then TCP; DCV falls back to 443 (guide2025, 2158-2161; docs/spec/technical-facts.md).
 */
import type { Protocol } from '../core/words.ts';
import { fallbackOf } from '../reading/fallback-443.ts';
import { gatewayDatagrams, healthTcp, isOpen } from '../reading/health-check.ts';
import { answersAreVerified, udpFacts, type UdpProof } from '../reading/udp-proof.ts';
import type { View } from '../reading/view.ts';
import type { ProtocolForecast } from './finding.ts';

export type Forecast = Pick<ProtocolForecast, 'transport' | 'udpProof'>;

export interface ForecastInput {
  readonly region: string | null;
  readonly protocol: Protocol;
  /** An error before streaming keeps every session from starting. */
  readonly blocked: boolean;
}

/** Forecast for one protocol in one Region. */
export function forecastOf(view: View, { region, protocol, blocked }: ForecastInput): Forecast {
  if (region === null) return { transport: null, udpProof: 'not-tested' };
  const { proof } = udpFacts(view, region, protocol);
  const weighs = proof === 'unproven' && answersAreVerified(view, region, protocol);
  const facts: Facts = { view, region, proof, silentForSure: weighs, tcp: tcpState(view, region, protocol) };
  const transport = blocked ? 'none' : protocol === 'pcoip' ? pcoip(facts) : dcv(facts);
  return { transport, udpProof: proof };
}

interface Facts {
  readonly view: View;
  readonly region: string;
  readonly proof: UdpProof;
  /** UDP stayed silent although the service is known to answer. */
  readonly silentForSure: boolean;
  readonly tcp: 'open' | 'shut' | 'untested';
}

function tcpState(view: View, region: string, protocol: Protocol): Facts['tcp'] {
  const tcp = healthTcp(view, region, protocol);
  return tcp.length === 0 ? 'untested' : tcp.some(isOpen) ? 'open' : 'shut';
}

/** PCoIP sets up over TCP 4172 and streams over UDP 4172 alone; it has no other way. */
function pcoip({ tcp, proof, silentForSure }: Facts): Forecast['transport'] {
  if (tcp === 'shut') return 'none';
  if (tcp === 'untested') return null;
  if (proof === 'proved') return 'udp';
  return proof === 'rejected' || silentForSure ? 'none' : null;
}

function dcv({ view, region, proof, silentForSure, tcp }: Facts): Forecast['transport'] {
  const fallback = fallbackOf(view, region);
  // QUIC still signs in over TCP: without 4195 or 443 over TCP no session starts (docs/spec/technical-facts.md).
  if (tcp !== 'open' && fallback !== 'open') return tcp === 'shut' ? 'none' : null;
  if (proof === 'proved') return 'quic';
  if (gatewayDatagrams(view, region, 443).some((entry) => entry.evidence.reply !== null)) return 'quic-443';
  if (proof === 'rejected' || silentForSure || tcp === 'shut') return tcp === 'open' ? 'tcp-4195' : 'tcp-443';
  return null;
}
