/**
 * The path carries less than the documents ask for: announced by a router or by the tunnel's or the interface's own MTU, or by two methods
 * that agree. The latter is also a black hole, which says more and supersedes it.
 */
import { z } from 'zod';
import { pathMtu, quicPacketBytes } from '../../reading/mtu-figures.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { bytes, limit, networkName } from '../facts.ts';
import * as from from '../sources.ts';
import { eachWay, isBelowMinimum } from './packet-size.ts';

export const tooSmall = defineCause({
  code: 'mtu/too-small',
  layer: 'path',
  ceiling: 'error',
  side: 'path',
  // A router on the way or a tunnel of this machine: both announce in the same manner.
  sideProven: () => false,
  begins: 'size',
  facts: z.object({
    requiredBytes: limit(),
    /** What a QUIC packet needs: a little more than the documents ask for. */
    neededBytes: limit(),
    /** Null where two methods found it and nobody announced it. */
    announcedBytes: bytes().nullable(),
    pathMtuBytes: bytes().nullable(),
    interface: networkName().nullable(),
    interfaceMtuBytes: bytes().nullable(),
  }),
  sources: [from.NETWORK_MTU],
  when: 'The path carries less than 1200 bytes, announced by a router, or by the MTU of the tunnel or interface.',
  holds: (view) =>
    eachWay(view, (way) => {
      if (!isBelowMinimum(view, way)) return null;
      return {
        severity: 'error',
        facts: {
          requiredBytes: view.tables.mtu.minimumBytes,
          neededBytes: quicPacketBytes(way),
          announcedBytes: way.announcedBytes,
          pathMtuBytes: pathMtu(way),
          interface: way.route?.evidence.interfaceName ?? null,
          interfaceMtuBytes: way.route?.evidence.interfaceMtuBytes ?? null,
        },
      };
    }),
  words: {
    en: (it, say) => {
      const size = it.announcedBytes ?? it.pathMtuBytes;
      const required = say.bytes(it.requiredBytes);
      return {
        headline: 'This network, or its VPN, cannot carry packets as large as WorkSpaces needs.',
        title: size === null ? 'Packets are cut too small' : `Only packets of up to ${say.bytes(size)} pass`,
        explanation: say.sentences(
          size !== null && `The way to the Region carries packets of ${say.bytes(size)} at most.`,
          it.interface !== null &&
            it.interfaceMtuBytes !== null &&
            `The interface ${it.interface} is set to ${say.bytes(it.interfaceMtuBytes)}.`,
          `WorkSpaces needs ${required}.`,
        ),
        you: 'Switch the VPN off, if you may, and check again. Tell your helpdesk that the MTU is too small.',
        helpdesk: `A VPN or tunnel with a small MTU is the usual cause. ${ADVICE.en.compareWithoutVpn}`,
        network: `Raise the MTU of the VPN or tunnel to at least ${required}, better ${say.bytes(it.neededBytes)} or more, which QUIC needs.`,
      };
    },
    ja: (it, say) => {
      const size = it.announcedBytes ?? it.pathMtuBytes;
      const required = say.bytes(it.requiredBytes);
      return {
        headline: 'このネットワークまたは VPN では、WorkSpaces に必要な大きさのパケットが通りません。',
        title:
          size === null ? '通るパケットが小さすぎます' : `パケットは ${say.bytes(size)}までしか通りません`,
        explanation: say.sentences(
          size !== null && `リージョンまでの経路が運べるパケットは最大 ${say.bytes(size)}です。`,
          it.interface !== null &&
            it.interfaceMtuBytes !== null &&
            `インターフェイス ${it.interface} の設定は ${say.bytes(it.interfaceMtuBytes)}です。`,
          `WorkSpaces には ${required}が必要です。`,
        ),
        you: '可能であれば VPN を切って、もう一度チェックしてください。MTU が小さすぎることをヘルプデスクに伝えてください。',
        helpdesk: `MTU の小さい VPN やトンネルがよくある原因です。${ADVICE.ja.compareWithoutVpn}`,
        network: `VPN やトンネルの MTU を ${required}以上、できれば QUIC に必要な ${say.bytes(it.neededBytes)}以上にしてください。`,
      };
    },
  },
});
