/**
 * What was seen of the person's own servers (`--peer`). An answer proves that UDP to that port passes from here to there and back; it says
 * nothing of Amazon's gateways, nor of a rule that is bound to their addresses.
 */
import { z } from 'zod';
import { addressKind, parseIpAddress } from '../core/address.ts';
import { PEER_KINDS, PEER_SCOPES, STREAMING_PORT, type Protocol } from '../core/words.ts';
import { peerNameStep, peerNumberOf } from '../plan/plan-peers.ts';
import type { Peer } from '../plan/request.ts';
import { perView } from './per-view.ts';
import type { Entry, View } from './view.ts';

/** One UDP port of a peer. */
const peerPort = z.object({
  port: z.number().int(),
  /** Datagrams that were sent, and answers that came. */
  sent: z.number().int(),
  received: z.number().int(),
});

export const peerSeen = z.object({
  /** `HOST:PORT`, as it was asked for. */
  name: z.string(),
  kind: z.enum(PEER_KINDS),
  scope: z.enum(PEER_SCOPES),
  udp: z.array(peerPort),
  /** Under which address the peer sees this machine; null where it did not tell. */
  outside: z.object({ udp: z.string().nullable() }),
});
export type PeerSeen = z.infer<typeof peerSeen>;

export interface PeerFacts {
  readonly seen: PeerSeen;
  /** Steps of this peer that were measured, with its name's. */
  readonly checks: readonly string[];
  /** It was asked, and nothing of it answered. */
  readonly isUnreachable: boolean;
}

/** Every peer that was asked for, in the order of the request. */
export function peersOf(view: View): readonly PeerFacts[] {
  return allPeers(view, '');
}

const allPeers = perView((view): readonly PeerFacts[] =>
  (view.record.request.peers ?? []).map((peer, index) => peerFacts(view, peer, index + 1)),
);

function peerFacts(view: View, peer: Peer, number: number): PeerFacts {
  const own = (view.byRole.get('peer') ?? []).filter(({ step }) => peerNumberOf(step) === number);
  const name = view.byId.get(peerNameStep(peer) ?? '');
  const udp = own.flatMap(portOf);
  const asked = own.filter(({ evidence }) => evidence !== null);
  const unnamed = own.some(({ check }) => check.notTestedBecause?.reason === 'dependency-failed');
  return {
    seen: {
      name: nameOf(peer),
      kind: peer.kind,
      scope: view.record.request.peerScope ?? 'other',
      udp,
      outside: { udp: own.flatMap(mappedOf)[0] ?? null },
    },
    checks: [...(unnamed && name !== undefined ? [name] : []), ...asked].map(({ step }) => step.id),
    isUnreachable: (asked.length > 0 || unnamed) && udp.every(({ received }) => received === 0),
  };
}

function nameOf({ host, port }: Peer): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function portOf({ evidence }: Entry): PeerSeen['udp'] {
  if (evidence?.kind !== 'stun' && evidence?.kind !== 'quic') return [];
  const { port, sentAtMs, reply } = evidence;
  return [{ port, sent: sentAtMs.length, received: reply === null ? 0 : 1 }];
}

function mappedOf({ evidence }: Entry): string[] {
  const mapped = evidence?.kind === 'stun' ? (evidence.reply?.mappedAddress ?? null) : null;
  return mapped === null ? [] : [mapped];
}

/** Public addresses of this machine as peers saw it, with the check that told. One inside the network sees a private one: that says nothing. */
export function publicAtPeers(view: View): readonly { readonly address: string; readonly check: string }[] {
  return (view.byRole.get('peer') ?? []).flatMap((entry) =>
    mappedOf(entry)
      .filter((address) => isPublic(address))
      .map((address) => ({ address, check: entry.step.id })),
  );
}

function isPublic(text: string): boolean {
  const address = parseIpAddress(text);
  return address !== null && addressKind(address) === 'public';
}

/** The best answer that any peer gave on the protocol's own UDP port; null: none. */
export function provedToPeer(peers: readonly PeerSeen[], protocol: Protocol): PeerSeen['udp'][number] | null {
  const answered = peers
    .flatMap(({ udp }) => udp)
    .filter(({ port, received }) => port === STREAMING_PORT[protocol] && received > 0);
  return answered.toSorted((a, b) => b.received - a.received)[0] ?? null;
}

/** Whether any peer answered on any UDP port. */
export function anyPeerAnswer(view: View): boolean {
  return peersOf(view).some(({ seen }) => seen.udp.some(({ received }) => received > 0));
}
