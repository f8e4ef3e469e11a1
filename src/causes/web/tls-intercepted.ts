/** Somebody decrypts. A warning where this machine trusts him, an error where it does not; the two are told apart. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { STREAMING_PORT } from '../../core/words.ts';
import { issuerOf, machineTrusts } from '../../reading/https-outcome.ts';
import { unique, type View } from '../../reading/view.ts';
import { metEntries, otherFamilyEntries, proxyEntries } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { flag, foreignText } from '../facts.ts';
import { over, OVER, type Over } from '../family.ts';
import { atMost, shareFound, sharesOf, type Share } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa } from './shared.ts';
import { hiddenAuthority, httpsOf, overOfEntries, withTrouble } from './trust.ts';

const facts = z.object({
  ...hitFacts,
  issuers: z.array(foreignText()),
  /** Null where this machine's store was not asked. */
  trustedHere: flag().nullable(),
  over: over(),
});
type Facts = z.infer<typeof facts>;

const PORTS = Object.values(STREAMING_PORT).map(String);

export const tlsIntercepted = defineCause({
  code: 'https/tls-intercepted',
  layer: 'sign-in',
  ceiling: 'error',
  side: 'path',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.ROOTS, from.PROXY, from.TLS],
  answeredByOthers: true,
  when: 'The chain ends in a root outside the public set with the right name on it: somebody decrypts. An error where this computer does not trust that root either.',
  holds: (view) => {
    const met = metEntries(view);
    // A proxy that is set is what the client takes first; where the direct way works too, it stops nobody.
    const spare = proxyEntries(view).filter((entry) => !met.includes(entry));
    const entries = [...withTrouble(met, 'intercepted'), ...hiddenAuthority(view)];
    const refusedHere = entries.filter((entry) => machineTrusts(entry.evidence) === false);
    const trusted = [
      ...entries.filter((entry) => !refusedHere.includes(entry)),
      ...withTrouble(spare, 'intercepted'),
    ];
    return [
      ...sharesOf(view, refusedHere).map((share) => foundOf(view, share)),
      ...sharesOf(view, trusted).map((share) =>
        foundOf(view, { ...share, severity: atMost(share.severity, 'warning') }),
      ),
      ...sharesOf(view, withTrouble(otherFamilyEntries(view), 'intercepted')).map((share) =>
        foundOf(
          view,
          { ...share, severity: atMost(share.severity, 'warning') },
          overOfEntries(share.entries),
        ),
      ),
    ];
  },
  brief: {
    en: 'A proxy or security agent decrypts the connection with its own root.',
    ja: 'プロキシまたはセキュリティソフトが、自身のルート証明書で通信を復号しています。',
  },
  words: {
    en: (it, say) => ({
      headline: `Something on the way opens the encrypted ${whatEn(it, say)}${it.trustedHere === false ? ', and this computer does not trust it' : ''}${OVER.en.only(it.over)}.`,
      title: 'Somebody on the way decrypts the connection',
      explanation: say.sentences(
        it.issuers.length === 0
          ? `The certificates that came for ${say.list(it.hosts)} are of no public authority.`
          : `The certificates that came for ${say.list(it.hosts)} were issued by ${say.list(it.issuers)}, which is no public authority.`,
        trustEn(it),
        OVER.en.sentence(it.over),
      ),
      you:
        it.trustedHere === false
          ? 'Tell your helpdesk that the network decrypts traffic and this computer lacks the certificate for it. Do not accept certificate warnings by hand.'
          : `${ADVICE.en.nothing} If signing in fails, mention it to your helpdesk.`,
      helpdesk: say.sentences(
        it.issuers.length > 0 && `Issuer as it stands: ${say.list(it.issuers)}.`,
        'Find out which proxy or security agent that is, and whether its root belongs on this computer.',
      ),
      network: `Exempt ${say.list(it.hosts)}, and ${say.list(PORTS)} altogether, from TLS inspection.`,
    }),
    ja: (it, say) => ({
      headline: `途中で何かが${whatJa(it, say)}を復号しています${it.trustedHere === false ? 'が、このパソコンはそれを信頼していません' : ''}${OVER.ja.only(it.over)}。`,
      title: '途中で暗号化された通信が復号されています',
      explanation: say.sentences(
        it.issuers.length === 0
          ? `${listJa(it.hosts, say)}に届いた証明書は、公開の認証局のものではありません。`
          : `${listJa(it.hosts, say)}に届いた証明書は、公開の認証局ではない ${listJa(it.issuers, say)}が発行しています。`,
        trustJa(it),
        OVER.ja.sentence(it.over),
      ),
      you:
        it.trustedHere === false
          ? 'ネットワークが通信を復号しており、そのための証明書がこのパソコンにないことを、ヘルプデスクに伝えてください。証明書の警告を手で許可しないでください。'
          : `${ADVICE.ja.nothing}サインインに失敗したら、ヘルプデスクに伝えてください。`,
      helpdesk: say.sentences(
        it.issuers.length > 0 && `発行者の表記は ${listJa(it.issuers, say)}です。`,
        'どのプロキシまたはセキュリティエージェントか、そのルート証明書をこのパソコンに入れるべきかを調べてください。',
      ),
      network: `${listJa(it.hosts, say)}と、${listJa(PORTS, say)}のすべてを TLS 検査の対象から外してください。`,
    }),
  },
});

function foundOf(view: View, share: Share, family: Over = null): Found<Facts> {
  const { entries } = share;
  const https = httpsOf(entries);
  const issuers = https.map((entry) => issuerOf(entry.evidence)).filter((issuer) => issuer !== null);
  const trusts = https.map((entry) => machineTrusts(entry.evidence));
  const trustedHere = trusts.every((one) => one === true)
    ? true
    : trusts.every((one) => one === false)
      ? false
      : null;
  return shareFound(view, {
    ...share,
    facts: { ...hitOf(entries), issuers: unique(issuers), trustedHere, over: family },
  });
}

function whatEn(it: Facts, say: Say): string {
  return it.essential.length > 1 ? 'sign-in to WorkSpaces' : `connection to ${hitEn(it, say)}`;
}

function trustEn({ trustedHere }: Facts): string {
  if (trustedHere === null) return 'Whether this computer trusts it could not be read.';
  return trustedHere
    ? 'This computer trusts it, so the client may get through; streaming must not be decrypted.'
    : 'This computer does not trust it either, so the client will refuse.';
}

function whatJa(it: Facts, say: Say): string {
  return it.essential.length > 1
    ? ' WorkSpaces への暗号化されたサインイン'
    : `${hitJa(it, say)}への暗号化された接続`;
}

function trustJa({ trustedHere }: Facts): string {
  if (trustedHere === null) return 'このパソコンが信頼しているかは読み取れませんでした。';
  return trustedHere
    ? 'このパソコンは信頼しているため、クライアントは通る可能性があります。ストリーミングは復号してはいけません。'
    : 'このパソコンもそれを信頼していないため、クライアントは接続を拒みます。';
}
