/** A zero client sets its clock at a time server; where none answers, its certificates fail by the date. */
import { z } from 'zod';
import { measuredOf, type View } from '../../reading/view.ts';
import { defineCause, type Found } from '../cause.ts';
import { port, server, word } from '../facts.ts';
import { hostsOf, shareFound, sharesOf } from '../found.ts';
import * as from from '../sources.ts';

const facts = z.object({
  hosts: z.array(server()),
  port: port(),
  /** Silence, or an active refusal. */
  answer: word(['silent', 'refused']),
});

export const timeUnreachable = defineCause({
  code: 'time/unreachable',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.ZERO_CLIENT],
  when: 'A zero client is asked about, and the time server that the guide names gives no answer (UDP 123).',
  holds,
  offers: 'rules',
  words: {
    en: (it, say) => ({
      headline: 'The time server that zero clients use does not answer.',
      title: 'No answer from the time server for zero clients',
      explanation: say.sentences(
        `${say.list(it.hosts)} ${it.answer === 'silent' ? 'did not answer' : 'was refused'} on UDP ${it.port}.`,
        'A zero client whose clock is wrong refuses certificates ("The supplied certificate is invalid due to timestamp").',
      ),
      you: 'If your zero client says that the certificate is invalid, send this result to your helpdesk.',
      helpdesk:
        'Switch NTP on in the zero client (AWI or Management Console) and name a time server that it can reach.',
      network: `Allow UDP ${it.port} to ${say.list(it.hosts)}, or give zero clients a time server of your own.`,
    }),
    ja: (it, say) => ({
      headline: 'ゼロクライアントが使うタイムサーバーが応答しません。',
      title: 'ゼロクライアント用のタイムサーバーから応答がありません',
      explanation: say.sentences(
        it.answer === 'silent'
          ? `${say.list(it.hosts)} は UDP ${it.port} で応答しませんでした。`
          : `${say.list(it.hosts)} への UDP ${it.port} は拒まれました。`,
        '時計のずれたゼロクライアントは証明書を拒みます（"The supplied certificate is invalid due to timestamp."）。',
      ),
      you: 'ゼロクライアントに証明書が無効と表示される場合は、この結果をヘルプデスクに送ってください。',
      helpdesk:
        'ゼロクライアント（AWI または Management Console）で NTP を有効にし、届くタイムサーバーを指定してください。',
      network: `${say.list(it.hosts)} への UDP ${it.port} を許可するか、ゼロクライアントに社内のタイムサーバーを使わせてください。`,
    }),
  },
});

function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  const silent = measuredOf(view, 'ntp', 'time-server').filter(({ evidence }) => evidence.reply === null);
  const refused = silent.some(({ evidence }) => evidence.state === 'closed' || evidence.state === 'filtered');
  return sharesOf(view, silent).map((share) =>
    shareFound(view, {
      ...share,
      facts: {
        hosts: hostsOf(share.entries),
        port: share.entries[0]?.check.target.port ?? 123,
        answer: refused ? 'refused' : 'silent',
      },
    }),
  );
}
