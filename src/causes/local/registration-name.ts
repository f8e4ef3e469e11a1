/** The TXT record of a fully qualified registration code is missing or cannot be used. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { registrationFault } from '../../reading/registration-answer.ts';
import { measuredOf } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { address, count, hostName, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';

const facts = z.object({
  name: hostName(),
  fault: word(['missing', 'several', 'malformed']),
  values: count(),
  /** Servers that answered. */
  servers: z.array(address()),
});
type Facts = z.infer<typeof facts>;

export const registrationNameInvalid = defineCause({
  code: 'registration/name-invalid',
  layer: 'names',
  ceiling: 'error',
  side: 'service',
  // A private zone is seen from inside only: whether the record or the way to it is wrong cannot be told from here.
  sideProven: () => false,
  facts,
  sources: [from.REDIRECTION],
  when: 'The fully qualified registration name has no TXT record, more than one value, or one of the wrong form.',
  holds: (view) =>
    measuredOf(view, 'dns', 'registration-name').flatMap((entry) => {
      const fault = registrationFault(entry.evidence);
      if (fault === null) return [];
      const answers = entry.evidence.servers;
      const values = new Set(answers.flatMap(({ texts }) => texts)).size;
      const servers = answers.filter(({ rcode }) => rcode !== null).map(({ server }) => server);
      return [
        {
          severity: 'error',
          protocols: view.protocols,
          region: null,
          facts: { name: entry.evidence.host, fault, values, servers: [...new Set(servers)] },
          checks: idsOf([entry]),
        },
      ];
    }),
  words: {
    en: (it, say) => ({
      headline: `The registration name ${it.name} is not set up correctly.`,
      explanation: say.sentences(
        faultEn(it, say),
        `Asked: ${say.list(it.servers)}.`,
        'The client cannot register with this name from here.',
      ),
      you: 'Check the spelling of the registration code. If it is right, ask your helpdesk for the short code (WSxxx+...) meanwhile.',
      helpdesk: 'Ask whether the name lives in a private zone that is only seen with the VPN on.',
      network: `Publish exactly one TXT value, the connection identifier, for ${it.name}. For a private zone, let this network resolve it.`,
    }),
    ja: (it, say) => ({
      headline: `登録名 ${it.name} が正しく設定されていません。`,
      explanation: say.sentences(
        faultJa(it, say),
        `問い合わせ先は ${listJa(it.servers, say)}です。`,
        'ここからは、この名前で登録できません。',
      ),
      you: '登録コードのつづりを確認してください。正しい場合は、当面使える短いコード（WSxxx+...）をヘルプデスクに尋ねてください。',
      helpdesk: 'この名前が、VPN 接続時だけ見えるプライベートゾーンにあるかを尋ねてください。',
      network: `${it.name} に TXT の値（接続識別子）を 1 個だけ公開してください。プライベートゾーンなら、このネットワークから引けるようにしてください。`,
    }),
  },
});

function faultEn({ fault, values }: Facts, say: Say): string {
  if (fault === 'missing') return 'DNS has no TXT record for it.';
  return fault === 'several'
    ? `Its TXT record has ${say.count(values, { one: 'value', other: 'values' })}; the client needs exactly one.`
    : 'Its TXT record does not have the form of a connection identifier (a short run of letters and digits).';
}

function faultJa({ fault, values }: Facts, say: Say): string {
  if (fault === 'missing') return 'DNS に TXT レコードがありません。';
  return fault === 'several'
    ? `TXT レコードに値が ${say.number(values)} 個ありますが、必要なのは 1 個だけです。`
    : 'TXT レコードが接続識別子の形（短い英数字）ではありません。';
}
