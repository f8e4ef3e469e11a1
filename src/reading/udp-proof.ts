/** What is proved of UDP on a protocol's port: silence proves nothing, a reply and a refusal do. */
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import { gatewayDatagrams, healthDatagrams, healthTcp, isOpen, type DatagramEntry } from './health-check.ts';
import { peersOf, provedToPeer } from './peers.ts';
import { measuredOf, type View } from './view.ts';

export const UDP_PROOFS = ['proved', 'rejected', 'proved-to-peer', 'unproven', 'not-tested'] as const;
/** The strongest first. `proved-to-peer`: a server of the person's own answered on that port, which says nothing of Amazon's. */
export type UdpProof = (typeof UDP_PROOFS)[number];

export interface UdpFacts {
  readonly proof: UdpProof;
  readonly answered: readonly DatagramEntry[];
  readonly refused: readonly DatagramEntry[];
  readonly silent: readonly DatagramEntry[];
}

/** Facts of one Region and protocol. A refusal by a server that refuses TCP as well is that server's, not the port's. */
export function udpFacts(view: View, region: string, protocol: Protocol): UdpFacts {
  const health = healthDatagrams(view, region, protocol);
  const gateways = gatewayDatagrams(view, region, STREAMING_PORT[protocol]);
  const answered = [...health, ...gateways].filter((entry) => entry.evidence.reply !== null);
  const alive = aliveAddresses(view, region, protocol);
  const refused = health.filter(
    (entry) => isRefusal(entry) && (alive.size === 0 || alive.has(entry.evidence.address)),
  );
  const silent = health.filter((entry) => entry.evidence.reply === null && !isRefusal(entry));
  const service = proofOf({ health, answered, refused });
  return { proof: withPeers(service, { view, region, protocol }), answered, refused, silent };
}

/** Where the service is known to answer, its silence outweighs a peer: a rule may be bound to its addresses. */
function withPeers(
  service: UdpProof,
  { view, region, protocol }: { readonly view: View; readonly region: string; readonly protocol: Protocol },
): UdpProof {
  const isOpen = service === 'unproven' || service === 'not-tested';
  if (!isOpen || answersAreVerified(view, region, protocol)) return service;
  const seen = peersOf(view).map((peer) => peer.seen);
  return provedToPeer(seen, protocol) === null ? service : 'proved-to-peer';
}

/** ICMP port unreachable, an administrative ICMP, or this machine's own refusal (EPERM, on Windows WSAEACCES). */
function isRefusal({ evidence }: DatagramEntry): boolean {
  return evidence.reply === null && (evidence.state === 'closed' || evidence.state === 'filtered');
}

function aliveAddresses(view: View, region: string, protocol: Protocol): ReadonlySet<string> {
  const open = healthTcp(view, region, protocol).filter(isOpen);
  return new Set(open.flatMap((entry) => entry.evidence.attempts.map((attempt) => attempt.address)));
}

function proofOf(parts: {
  health: readonly unknown[];
  answered: readonly unknown[];
  refused: readonly unknown[];
}): UdpProof {
  if (parts.answered.length > 0) return 'proved';
  if (parts.refused.length > 0) return 'rejected';
  return parts.health.length > 0 ? 'unproven' : 'not-tested';
}

/** Whether this service's UDP answers are known (calibration, or the person's word): only then does silence weigh. */
export function answersAreVerified(view: View, region: string, protocol: Protocol): boolean {
  if (view.record.request.assumeUdpAnswers) return true;
  const known = view.tables.regions.find((one) => one.code === region)?.udpAnswers;
  return known?.[protocol] === 'verified';
}

/** The control: whether a server that is not the target answered UDP; null when none was asked. */
export function controlAnswered(view: View): boolean | null {
  const controls = [...measuredOf(view, 'stun', 'udp-control'), ...measuredOf(view, 'quic', 'udp-control')];
  return controls.length === 0 ? null : controls.some((entry) => entry.evidence.reply !== null);
}

/** Whether any UDP probe of any kind was answered in this Region or by the control. */
export function anyUdpAnswer(view: View, region: string): boolean {
  const everywhere = [4172, 4195, 443].flatMap((port) => gatewayDatagrams(view, region, port));
  const health = view.protocols.flatMap((protocol) => healthDatagrams(view, region, protocol));
  return (
    [...everywhere, ...health].some((entry) => entry.evidence.reply !== null) ||
    controlAnswered(view) === true
  );
}
