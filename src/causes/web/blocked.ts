/** TCP 443 to needed hosts is silent. */
import type { Say } from '../../core/say.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { OVER } from '../family.ts';
import { portOf, reachRule, type ReachFacts } from './reach.ts';
import { hitEn, hitJa, listJa } from './shared.ts';

export const blocked = defineCause({
  code: 'https/blocked',
  ...reachRule(['blocked', 'no-route'], 'filtered'),
  when: 'TCP 443 to needed hosts is silent. "All" and "some" are told apart.',
  brief: {
    en: 'Port 443 does not get through to a name that WorkSpaces needs.',
    ja: 'WorkSpaces に必要な名前へのポート 443 が通りません。',
  },
  words: {
    en: (it, say) => ({
      headline: headlineEn(it, say),
      title: titleEn(it, say),
      explanation: say.sentences(
        `No answer on ${portOf(it)} from ${say.number(it.failed)} of ${say.count(it.tested, { one: 'host', other: 'hosts' })}: ${say.list(it.hosts)}.`,
        it.scope === 'all' && 'Without 443 nobody can sign in.',
        it.over === null ? whyEn(it) : OVER.en.sentence(it.over),
      ),
      you: `${ADVICE.en.eitherWay} Tell your helpdesk that these names are blocked.`,
      helpdesk:
        it.scope === 'all'
          ? `${ADVICE.en.firstBroken('TCP 443')} Do web pages open in the browser? If they do, the browser uses a proxy that this check and the client do not.`
          : `${ADVICE.en.firstBroken('TCP 443 to some hosts')} ${ADVICE.en.compareNetworks}`,
      network: `Allow outbound ${portOf(it)} to ${say.list(it.hosts)}.`,
    }),
    ja: (it, say) => ({
      headline: headlineJa(it, say),
      title: titleJa(it, say),
      explanation: say.sentences(
        `${say.number(it.tested)} 件中 ${say.number(it.failed)} 件のホストが ${portOf(it)} に応答しません（${say.list(it.hosts)}）。`,
        it.scope === 'all' && '443 番ポートがないとサインインできません。',
        it.over === null ? whyJa(it) : OVER.ja.sentence(it.over),
      ),
      you: `${ADVICE.ja.eitherWay}これらの名前がふさがれていることをヘルプデスクに伝えてください。`,
      helpdesk:
        it.scope === 'all'
          ? `${ADVICE.ja.firstBroken(' TCP 443 ')}ブラウザーで Web ページが開くかを尋ねてください。開くなら、ブラウザーはこのチェックとクライアントが使っていないプロキシを使っています。`
          : `${ADVICE.ja.firstBroken('一部のホストへの TCP 443 ')}${ADVICE.ja.compareNetworks}`,
      network: `${listJa(it.hosts, say)}への ${portOf(it)} の送信を許可してください。`,
    }),
  },
});

function headlineEn(it: ReachFacts, say: Say): string {
  const what = it.scope === 'all' ? 'the sign-in to WorkSpaces' : hitEn(it, say);
  if (it.byThisMachine) return `The firewall of this computer blocks ${what}.`;
  return it.scope === 'all'
    ? 'The sign-in to WorkSpaces is blocked here.'
    : `${what} cannot be reached from here.`;
}

function titleEn(it: ReachFacts, say: Say): string {
  if (it.scope === 'all') return 'Port 443 does not get out';
  if (it.own) return `No answer from ${say.list(it.hosts)}`;
  return `Port 443 to ${say.count(it.hosts.length, { one: 'host', other: 'hosts' })} does not get through`;
}

function whyEn({ byThisMachine, scope }: ReachFacts): string {
  if (byThisMachine) return ADVICE.en.forbiddenHere;
  return scope === 'all'
    ? 'A firewall that lets nothing out, or a proxy that is not set, is the usual cause.'
    : 'Others answer, so something filters by name or address.';
}

function headlineJa(it: ReachFacts, say: Say): string {
  const what = it.scope === 'all' ? ' WorkSpaces へのサインイン' : hitJa(it, say);
  if (it.byThisMachine) return `このパソコンのファイアウォールが${what}をふさいでいます。`;
  return it.scope === 'all'
    ? 'ここでは WorkSpaces へのサインインがふさがれています。'
    : `ここからは${what}に届きません。`;
}

function titleJa(it: ReachFacts, say: Say): string {
  if (it.scope === 'all') return '443 番ポートが外へ出られません';
  if (it.own) return `${listJa(it.hosts, say)}が応答しません`;
  return `443 番ポートで ${say.number(it.hosts.length)} 件のホストに届きません`;
}

function whyJa({ byThisMachine, scope }: ReachFacts): string {
  if (byThisMachine) return ADVICE.ja.forbiddenHere;
  return scope === 'all'
    ? '何も外へ出さないファイアウォールか、設定されていないプロキシがよくある原因です。'
    : 'ほかは応答するため、名前かアドレスで遮断されています。';
}
