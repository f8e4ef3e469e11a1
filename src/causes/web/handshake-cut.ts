/** TCP 443 opens, and the TLS handshake does not come to its end. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { failuresOf, withHttpsOutcome } from '../../reading/https-entries.ts';
import type { View } from '../../reading/view.ts';
import { byProxyAlone } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { flag } from '../facts.ts';
import { OVER } from '../family.ts';
import { shareFound, sharesOf } from '../found.ts';
import { coversDirectWay } from '../proxy/shared.ts';
import * as from from '../sources.ts';
import { reachFacts, reachFound, reachShares } from './reach.ts';
import { hitEn, hitJa, hitOf, inWords, listJa, protocolWord } from './shared.ts';

const facts = z.object({
  ...reachFacts.shape,
  /** Failure codes. */
  how: z.array(protocolWord()),
  /** The proxy takes the name, and the handshake behind it is cut. */
  byProxy: flag(),
});
type Facts = z.infer<typeof facts>;

export const handshakeCut = defineCause({
  code: 'https/handshake-cut',
  layer: 'sign-in',
  ceiling: 'error',
  side: 'path',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.TLS, from.ALLOW_LIST, from.NEED],
  when: 'TCP 443 opens, and the TLS handshake is reset, alerted on the name, silent, or no TLS at all.',
  offers: 'rules',
  holds: (view) => [...cutDirectly(view), ...cutBehindProxy(view)],
  // A proxy that is needed and fails is the cause; the shut direct way is again how the network is built.
  root: {
    holds: ({ severity, facts: { byProxy } }) => severity === 'error' && byProxy,
    covers: coversDirectWay,
  },
  words: {
    en: (it, say) => ({
      headline: `The encrypted ${it.scope === 'all' ? 'sign-in to WorkSpaces' : `connection to ${hitEn(it, say)}`} is cut off.`,
      title: `The encrypted connection to ${it.scope === 'all' ? 'every host' : say.count(it.hosts.length, { one: 'host', other: 'hosts' })} is cut off`,
      explanation: say.sentences(seenEn(it, say), whyEn(it), OVER.en.sentence(it.over)),
      you: 'Switch off web filters of your security software, if you may, or try another network, and check again.',
      helpdesk: `A web filter or firewall that looks at the TLS server name. ${ADVICE.en.compareNetworks} Ask the network team about the category that the host has there.`,
      network: say.sentences(
        `Allow the TLS server names ${say.list(it.hosts)} in the web filter or next-generation firewall, without decryption.`,
        isSilentForAll(it) &&
          'Without such a filter, look for a lower MTU on the way back: let ICMP "fragmentation needed" pass, or clamp the TCP MSS.',
      ),
    }),
    ja: (it, say) => ({
      headline:
        it.scope === 'all'
          ? 'WorkSpaces への暗号化されたサインインが途中で切られます。'
          : `${hitJa(it, say).trimStart()}への暗号化された接続が途中で切られます。`,
      title: `${it.scope === 'all' ? 'すべての' : `${say.number(it.hosts.length)} 件の`}ホストへの暗号化された接続が切られます`,
      explanation: say.sentences(seenJa(it, say), whyJa(it), OVER.ja.sentence(it.over)),
      you: '可能であればセキュリティソフトの Web フィルターを切るか、別のネットワークで、もう一度チェックしてください。',
      helpdesk:
        'TLS のサーバー名を見る Web フィルターかファイアウォールです。別のネットワークと比べ、ホストの分類をネットワーク担当に尋ねてください。',
      network: say.sentences(
        `Web フィルターまたは次世代ファイアウォールで、TLS のサーバー名 ${listJa(it.hosts, say)}を復号せずに許可してください。`,
        isSilentForAll(it) &&
          'そのようなフィルターがなければ、帰り道の小さい MTU を疑い、ICMP の「fragmentation needed」を通すか、TCP の MSS を下げてください。',
      ),
    }),
  },
});

function cutDirectly(view: View): readonly Found<Facts>[] {
  return reachShares(view, ['handshake-cut']).map((share) => {
    const found = reachFound(view, share);
    const how = failuresOf(share.entries);
    return { ...found, facts: { ...found.facts, how, byProxy: false } };
  });
}

/** The proxy takes the name, and then the handshake is cut: a filter at the proxy. The direct way does not lead there either. */
function cutBehindProxy(view: View): readonly Found<Facts>[] {
  const proxied = byProxyAlone(view);
  return sharesOf(view, withHttpsOutcome(proxied, ['handshake-cut'])).map((share) =>
    shareFound<Facts>(view, {
      ...share,
      facts: {
        ...hitOf(share.entries),
        failed: share.entries.length,
        tested: proxied.length,
        scope: 'some',
        byThisMachine: false,
        own: false,
        over: null,
        how: failuresOf(share.entries),
        byProxy: true,
      },
    }),
  );
}

/** Every host falls silent behind the greeting: a filter does that, and so does a way back that loses large packets. */
function isSilentForAll({ scope, how }: Facts): boolean {
  return scope === 'all' && how.length === 1 && how[0] === 'tls-timeout';
}

const HOW_EN = {
  'tls-timeout': 'silence',
  'tls-reset': 'a reset',
  'tls-alert': 'an alert',
  'tls-protocol-error': 'an answer that is no TLS',
};

function seenEn(it: Facts, say: Say): string {
  const how = inWords(it.how, HOW_EN);
  const opens = it.byProxy ? 'The proxy opens the way to' : 'TCP 443 opens to';
  return `${opens} ${say.list(it.hosts)}, and then the TLS handshake ends ${how.length === 0 ? 'early' : `with ${say.list(how)}`}.`;
}

function whyEn(it: Facts): string {
  return isSilentForAll(it)
    ? 'Either a filter holds every handshake back, or the certificates, which come in large packets, are lost on the way back: from here the two look alike.'
    : 'That is how a filter works that reads the name in the handshake.';
}

const HOW_JA = {
  'tls-timeout': '無応答',
  'tls-reset': '切断',
  'tls-alert': '警告の通知',
  'tls-protocol-error': 'TLS ではない応答',
};

function seenJa(it: Facts, say: Say): string {
  const how = inWords(it.how, HOW_JA);
  const opens = it.byProxy
    ? `プロキシは ${listJa(it.hosts, say)}への道を開きますが`
    : `${listJa(it.hosts, say)}への TCP 443 は開きますが`;
  return `${opens}、TLS のハンドシェイクが途中で終わります${how.length === 0 ? '' : `（${say.list(how)}）`}。`;
}

function whyJa(it: Facts): string {
  return isSilentForAll(it)
    ? 'フィルターがすべてのハンドシェイクを止めているか、大きなパケットで届く証明書が帰り道で失われています。ここからは見分けがつきません。'
    : 'ハンドシェイクの中の名前を読むフィルターの動きです。';
}
