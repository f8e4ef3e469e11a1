/** Large packets to a peer pass one way and not the other: an echo cannot tell the two, so no other probe sees it. */
import { z } from 'zod';
import type { PeerFacts } from '../../reading/peers.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { bytes, limit, server, word } from '../facts.ts';
import * as from from '../sources.ts';
import { peerWarning, WAY } from './shared.ts';

const WAYS = ['there', 'back'] as const;

const facts = z.object({
  peer: server(),
  /** The way that is too small. */
  direction: word(WAYS),
  thereBytes: bytes(),
  backBytes: bytes(),
  requiredBytes: limit(),
});
type Facts = z.infer<typeof facts>;

/** 1200 bytes of a packet's own load, with IP and UDP before it: what the least documented MTU leaves QUIC and DCV. */
const REQUIRED_BYTES = { 4: 1228, 6: 1248 } as const;

export const oneWayHole = defineCause({
  code: 'mtu/one-way-hole',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts,
  sources: [from.NETWORK_MTU, from.STAMP, from.OWN],
  when: `Packets of ${REQUIRED_BYTES[4]} bytes (IPv6: ${REQUIRED_BYTES[6]}) pass to a peer and not back, or back and not there, uncut. Only where this computer tells whether they came in pieces (Linux).`,
  holds: (view) => peerWarning(view, holeTo),
  words: {
    en: (it, say) => ({
      headline: `Large packets are lost ${WAY.en[it.direction]}.`,
      title: `Large packets are lost ${WAY.en[it.direction]} alone`,
      explanation: say.sentences(
        `To ${it.peer} packets of ${say.bytes(it.thereBytes)} pass, and back packets of ${say.bytes(it.backBytes)}.`,
        `${say.bytes(it.requiredBytes)} are needed each way. ${ADVICE.en.hangs}`,
        "The peer's own line is on the way too.",
      ),
      you: ADVICE.en.otherNetwork,
      helpdesk: `${ADVICE.en.compareWithoutVpn} A tunnel or a line that carries less one way is the usual cause.`,
      network: `Look for a tunnel or link below ${say.bytes(it.requiredBytes)} ${WAY.en[it.direction]}, and let ICMP "fragmentation needed" (IPv6: "packet too big") through.`,
    }),
    ja: (it, say) => ({
      headline: `大きなパケットが${WAY.ja[it.direction]}失われています。`,
      title: `大きなパケットが${WAY.ja[it.direction]}だけ失われています`,
      explanation: say.sentences(
        `${it.peer} への行きは ${say.bytes(it.thereBytes)}、帰りは ${say.bytes(it.backBytes)}までのパケットが通ります。`,
        `両方向とも ${say.bytes(it.requiredBytes)}が必要です。${ADVICE.ja.hangs}`,
        'ピア自身の回線も途中にあります。',
      ),
      you: ADVICE.ja.otherNetwork,
      helpdesk: `${ADVICE.ja.compareWithoutVpn}片方向だけ小さいトンネルや回線がよくある原因です。`,
      network: `${WAY.ja[it.direction]}${say.bytes(it.requiredBytes)}未満になるトンネルや回線を探し、ICMP の「fragmentation needed」（IPv6 は「packet too big」）を通してください。`,
    }),
  },
});

function holeTo({ seen, size }: PeerFacts): { readonly facts: Facts; readonly check: string }[] {
  if (size === null || !size.evidence.dfKnown) return [];
  const { up, down, family } = size.evidence;
  const [thereBytes, backBytes] = [up.largestBytes, down.largestBytes];
  if (thereBytes === null || backBytes === null) return [];
  const requiredBytes = REQUIRED_BYTES[family];
  const isSame = thereBytes >= requiredBytes === backBytes >= requiredBytes;
  if (isSame) return [];
  const direction = thereBytes < backBytes ? 'there' : 'back';
  return [
    { facts: { peer: seen.name, direction, thereBytes, backBytes, requiredBytes }, check: size.step.id },
  ];
}
