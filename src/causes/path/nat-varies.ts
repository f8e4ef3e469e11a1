/** This machine shows itself under more than one public address of a family: a list of allowed addresses cannot hold then. */
import { z } from 'zod';
import { familyOf, inCidr } from '../../core/address.ts';
import { publicAddresses } from '../../reading/public-addresses.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { address, count, flag } from '../facts.ts';
import * as from from '../sources.ts';

const facts = z.object({
  addresses: z.array(address()),
  /** How many answers told one. */
  answers: count(),
  /** An IP access control group was named (--access-control). */
  controlled: flag(),
  /** Of the addresses, those that the named ranges do not hold. */
  outside: z.array(address()),
});
type Facts = z.infer<typeof facts>;

export const natVaries = defineCause({
  code: 'network/nat-varies',
  layer: 'path',
  ceiling: 'warning',
  side: 'local-network',
  sideProven: () => true,
  facts,
  sources: [from.ACCESS_GROUPS],
  when: 'More than one public address was seen for this computer. A warning where an IP access control group was named (--access-control): it needs one fixed address.',
  holds,
  words: {
    en: (it, say) => ({
      headline: 'This network leaves by more than one public address.',
      explanation: say.sentences(
        `${say.count(it.answers, { one: 'answer', other: 'answers' })} from outside saw this computer as ${say.list(it.addresses)}.`,
        'An IP access control group needs one fixed address for all of a session.',
        it.outside.length > 0 && `${say.list(it.outside)} is not in the ranges that were named.`,
      ),
      you: it.controlled
        ? `Sessions may be refused now and then. ${ADVICE.en.sendResult}`
        : 'Nothing to do unless your organisation allows WorkSpaces from certain addresses only.',
      helpdesk:
        'Where the directory has an IP access control group, all of these addresses must be in it, or the network must leave by one.',
      network:
        'Give the clients one fixed public address for TCP and UDP alike (no pool, no load balancing between lines).',
    }),
    ja: (it, say) => ({
      headline: 'このネットワークは複数の公開アドレスから外に出ています。',
      title: '公開アドレスが 1 つに決まっていません',
      explanation: say.sentences(
        `外からの応答 ${say.number(it.answers)} 件で見えたこのパソコンのアドレスは ${say.list(it.addresses)} です。`,
        'IP アクセスコントロールグループには、セッション全体で固定のアドレスが 1 つ必要です。',
        it.outside.length > 0 && `${say.list(it.outside)} は指定された範囲にありません。`,
      ),
      you: it.controlled
        ? `セッションがときどき拒否されることがあります。${ADVICE.ja.sendResult}`
        : '組織が接続元のアドレスを制限していなければ、何もする必要はありません。',
      helpdesk:
        'ディレクトリに IP アクセスコントロールグループがある場合は、これらのアドレスをすべて入れるか、ネットワークの出口を 1 つにする必要があります。',
      network:
        'クライアントの TCP と UDP が同じ 1 つの固定の公開アドレスから出るようにしてください（アドレスプールや回線の分散は使えません）。',
    }),
  },
});

function holds(view: View): readonly Found<Facts>[] {
  const { addresses, answers, checks } = publicAddresses(view);
  const { accessControl = [] } = view.record.request;
  // One address of each family is what every dual-stack network has.
  const varies = ([4, 6] as const).some(
    (family) => addresses.filter((one) => familyOf(one) === family).length > 1,
  );
  if (!varies) return [];
  const controlled = accessControl.length > 0;
  const outside = controlled
    ? addresses.filter((one) => !accessControl.some((cidr) => inCidr(one, cidr)))
    : [];
  return [
    {
      severity: controlled ? 'warning' : 'notice',
      protocols: view.protocols,
      region: null,
      facts: { addresses: [...addresses], answers, controlled, outside },
      checks,
    },
  ];
}
