/**
 * Median answer time above the limit, of the servers and of the resolver alike where both were timed: slow servers make both slow, a
 * busy computer or a cache only one of them. A resolver that waits for seconds is slow whatever the servers say to us.
 */
import { z } from 'zod';
import { nameEntries, type DnsEntry } from '../../reading/name-entries.ts';
import { median } from '../../reading/statistics.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, limit, ms } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';

const facts = z.object({ medianMs: ms(), answers: count(), limitMs: limit() });

export const slow = defineCause({
  code: 'dns/slow',
  layer: 'names',
  ceiling: 'notice',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: [from.OWN],
  when: `The median answer time of DNS is above ${THRESHOLDS.dnsSlowMs} ms.`,
  holds: (view) => {
    const entries = nameEntries(view);
    const [least, most] = timesOf(entries);
    const waits = (most?.medianMs ?? 0) > THRESHOLDS.resolverWaitsMs;
    const told = waits ? most : least;
    if (told === undefined || told.medianMs <= THRESHOLDS.dnsSlowMs) return [];
    const { answers, medianMs } = told;
    const found = { medianMs: Math.round(medianMs), answers, limitMs: THRESHOLDS.dnsSlowMs };
    return [generalFound(view, { severity: 'notice', entries, facts: found })];
  },
  words: {
    en: (it, say) => ({
      headline: "This network's address book (DNS) is slow.",
      title: 'DNS answers slowly',
      explanation: say.sentences(
        `Half of ${say.count(it.answers, { one: 'answer', other: 'answers' })} took longer than ${say.ms(it.medianMs, [it.limitMs])} (limit: ${say.ms(it.limitMs)}).`,
        'Signing in takes longer; a running session is not touched.',
      ),
      you: `${ADVICE.en.nothing} If signing in is slow, mention it to your helpdesk.`,
      helpdesk: `${ADVICE.en.compareServers} A server far away, behind the VPN, is the usual cause.`,
      network:
        'Give this network a resolver that is nearer, or check the load and the forwarders of this one.',
    }),
    ja: (it, say) => ({
      headline: 'このネットワークの名前解決（DNS）が遅くなっています。',
      title: 'DNS の応答が遅くなっています',
      explanation: say.sentences(
        `${say.number(it.answers)} 件の応答の半分が ${say.ms(it.medianMs, [it.limitMs])} より長くかかりました（限度は ${say.ms(it.limitMs)}）。`,
        'サインインに時間がかかりますが、接続中のセッションには影響しません。',
      ),
      you: `${ADVICE.ja.nothing}サインインが遅い場合は、ヘルプデスクに伝えてください。`,
      helpdesk: `${ADVICE.ja.compareServers}VPN の先にある遠いサーバーがよくある原因です。`,
      network: 'もっと近いリゾルバーを用意するか、今のリゾルバーの負荷とフォワーダーを確認してください。',
    }),
  },
});

/** Medians of the servers' and of the resolver's answers, the quicker first; without those of which there are too few. */
function timesOf(entries: readonly DnsEntry[]) {
  const ofServers = entries.flatMap(({ evidence }) =>
    evidence.servers.filter((answer) => answer.rcode !== null).map((answer) => answer.durationMs),
  );
  const ofSystem = entries.map(({ evidence }) =>
    evidence.system?.failure === null ? evidence.system.durationMs : null,
  );
  return [ofServers, ofSystem]
    .map((times) => times.filter((time) => time !== null))
    .filter((times) => times.length >= THRESHOLDS.dnsSlowMinAnswers)
    .map((times) => ({ answers: times.length, medianMs: median(times) ?? 0 }))
    .sort((a, b) => a.medianMs - b.medianMs);
}
