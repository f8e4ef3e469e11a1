/** The closed union of evidence: one member a probe, told apart by `kind`. */
import { z } from 'zod';
import { dnsEvidence } from './dns.ts';
import { ntpEvidence, quicEvidence, stunEvidence, udpEvidence } from './datagram.ts';
import { hopsEvidence } from './hops.ts';
import { httpsEvidence, proxyConnectEvidence } from './https.ts';
import {
  captiveEvidence,
  clientEvidence,
  localServicesEvidence,
  routeEvidence,
  systemTlsEvidence,
} from './local.ts';
import { mtuHttpsEvidence, mtuPingEvidence, mtuQuicEvidence } from './mtu.ts';
import {
  peerIdleEvidence,
  peerLoadEvidence,
  peerNatEvidence,
  peerSizeEvidence,
  peerTcpEvidence,
  stampEvidence,
} from './peer.ts';
import { icmpEvidence, rttEvidence } from './rtt.ts';
import { tcpEvidence } from './tcp.ts';

export const evidence = z.discriminatedUnion('kind', [
  dnsEvidence,
  tcpEvidence,
  httpsEvidence,
  proxyConnectEvidence,
  udpEvidence,
  quicEvidence,
  stunEvidence,
  rttEvidence,
  icmpEvidence,
  mtuPingEvidence,
  mtuQuicEvidence,
  mtuHttpsEvidence,
  routeEvidence,
  captiveEvidence,
  clientEvidence,
  localServicesEvidence,
  systemTlsEvidence,
  ntpEvidence,
  hopsEvidence,
  peerTcpEvidence,
  stampEvidence,
  peerSizeEvidence,
  peerNatEvidence,
  peerLoadEvidence,
  peerIdleEvidence,
]);
export type Evidence = z.infer<typeof evidence>;
export type EvidenceKind = Evidence['kind'];
/** The evidence of one kind of probe. */
export type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { kind: K }>;

export type {
  CaptiveEvidence,
  ClientEvidence,
  ClientLogDigest,
  LocalServicesEvidence,
  RouteEvidence,
  SystemTlsEvidence,
} from './local.ts';
export type { Certificate, HttpsAttempt, HttpsEvidence } from './https.ts';
export { HOP_METHODS, joinHops } from './hops.ts';
export type { Hop, HopsEvidence } from './hops.ts';
export type { DnsEvidence, DnsServerAnswer } from './dns.ts';
export type { HostFacts, ProxySetting } from './host-facts.ts';
export { isLost } from './rtt.ts';
export type { RttEvidence, RttSample } from './rtt.ts';
export type { MtuHttpsEvidence, MtuPingEvidence, MtuQuicEvidence } from './mtu.ts';
export type { TcpAttempt } from './parts.ts';
export type { TcpEvidence } from './tcp.ts';
