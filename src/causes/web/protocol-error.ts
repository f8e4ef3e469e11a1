/** TLS is up, and what follows is no HTTP, breaks its bounds, or never comes. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { failuresOf, withHttpsOutcome } from '../../reading/https-entries.ts';
import type { View } from '../../reading/view.ts';
import { metEntries, otherFamilyEntries, type HttpsEntry } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { over, OVER, type Over } from '../family.ts';
import { atMost, shareFound, sharesOf, type Share } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, inWords, listJa, protocolWord } from './shared.ts';
import { overOfEntries } from './trust.ts';

const facts = z.object({
  ...hitFacts,
  /** Failure codes. */
  how: z.array(protocolWord()),
  over: over(),
});
type Facts = z.infer<typeof facts>;

export const protocolError = defineCause({
  code: 'https/protocol-error',
  layer: 'sign-in',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.HTTP, from.OWN],
  when: 'TLS is up, and the answer is no HTTP, breaks its bounds, or never comes.',
  holds: (view) => [
    ...unread(view, metEntries(view)).map((share) => foundOf(view, share, null)),
    ...unread(view, otherFamilyEntries(view)).map((share) =>
      foundOf(view, share, overOfEntries(share.entries)),
    ),
  ],
  words: {
    en: (it, say) => ({
      headline: `No answer that can be read comes from ${hitEn(it, say)}${OVER.en.only(it.over)}.`,
      title: `An answer makes no sense${OVER.en.only(it.over)}`,
      explanation: say.sentences(seenEn(it, say), OVER.en.sentence(it.over)),
      you: `Check again in some minutes. ${ADVICE.en.ifItStays}`,
      helpdesk: `A proxy or security agent that changes answers is the usual cause. ${ADVICE.en.compareNetworks}`,
      network: `Look at what inspects traffic to ${say.list(it.hosts)}.`,
    }),
    ja: (it, say) => ({
      headline: `${hitJa(it, say).trimStart()}から読める応答がありません${OVER.ja.only(it.over)}。`,
      title: `応答が読めません${OVER.ja.only(it.over)}`,
      explanation: say.sentences(seenJa(it, say), OVER.ja.sentence(it.over)),
      you: `数分後にもう一度チェックしてください。${ADVICE.ja.ifItStays}`,
      helpdesk: `応答を書き換えるプロキシやセキュリティエージェントがよくある原因です。${ADVICE.ja.compareNetworks}`,
      network: `${listJa(it.hosts, say)}への通信を検査しているものを調べてください。`,
    }),
  },
});

function unread(view: View, entries: readonly HttpsEntry[]): readonly Share[] {
  return sharesOf(view, withHttpsOutcome(entries, ['protocol-error']));
}

function foundOf(view: View, share: Share, family: Over): Found<Facts> {
  const { entries, severity } = share;
  const told = { ...hitOf(entries), how: failuresOf(entries), over: family };
  return shareFound(view, { ...share, severity: atMost(severity, 'warning'), facts: told });
}

const HOW_EN = {
  'http-timeout': 'silence',
  'http-protocol-error': 'something that is no HTTP',
  'http-connection-cut': 'the end of the connection',
};

function seenEn(it: Facts, say: Say): string {
  const how = inWords(it.how, HOW_EN);
  const came = how.length === 0 ? 'no answer that can be read' : `${say.list(how)} instead of an answer`;
  return `The TLS handshake with ${say.list(it.hosts)} was finished, and then came ${came}.`;
}

const HOW_JA = {
  'http-timeout': '無応答',
  'http-protocol-error': 'HTTP ではないデータ',
  'http-connection-cut': '途中での切断',
};

function seenJa(it: Facts, say: Say): string {
  const how = inWords(it.how, HOW_JA);
  return `${listJa(it.hosts, say)}は TLS のハンドシェイクを終えましたが、読める応答がありませんでした${how.length === 0 ? '' : `（${say.list(how)}）`}。`;
}
