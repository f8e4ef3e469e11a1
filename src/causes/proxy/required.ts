/** Direct is filtered, or the name resolves only at the proxy, and the proxy works: normal in companies. */
import { z } from 'zod';
import { STREAMING_PORT } from '../../core/words.ts';
import type { View } from '../../reading/view.ts';
import type { HttpsOutcome } from '../../reading/https-outcome.ts';
import { dcvByProxy, wayByProxy } from '../../reading/fallback-443.ts';
import { directEntries, directWay } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { flag, server, version, word } from '../facts.ts';
import { generalFound, hostsOf } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';
import { byProxy, coversDirectWay, proxyEn, proxyFact, proxyJa, proxyOf } from './shared.ts';

const facts = z.object({
  ...proxyFact.shape,
  hosts: z.array(server()),
  /** No host at all is reached directly. */
  all: flag(),
  /** What the documents say of DCV's TCP port through an HTTP proxy for this kind of client. */
  streaming: word(['never', 'possible', 'not-stated']),
  /** First version of the client for which it is possible. */
  since: version().nullable(),
  /** Whether the proxy opens DCV's TCP port, and not everything; null where it was not asked. */
  connects: flag().nullable(),
});
type Facts = z.infer<typeof facts>;

/** Outcomes that show a proxy which reaches the host (whatever the host then says). */
const REACHED: ReadonlySet<HttpsOutcome> = new Set([
  'passed',
  'server-error',
  'bad-certificate',
  'protocol-error',
]);

/** By the rule table of the documents (src/core/proxy-rules.ts), and by what the proxy answered for the first Region. */
function streamingOf(view: View): Pick<Facts, 'streaming' | 'since' | 'connects'> {
  if (!view.protocols.includes('dcv')) return { streaming: 'never', since: null, connects: null };
  const rule = dcvByProxy(view);
  const way = view.record.request.regions.flatMap((region) => wayByProxy(view, region) ?? [])[0] ?? null;
  const connects = way === null ? null : way !== 'closed';
  if (rule === null) return { streaming: 'not-stated', since: null, connects };
  const { platform } = view.record.host.os;
  const since =
    rule.use === 'never' ? null : (rule.since[platform === 'darwin' ? 'macos' : 'windows'] ?? null);
  return { streaming: rule.use === 'never' ? 'never' : 'possible', since, connects };
}

const PORTS = Object.values(STREAMING_PORT).map(String);

export const required = defineCause({
  code: 'proxy/required',
  layer: 'proxy',
  ceiling: 'notice',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: [from.PROXY],
  when: 'Direct 443 is filtered or names resolve only at the proxy, and the proxy works.',
  holds: (view) => {
    const entries = byProxy(view, (outcome) => REACHED.has(outcome)).filter(
      (entry) => directWay(view, entry.evidence.host) === 'failed',
    );
    if (entries.length === 0) return [];
    const all = directEntries(view).every((one) => directWay(view, one.evidence.host) === 'failed');
    const found = { hosts: hostsOf(entries), proxy: proxyOf(view, entries), all, ...streamingOf(view) };
    return [generalFound(view, { severity: 'notice', entries, facts: found })];
  },
  // A working proxy is the way out here: that the direct one is shut is how such a network is built.
  root: { covers: coversDirectWay, reason: 'proxy-instead' },
  words: {
    en: (it, say) => ({
      headline: 'The way out is the proxy, and it works.',
      explanation: say.sentences(
        `${say.count(it.hosts.length, { one: 'host is', other: 'hosts are' })} reached by the ${proxyEn(it)} and not directly.`,
        it.all && 'Nothing on 443 gets out directly.',
        'The client uses the proxy of the operating system for sign-in.',
        ...streamingEn(it),
      ),
      you: `${ADVICE.en.nothing} Leave the proxy setting of the client on "use the device operating system settings".`,
      helpdesk: 'Make sure that the client is set to the proxy of the operating system.',
      network: `The proxy carries sign-in on 443 only: TCP and UDP ${say.list(PORTS)} need a direct way to the gateways.`,
    }),
    ja: (it, say) => ({
      headline: '出口はプロキシで、動いています。',
      explanation: say.sentences(
        `${say.number(it.hosts.length)} 件のホストには直接ではなく、${proxyJa(it)}を通して届きます。`,
        it.all && '443 番ポートで直接外へ出られるものはありません。',
        'クライアントはサインインに OS のプロキシを使います。',
        ...streamingJa(it),
      ),
      you: `${ADVICE.ja.nothing}クライアントのプロキシ設定は「デバイスの OS の設定を使う」のままにしてください。`,
      helpdesk: 'クライアントが OS のプロキシを使う設定か確認してください。',
      network: `プロキシが運ぶのは 443 番ポートのサインインだけです。TCP と UDP ${listJa(PORTS, say)}はゲートウェイへ直接出られる必要があります。`,
    }),
  },
});

/** A client that never streams through a proxy: whether this one would open the port is no matter. */
function streamingEn(it: Facts): readonly string[] {
  if (it.streaming !== 'possible') return ['Streaming never goes through it.'];
  const from = it.since === null ? '' : ` from client ${it.since} on`;
  return [
    `DCV may send TCP ${STREAMING_PORT.dcv} through it${from}, which the documents advise against.`,
    it.connects === null
      ? 'That way was not tested.'
      : it.connects
        ? 'The proxy opens that way.'
        : 'The proxy does not open that way.',
  ];
}

function streamingJa(it: Facts): readonly string[] {
  if (it.streaming !== 'possible') return ['ストリーミングはプロキシを通りません。'];
  const from = it.since === null ? '' : `クライアント ${it.since} 以降で`;
  return [
    `DCV は${from} TCP ${STREAMING_PORT.dcv} をプロキシに通せますが、資料は勧めていません。`,
    it.connects === null
      ? 'この経路は確認していません。'
      : it.connects
        ? 'このプロキシはその経路を開きます。'
        : 'このプロキシはその経路を開きません。',
  ];
}
