/** Large packets vanish while small ones pass, and two methods agree. */
import { z } from 'zod';
import { familyOfFacts, isBlackHole, mtuFacts, stalledHandshakes } from '../../reading/mtu-figures.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { bytes, limit, word } from '../facts.ts';
import * as from from '../sources.ts';
import { eachWay, isBelowMinimum } from './packet-size.ts';
import { tooSmall } from './too-small.ts';

const METHODS = ['icmp-df', 'quic-ladder', 'https-large', 'tcp-backoff', 'tls-stall'] as const;

const NAMES = {
  en: {
    'icmp-df': 'ping',
    'quic-ladder': 'QUIC',
    'https-large': 'a large HTTPS request',
    'tcp-backoff': 'TCP that sends again and again',
    'tls-stall': 'handshakes whose certificates never arrive',
  },
  ja: {
    'icmp-df': 'ping',
    'quic-ladder': 'QUIC',
    'https-large': '大きな HTTPS リクエスト',
    'tcp-backoff': 'TCP の再送',
    'tls-stall': '証明書が届かないハンドシェイク',
  },
} as const;

export const blackHole = defineCause({
  code: 'mtu/black-hole',
  layer: 'path',
  ceiling: 'error',
  side: 'path',
  // They vanish without a word: nobody says where.
  sideProven: () => false,
  begins: 'size',
  facts: z.object({
    /** Methods in which large packets vanish while small ones pass. */
    methods: z.array(word(METHODS)),
    requiredBytes: limit(),
    largestPassedBytes: bytes().nullable(),
    smallestLostBytes: bytes().nullable(),
  }),
  sources: [from.NETWORK_MTU, 'RFC 8899, RFC 4459 (path MTU and lost ICMP)', from.OWN],
  when: 'Large packets vanish while small ones pass, by two methods that agree. An error below 1200 bytes, and where every TLS handshake stalls: then nobody can sign in.',
  // Two methods that agree on less than the documented size: that the rest vanishes without a word is the fuller story.
  supersedes: [{ cause: tooSmall }],
  // A certificate is larger than what passes: that no handshake ends says nothing of the hosts.
  root: {
    holds: ({ facts: { methods } }) => methods.includes('tls-stall'),
    covers: (entry, { region }, view) =>
      stalledHandshakes(view, familyOfFacts(mtuFacts(view, region ?? ''))).some(
        ({ step }) => step === entry.step,
      ),
  },
  holds: (view) =>
    eachWay(view, (way) => {
      if (!isBlackHole(way)) return null;
      const stalls = way.vanishing.includes('tls-stall');
      return {
        severity: stalls || isBelowMinimum(view, way) ? 'error' : 'warning',
        facts: {
          methods: METHODS.filter((method) => way.vanishing.includes(method)),
          requiredBytes: view.tables.mtu.minimumBytes,
          largestPassedBytes: way.largestPassedBytes,
          smallestLostBytes: way.smallestLostBytes,
        },
      };
    }),
  words: {
    en: (it, say) => ({
      headline: 'This network, or its VPN, loses large packets.',
      title: 'Large packets vanish between here and Amazon',
      explanation: say.sentences(
        `Small packets pass and large ones disappear without a word (seen by ${say.list(it.methods.map((one) => NAMES.en[one]))}).`,
        it.largestPassedBytes !== null &&
          `Packets of ${say.bytes(it.largestPassedBytes)} still passed; WorkSpaces needs ${say.bytes(it.requiredBytes)}.`,
        it.smallestLostBytes !== null && `From ${say.bytes(it.smallestLostBytes)} on they are lost.`,
        ADVICE.en.hangs,
      ),
      you: ADVICE.en.otherNetwork,
      helpdesk: `A tunnel that carries less than it says, while ICMP is filtered, is the usual cause. ${ADVICE.en.compareWithoutVpn}`,
      network:
        'Let ICMP "fragmentation needed" (IPv6: "packet too big") through, or clamp the TCP MSS and lower the MTU of the tunnel to what it carries.',
    }),
    ja: (it, say) => ({
      headline: 'このネットワークまたは VPN で、大きなパケットが失われています。',
      title: '大きなパケットが、ここから Amazon までの間で消えています',
      explanation: say.sentences(
        `小さなパケットは通り、大きなパケットは何の知らせもなく消えます（確認の方法：${say.list(it.methods.map((one) => NAMES.ja[one]))}）。`,
        it.largestPassedBytes !== null &&
          `${say.bytes(it.largestPassedBytes)}のパケットは通りました。WorkSpaces には ${say.bytes(it.requiredBytes)}が必要です。`,
        it.smallestLostBytes !== null && `${say.bytes(it.smallestLostBytes)}以上は失われます。`,
        ADVICE.ja.hangs,
      ),
      you: ADVICE.ja.otherNetwork,
      helpdesk: `トンネルが申告より小さいパケットしか運べず、ICMP が遮断されているのがよくある原因です。${ADVICE.ja.compareWithoutVpn}`,
      network:
        'ICMP の「fragmentation needed」（IPv6 は「packet too big」）を通すか、TCP の MSS を制限してトンネルの MTU を実際の値に下げてください。',
    }),
  },
});
