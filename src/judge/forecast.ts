/**
 * The transport that a session would really use on this network with this client, and why each better one is out.
 * Order of preference: the client tries QUIC first, then TCP; DCV falls back to 443 (guide2025, 2158-2161; technical-facts A.5).
 */
import type { Protocol } from '../core/words.ts';
import type { Judgement } from './finding.ts';
import { gatewayDatagrams, healthTcp, isOpen } from '../reading/health-check.ts';
import { fallbackOf } from '../causes/streaming.ts';
import { answersAreVerified, udpFacts, type UdpProof } from '../reading/udp-proof.ts';
import type { View } from '../reading/view.ts';

type ProtocolEntry = NonNullable<Judgement['protocols']['dcv']>;
export type Forecast = Pick<ProtocolEntry, 'transport' | 'udpProof' | 'forecast'>;

export interface ForecastInput {
  readonly region: string | null;
  readonly protocol: Protocol;
  /** An error before streaming keeps every session from starting. */
  readonly blocked: boolean;
  /** Title of the error that a session would not survive; null without one. */
  readonly breaks: string | null;
}

/** Forecast for one protocol in one Region. */
export function forecastOf(view: View, { region, protocol, blocked, breaks }: ForecastInput): Forecast {
  if (region === null) return { transport: null, udpProof: 'not-tested', forecast: null };
  const { proof } = udpFacts(view, region, protocol);
  const weighs = proof === 'unproven' && answersAreVerified(view, region, protocol);
  const facts: Facts = { view, region, proof, silentForSure: weighs, tcp: tcpState(view, region, protocol) };
  const told = blocked
    ? { transport: 'none' as const, why: 'no session starts before the cause above is mended' }
    : protocol === 'pcoip'
      ? pcoip(facts)
      : dcv(facts);
  const name = protocol === 'pcoip' ? 'PCoIP' : 'DCV';
  const startsAtAll = !blocked && told.transport !== 'none';
  const ending = startsAtAll && breaks !== null ? ` It would not hold: ${lowerFirst(breaks)}.` : '';
  return { transport: told.transport, udpProof: proof, forecast: `${name}: ${told.why}.${ending}` };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

interface Facts {
  readonly view: View;
  readonly region: string;
  readonly proof: UdpProof;
  /** UDP stayed silent although the service is known to answer. */
  readonly silentForSure: boolean;
  readonly tcp: 'open' | 'shut' | 'untested';
}

interface Told {
  readonly transport: ProtocolEntry['transport'];
  readonly why: string;
}

function tcpState(view: View, region: string, protocol: Protocol): Facts['tcp'] {
  const tcp = healthTcp(view, region, protocol);
  return tcp.length === 0 ? 'untested' : tcp.some(isOpen) ? 'open' : 'shut';
}

/** PCoIP sets up over TCP 4172 and streams over UDP 4172 alone; it has no other way. */
function pcoip({ tcp, proof, silentForSure }: Facts): Told {
  if (tcp === 'shut')
    return {
      transport: 'none',
      why: 'no session, TCP 4172 does not get through and PCoIP has no other port',
    };
  if (tcp === 'untested') return { transport: null, why: 'cannot be told, TCP 4172 was not tested' };
  if (proof === 'proved') return { transport: 'udp', why: 'would stream over UDP 4172, which answered' };
  if (proof === 'rejected')
    return { transport: 'none', why: 'no picture, UDP 4172 is refused and PCoIP streams over nothing else' };
  if (silentForSure)
    return {
      transport: 'none',
      why: 'probably no picture, UDP 4172 stays silent although the service is known to answer',
    };
  return {
    transport: null,
    why: 'would stream over UDP 4172; silence there proves neither that it is open nor that it is shut',
  };
}

function dcv(facts: Facts): Told {
  const { view, region, proof, silentForSure, tcp } = facts;
  const fallback = fallbackOf(view, region);
  // QUIC still signs in over TCP: without 4195 or 443 over TCP no session starts (technical-facts A.5).
  if (tcp === 'shut' && fallback !== 'open') return { transport: 'none', why: noTcpWay(fallback) };
  if (tcp === 'untested' && fallback !== 'open')
    return { transport: null, why: 'cannot be told, TCP 4195 was not tested' };
  if (proof === 'proved')
    return { transport: 'quic', why: 'would stream over QUIC on UDP 4195, which answered' };
  if (gatewayDatagrams(view, region, 443).some((entry) => entry.evidence.reply !== null))
    return { transport: 'quic-443', why: `would stream over QUIC on UDP 443; UDP 4195 ${outBecause(facts)}` };
  if (proof === 'rejected' || silentForSure || tcp === 'shut') return overTcp(facts);
  return {
    transport: null,
    why: 'would try QUIC on UDP 4195 first; silence there proves nothing. TCP 4195 is open, so a session has a way in any case',
  };
}

function noTcpWay(fallback: ReturnType<typeof fallbackOf>): string {
  if (fallback === 'client')
    return 'no session, TCP 4195 does not get through and this client is too old to fall back to 443';
  const other = fallback === null ? 'the fallback on TCP 443 was not tested' : 'no gateway took TCP 443';
  return `no session, TCP 4195 does not get through and ${other}`;
}

function outBecause({ proof, silentForSure }: Facts): string {
  if (proof === 'rejected') return 'is refused';
  return silentForSure ? 'stays silent although the service is known to answer' : 'gave no answer';
}

function overTcp(facts: Facts): Told {
  if (facts.tcp === 'open')
    return {
      transport: 'tcp-4195',
      why: `would stream over TCP 4195; QUIC on UDP 4195 ${outBecause(facts)}`,
    };
  return {
    transport: 'tcp-443',
    why: `would fall back to TCP 443; TCP 4195 does not get through and UDP 4195 ${outBecause(facts)}`,
  };
}
