/** Answers that do not parse, or that answer another question. */
import { z } from 'zod';
import { isGarbageAnswer } from '../../reading/dns-outcome.ts';
import { nameEntries } from '../../reading/name-entries.ts';
import { unique } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { address, count } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';

const facts = z.object({ servers: z.array(address()), names: count() });

export const malformed = defineCause({
  code: 'dns/malformed',
  layer: 'names',
  ceiling: 'warning',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: [from.DNS],
  when: 'A DNS server gives answers that do not parse, or that answer another question.',
  holds: (view) => {
    const entries = nameEntries(view).filter((entry) => entry.evidence.servers.some(isGarbageAnswer));
    if (entries.length === 0) return [];
    const answers = entries.flatMap((entry) => entry.evidence.servers.filter(isGarbageAnswer));
    const servers = unique(answers.map(({ server }) => server));
    return [generalFound(view, { severity: 'warning', entries, facts: { servers, names: entries.length } })];
  },
  words: {
    en: (it, say) => ({
      headline: 'A DNS server gives answers that make no sense.',
      explanation: `For ${say.count(it.names, { one: 'name', other: 'names' })}, ${say.list(it.servers)} gave answers that do not parse or that belong to another question.`,
      you: `${ADVICE.en.restartRouter} ${ADVICE.en.ifItStays}`,
      helpdesk: `${ADVICE.en.compareServers} A router or security agent that rewrites DNS is the usual cause.`,
      network: `Capture the DNS traffic with ${say.list(it.servers)}; look for a middlebox that rewrites or spoofs answers.`,
    }),
    ja: (it, say) => ({
      headline: 'DNS サーバーの応答が読めません。',
      explanation: `${listJa(it.servers, say)}は ${say.number(it.names)} 件の名前に対して、読めない応答か、別の質問への応答を返しました。`,
      you: `${ADVICE.ja.restartRouter}${ADVICE.ja.ifItStays}`,
      helpdesk: `${ADVICE.ja.compareServers}DNS を書き換えるルーターやセキュリティエージェントがよくある原因です。`,
      network: `${listJa(it.servers, say)}との DNS の通信を記録し、応答を書き換える機器がないか調べてください。`,
    }),
  },
});
