/** A status of 500 or above, twice: the service has trouble. */
import { z } from 'zod';
import { withHttpsOutcome } from '../../reading/https-entries.ts';
import { decidingAttempt } from '../../reading/https-outcome.ts';
import { unique, type Entry, type View } from '../../reading/view.ts';
import { metEntries, otherFamilyEntries, type HttpsEntry } from '../../reading/ways.ts';
import { defineCause, type Found } from '../cause.ts';
import { over, OVER, type Over } from '../family.ts';
import { shareFound, sharesOf, type Share } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa, protocolWord } from './shared.ts';
import { httpsOf, overOfEntries } from './trust.ts';

const facts = z.object({ ...hitFacts, statuses: z.array(protocolWord()), over: over() });

export const serverError = defineCause({
  code: 'https/server-error',
  layer: 'sign-in',
  ceiling: 'warning',
  side: 'service',
  // A gateway on the way may answer in the name of the host.
  sideProven: () => false,
  facts,
  sources: [from.HTTP, from.OWN],
  when: 'A host answers with a status of 500 or above, twice.',
  holds: (view) => [
    ...failing(view, metEntries(view)).map((share) => foundOf(view, share, null)),
    ...failing(view, otherFamilyEntries(view)).map((share) =>
      foundOf(view, share, overOfEntries(share.entries)),
    ),
  ],
  words: {
    en: (it, say) => ({
      headline: `The service has trouble of its own at ${hitEn(it, say)}.`,
      title: `The service has trouble of its own${OVER.en.only(it.over)}`,
      explanation: `The answer of ${say.list(it.hosts)} was twice an error of the server (status ${say.list(it.statuses)}). Your network got through to it.`,
      you: 'Wait some minutes and check again.',
      helpdesk: 'Look at the AWS Health Dashboard for WorkSpaces in the Region.',
      network:
        'Nothing to open; a proxy or gateway on the way that answers in the name of the host is the exception.',
    }),
    ja: (it, say) => ({
      headline: `サービス側（${hitJa(it, say).trim()}）に問題があります。`,
      title: `サービス側に問題があります${OVER.ja.only(it.over)}`,
      explanation: `${listJa(it.hosts, say)}は 2 回ともサーバーのエラー（状態 ${say.list(it.statuses)}）で応答しました。あなたのネットワークからは届いています。`,
      you: '数分待って、もう一度チェックしてください。',
      helpdesk: 'リージョンの WorkSpaces について AWS Health Dashboard を確認してください。',
      network:
        '開けるものはありません。途中のプロキシやゲートウェイがホストの名で応答している場合だけが例外です。',
    }),
  },
});

function failing(view: View, entries: readonly HttpsEntry[]): readonly Share[] {
  return sharesOf(view, withHttpsOutcome(entries, ['server-error']));
}

function foundOf(view: View, share: Share, family: Over): Found<z.infer<typeof facts>> {
  return shareFound(view, {
    ...share,
    severity: share.severity === 'error' ? 'warning' : 'notice',
    facts: { ...hitOf(share.entries), statuses: statusesOf(share.entries), over: family },
  });
}

function statusesOf(entries: readonly Entry[]): string[] {
  const statuses = httpsOf(entries).map(({ evidence }) => decidingAttempt(evidence)?.http?.status);
  return unique(statuses.filter((status) => status !== undefined).map(String));
}
