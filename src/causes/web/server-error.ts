/** A status of 500 or above, twice: the service has trouble. */
import { z } from 'zod';
import { withHttpsOutcome } from '../../reading/https-entries.ts';
import { decidingAttempt } from '../../reading/https-outcome.ts';
import { unique, type Entry } from '../../reading/view.ts';
import { metEntries } from '../../reading/ways.ts';
import { defineCause } from '../cause.ts';
import { shareFound, sharesOf } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa, protocolWord } from './shared.ts';
import { httpsOf } from './trust.ts';

const facts = z.object({ ...hitFacts, statuses: z.array(protocolWord()) });

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
  holds: (view) =>
    sharesOf(view, withHttpsOutcome(metEntries(view), ['server-error'])).map((share) =>
      shareFound(view, {
        ...share,
        severity: share.severity === 'error' ? 'warning' : 'notice',
        facts: { ...hitOf(share.entries), statuses: statusesOf(share.entries) },
      }),
    ),
  words: {
    en: (it, say) => ({
      headline: `The service has trouble of its own at ${hitEn(it, say)}.`,
      title: 'The service has trouble of its own',
      explanation: `The answer of ${say.list(it.hosts)} was twice an error of the server (status ${say.list(it.statuses)}). Your network got through to it.`,
      you: 'Wait some minutes and check again.',
      helpdesk: 'Look at the AWS Health Dashboard for WorkSpaces in the Region.',
      network:
        'Nothing to open; a proxy or gateway on the way that answers in the name of the host is the exception.',
    }),
    ja: (it, say) => ({
      headline: `サービス側（${hitJa(it, say).trim()}）に問題があります。`,
      title: 'サービス側に問題があります',
      explanation: `${listJa(it.hosts, say)}は 2 回ともサーバーのエラー（状態 ${say.list(it.statuses)}）で応答しました。あなたのネットワークからは届いています。`,
      you: '数分待って、もう一度チェックしてください。',
      helpdesk: 'リージョンの WorkSpaces について AWS Health Dashboard を確認してください。',
      network:
        '開けるものはありません。途中のプロキシやゲートウェイがホストの名で応答している場合だけが例外です。',
    }),
  },
});

function statusesOf(entries: readonly Entry[]): string[] {
  const statuses = httpsOf(entries).map(({ evidence }) => decidingAttempt(evidence)?.http?.status);
  return unique(statuses.filter((status) => status !== undefined).map(String));
}
