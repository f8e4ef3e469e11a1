/** The proxy refuses CONNECT to needed hosts, and the direct way is shut. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { unique } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { shareFound, sharesOf } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa, protocolWord } from '../web/shared.ts';
import { coversDirectWay, neededWith, proxyEn, proxyFact, proxyJa, proxyOf } from './shared.ts';

const facts = z.object({
  ...hitFacts,
  ...proxyFact.shape,
  /** Empty where the proxy took the connection and gave no answer. */
  statuses: z.array(protocolWord()),
});
type Facts = z.infer<typeof facts>;

export const denied = defineCause({
  code: 'proxy/denied',
  layer: 'proxy',
  ceiling: 'error',
  side: 'local-network',
  // A status of the 400s is the proxy's own no; with one of the 500s, or none, it may be what lies behind it.
  sideProven: ({ statuses }) => statuses.length > 0 && statuses.every((status) => status.startsWith('4')),
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.PROXY, from.ALLOW_LIST],
  when: 'The proxy refuses CONNECT to needed hosts, and the direct way is shut.',
  holds: (view) => {
    const needed = neededWith(view, 'proxy-denied');
    const given = needed.flatMap((entry) => entry.evidence.connect?.status ?? []);
    const statuses = unique(given.map(String));
    const proxy = proxyOf(view, needed);
    return sharesOf(view, needed).map((share) =>
      shareFound(view, { ...share, facts: { ...hitOf(share.entries), proxy, statuses } }),
    );
  },
  // A proxy that is needed and fails is the cause; the shut direct way is again how the network is built.
  root: { covers: coversDirectWay },
  words: {
    en: (it, say) => ({
      headline: `The proxy does not let ${whatEn(it, say)} through.`,
      title: `The proxy does not let ${say.count(it.hosts.length, { one: 'host', other: 'hosts' })} through`,
      explanation:
        it.statuses.length === 0
          ? `The ${proxyEn(it)} takes the connection and lets nobody through (CONNECT) to ${say.list(it.hosts)}.`
          : `The ${proxyEn(it)} refuses CONNECT (status ${say.list(it.statuses)}) to ${say.list(it.hosts)}.`,
      you: 'Tell your helpdesk that the proxy blocks WorkSpaces, and send this result along.',
      helpdesk: 'The proxy is reached and says no. The network team has to allow the names.',
      network: `Allow CONNECT to port 443 of ${say.list(it.hosts)} on the ${proxyEn(it)}.`,
    }),
    ja: (it, say) => ({
      headline: `プロキシが${whatJa(it, say)}を通しません。`,
      title: `プロキシが ${say.number(it.hosts.length)} 件のホストを通しません`,
      explanation:
        it.statuses.length === 0
          ? `${proxyJa(it)}は接続を受けますが、${listJa(it.hosts, say)}への CONNECT を通しません。`
          : `${proxyJa(it)}は ${listJa(it.hosts, say)}への CONNECT を拒みます（状態 ${say.list(it.statuses)}）。`,
      you: 'プロキシが WorkSpaces をふさいでいることを、この結果と一緒にヘルプデスクに伝えてください。',
      helpdesk: 'プロキシには届き、断られています。ネットワーク担当が名前を許可する必要があります。',
      network: `${proxyJa(it)}で、${listJa(it.hosts, say)}の 443 番ポートへの CONNECT を許可してください。`,
    }),
  },
});

function whatEn(it: Facts, say: Say): string {
  return it.essential.length > 1 ? 'WorkSpaces' : hitEn(it, say);
}

function whatJa(it: Facts, say: Say): string {
  return it.essential.length > 1 ? ' WorkSpaces ' : hitJa(it, say);
}
