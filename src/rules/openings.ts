/** Ports and transports of the streaming protocols, and how much each matters. Source: guide2025, ports for client applications, 2121-2160. */
import { STREAMING_PORT, type Profile, type Protocol } from '../core/words.ts';
import type { Opening } from './block-rules.ts';

/**
 * The streaming port. PCoIP carries the desktop by UDP and signals by TCP: both are essential. DCV prefers UDP (QUIC) and falls
 * back to TCP: UDP is supporting. A browser streams by TCP.
 */
export function streamingOpenings(protocol: Protocol): readonly Opening[] {
  const port = STREAMING_PORT[protocol];
  const udpNeed = protocol === 'pcoip' ? 'essential' : 'supporting';
  return [
    { port, transport: 'tcp', need: 'essential' },
    { port, transport: 'udp', need: udpNeed },
  ];
}

/** DCV gateways on 443: what current clients and browsers fall back to when 4195 is closed. */
export function fallbackOpenings(protocol: Protocol, profile: Profile): readonly Opening[] {
  if (protocol !== 'dcv') return [];
  const need = profile === 'web-access' ? 'supporting' : 'situational';
  return [
    { port: 443, transport: 'tcp', need },
    { port: 443, transport: 'udp', need: 'situational' },
  ];
}
