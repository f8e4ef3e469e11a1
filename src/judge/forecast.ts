/** The transport that a session would really use on this network with this client, and what is proved of UDP. */
import type { Protocol } from '../core/words.ts';
import { dcvWithoutUdp, tcpState } from '../reading/fallback-443.ts';
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
  readonly tcp: ReturnType<typeof tcpState>;
}

/** PCoIP sets up over TCP 4172 and streams over UDP 4172 alone; it has no other way. */
function pcoip({ tcp, proof, silentForSure }: Facts): Forecast['transport'] {
  if (tcp === 'shut') return 'none';
  if (tcp === 'untested') return null;
  if (proof === 'proved') return 'udp';
  return proof === 'rejected' || silentForSure ? 'none' : null;
}

function dcv({ view, region, proof, silentForSure, tcp }: Facts): Forecast['transport'] {
  const around = dcvWithoutUdp(view, region);
  if (around === null || around === 'none') return around;
  if (proof === 'proved') return 'quic';
  const isSure = around === 'quic-443' || proof === 'rejected' || silentForSure || tcp === 'shut';
  return isSure ? around : null;
}
