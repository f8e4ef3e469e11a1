/** TCP 443 to needed hosts is refused or reset. */
import type { Say } from '../../core/say.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { OVER } from '../family.ts';
import { portOf, reachRule, type ReachFacts } from './reach.ts';
import { hitEn, hitJa, listJa } from './shared.ts';

export const refused = defineCause({
  code: 'https/refused',
  ...reachRule(['refused'], 'closed'),
  when: 'TCP 443 to needed hosts is refused or reset.',
  words: {
    en: (it, say) => ({
      headline:
        it.scope === 'all'
          ? 'The sign-in to WorkSpaces is refused here.'
          : `Connections to ${hitEn(it, say)} are refused here.`,
      title: titleEn(it, say),
      explanation: say.sentences(
        `${portOf(it)} is refused by ${say.number(it.failed)} of ${say.count(it.tested, { one: 'host', other: 'hosts' })}: ${say.list(it.hosts)}.`,
        it.byThisMachine
          ? ADVICE.en.forbiddenHere
          : 'A refusal comes from a firewall that rejects, not from distance or load.',
        OVER.en.sentence(it.over),
      ),
      you: `${ADVICE.en.eitherWay} Tell your helpdesk that the connection is refused.`,
      helpdesk: `${ADVICE.en.firstBroken('TCP 443, actively refused')} ${ADVICE.en.securityFirst}`,
      network: `Find the rule that rejects ${portOf(it)} to ${say.list(it.hosts)}, and allow the connection.`,
    }),
    ja: (it, say) => ({
      headline:
        it.scope === 'all'
          ? 'ここでは WorkSpaces へのサインインが拒否されています。'
          : `ここからは${hitJa(it, say)}への接続が拒否されます。`,
      title: titleJa(it, say),
      explanation: say.sentences(
        `${say.number(it.tested)} 件中 ${say.number(it.failed)} 件のホストで ${portOf(it)} が拒否されます（${say.list(it.hosts)}）。`,
        it.byThisMachine
          ? ADVICE.ja.forbiddenHere
          : '拒否は距離や負荷ではなく、拒否するファイアウォールから来ます。',
        OVER.ja.sentence(it.over),
      ),
      you: `${ADVICE.ja.eitherWay}接続が拒否されることをヘルプデスクに伝えてください。`,
      helpdesk: `${ADVICE.ja.firstBroken(' TCP 443（拒否）')}${ADVICE.ja.securityFirst}`,
      network: `${listJa(it.hosts, say)}への ${portOf(it)} を拒否する規則を見つけて、接続を許可してください。`,
    }),
  },
});

function titleEn(it: ReachFacts, say: Say): string {
  if (it.scope === 'all') return 'Port 443 is refused everywhere';
  if (it.own) return `The connection to ${say.list(it.hosts)} is refused`;
  return `Port 443 to ${say.count(it.hosts.length, { one: 'host', other: 'hosts' })} is refused`;
}

function titleJa(it: ReachFacts, say: Say): string {
  if (it.scope === 'all') return '443 番ポートがすべて拒否されます';
  if (it.own) return `${listJa(it.hosts, say)}への接続が拒否されます`;
  return `443 番ポートが ${say.number(it.hosts.length)} 件のホストで拒否されます`;
}
