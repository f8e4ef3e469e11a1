/** The documented limit is met, and a QUIC packet (a datagram of 1200 bytes with its headers) is not carried. */
import { z } from 'zod';
import { isBlackHole, quicPacketBytes } from '../../reading/mtu-figures.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { defineCause } from '../cause.ts';
import { bytes, limit } from '../facts.ts';
import * as from from '../sources.ts';
import { eachWay } from './packet-size.ts';

export const quicTooSmall = defineCause({
  code: 'mtu/quic-too-small',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  begins: 'size',
  facts: z.object({ announcedBytes: bytes(), requiredBytes: limit(), neededBytes: limit() }),
  sources: [from.NETWORK_MTU, from.QUIC],
  when: `The path carries 1200 bytes as documented and not the packet of a QUIC datagram (${THRESHOLDS.quicPacketBytes[4]} on IPv4, ${THRESHOLDS.quicPacketBytes[6]} on IPv6).`,
  holds: (view) => {
    if (!view.protocols.includes('dcv')) return [];
    return eachWay(view, (way) => {
      const { announcedBytes } = way;
      const [requiredBytes, neededBytes] = [view.tables.mtu.minimumBytes, quicPacketBytes(way)];
      if (announcedBytes === null || isBlackHole(way)) return null;
      if (announcedBytes < requiredBytes || announcedBytes >= neededBytes) return null;
      return {
        severity: 'warning',
        protocols: ['dcv'],
        facts: { announcedBytes, requiredBytes, neededBytes },
      };
    });
  },
  words: {
    en: (it, say) => ({
      headline: 'Packets are too small here for DCV over UDP (QUIC).',
      title: 'Packets are too small for QUIC',
      explanation: `The way to the Region carries ${say.bytes(it.announcedBytes)}. The documented ${say.bytes(it.requiredBytes)} are met, but a QUIC packet needs ${say.bytes(it.neededBytes)}, so DCV falls back to TCP.`,
      you: 'Nothing to do as long as the session feels right. Otherwise switch the VPN off, if you may.',
      helpdesk: 'DCV works over TCP. For UDP the VPN needs a slightly larger MTU.',
      network: `Raise the MTU of the VPN or tunnel to ${say.bytes(it.neededBytes)} or more.`,
    }),
    ja: (it, say) => ({
      headline: 'ここでは、UDP（QUIC）の DCV にはパケットが小さすぎます。',
      title: 'パケットが QUIC には小さすぎます',
      explanation: `リージョンまでの経路は ${say.bytes(it.announcedBytes)}を運びます。資料の ${say.bytes(it.requiredBytes)}は満たしますが、QUIC には ${say.bytes(it.neededBytes)}が必要なため、DCV は TCP に切り替わります。`,
      you: '不便がなければ、何もする必要はありません。そうでなければ、可能であれば VPN を切ってください。',
      helpdesk: 'DCV は TCP で動きます。UDP には、VPN の MTU をもう少し大きくする必要があります。',
      network: `VPN やトンネルの MTU を ${say.bytes(it.neededBytes)}以上にしてください。`,
    }),
  },
});
