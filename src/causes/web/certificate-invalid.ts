/** Expired, not yet valid, wrong name, incomplete chain; told apart in `reasons`. */
import { z } from 'zod';
import { decidingAttempt, troubleOf } from '../../reading/https-outcome.ts';
import { unique, type View } from '../../reading/view.ts';
import { metEntries, otherFamilyEntries, type HttpsEntry } from '../../reading/ways.ts';
import { defineCause, type Found } from '../cause.ts';
import { foreignText, word } from '../facts.ts';
import { over, OVER, type Over } from '../family.ts';
import { atMost, shareFound, sharesOf, type Share } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa } from './shared.ts';
import { hiddenAuthority, httpsOf, overOfEntries, withTrouble } from './trust.ts';

const REASONS = ['expired', 'incomplete-chain', 'not-yet-valid', 'wrong-name'] as const;

const facts = z.object({
  ...hitFacts,
  reasons: z.array(word(REASONS)),
  subjects: z.array(foreignText()),
  over: over(),
});
type Facts = z.infer<typeof facts>;
type Reasons = Readonly<Record<(typeof REASONS)[number], string>>;

const REASONS_EN: Reasons = {
  expired: 'out of date',
  'incomplete-chain': 'without its whole chain',
  'not-yet-valid': 'not valid yet',
  'wrong-name': 'for another name',
};

const REASONS_JA: Reasons = {
  expired: '期限切れ',
  'incomplete-chain': '中間証明書の不足',
  'not-yet-valid': '有効期間の前',
  'wrong-name': '名前の不一致',
};

export const certificateInvalid = defineCause({
  code: 'https/certificate-invalid',
  layer: 'sign-in',
  ceiling: 'error',
  side: 'path',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.TLS],
  answeredByOthers: true,
  when: 'A certificate is expired, not yet valid, for another name, or its chain is incomplete. A warning where it is so over one family of addresses alone.',
  holds: (view) => {
    const hidden = new Set(hiddenAuthority(view));
    const entries = withTrouble(metEntries(view), ...REASONS).filter((entry) => !hidden.has(entry));
    const other = withTrouble(otherFamilyEntries(view), ...REASONS);
    return [
      ...sharesOf(view, entries).map((share) => foundOf(view, share, null)),
      ...sharesOf(view, other).map((share) =>
        foundOf(
          view,
          { ...share, severity: atMost(share.severity, 'warning') },
          overOfEntries(share.entries),
        ),
      ),
    ];
  },
  words: {
    en: (it, say) => ({
      headline: `There is no valid certificate for ${hitEn(it, say)}${OVER.en.only(it.over)}.`,
      title: it.hosts.length === 1 ? 'A certificate is not valid' : 'Certificates are not valid',
      explanation: say.sentences(
        `What came for ${say.list(it.hosts)} is ${say.list(it.reasons.map((reason) => REASONS_EN[reason]))}.`,
        it.subjects.length > 0 && `It was issued to ${say.list(it.subjects)}.`,
        OVER.en.sentence(it.over),
      ),
      you: 'Check that date and time of this computer are right. If they are, try another network and tell your helpdesk.',
      helpdesk:
        'A wrong name means that somebody else answers; a date means a clock or a forgotten renewal; an incomplete chain means a badly kept server or middlebox.',
      network: `Look at what answers for ${say.list(it.hosts)} on this network: a proxy, a block page or a private endpoint.`,
    }),
    ja: (it, say) => ({
      headline: `${hitJa(it, say).trimStart()}の証明書が有効ではありません${OVER.ja.only(it.over)}。`,
      title: '証明書が有効ではありません',
      explanation: say.sentences(
        `${listJa(it.hosts, say)}に届いた証明書に問題があります（${say.list(it.reasons.map((reason) => REASONS_JA[reason]))}）。`,
        it.subjects.length > 0 && `届いた証明書は ${listJa(it.subjects, say)}のものです。`,
        OVER.ja.sentence(it.over),
      ),
      you: 'このパソコンの日付と時刻が正しいか確認してください。正しければ、別のネットワークを試し、ヘルプデスクに伝えてください。',
      helpdesk:
        '名前が違うなら別の相手が応答しています。期限なら時計か更新忘れ、中間証明書の不足なら手入れの悪いサーバーか中継機器です。',
      network: `このネットワークで ${listJa(it.hosts, say)}に応答しているもの（プロキシ、遮断ページ、プライベートエンドポイント）を調べてください。`,
    }),
  },
});

function foundOf(view: View, share: Share, family: Over): Found<Facts> {
  const https = httpsOf(share.entries);
  const troubles = https.map((entry) => troubleOf(entry.evidence));
  const reasons = REASONS.filter((reason) => troubles.includes(reason));
  const subjects = unique(https.map(subjectOf).filter((one) => one !== null));
  return shareFound(view, { ...share, facts: { ...hitOf(share.entries), reasons, subjects, over: family } });
}

function subjectOf({ evidence }: HttpsEntry): string | null {
  return decidingAttempt(evidence)?.tls?.chain[0]?.subject ?? null;
}
