/** Some current health-check addresses work and some do not: sessions start or hang by chance. */
import { z } from 'zod';
import { healthTcp, isOpen } from '../../reading/health-check.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { address, count } from '../facts.ts';
import { over, overAll } from '../family.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { addressesOf, portWords, portWordsOf } from './shared.ts';

const facts = z.object({
  ports: portWords(),
  failing: z.array(address()),
  working: z.array(address()),
  servers: count(),
  /** All that fail have addresses of this family, and all that work of the other. */
  over: over(),
});

export const partial = defineCause({
  code: 'streaming/partial',
  layer: 'streaming',
  ceiling: 'warning',
  side: 'path',
  // A rule that leaves out an address and a server that is down look alike from here.
  sideProven: () => false,
  facts,
  sources: [from.HEALTH_CHECK, from.OWN],
  when: 'Some current health-check addresses work and some do not.',
  offers: 'rules',
  holds: (view) => view.record.request.regions.flatMap((region) => findIn(view, region) ?? []),
  words: {
    en: (it, say) => ({
      headline: `Only some of the streaming servers can be reached${it.over === null ? '' : ` (not over ${it.over})`}.`,
      title: `${say.number(it.failing.length)} of ${say.count(it.servers, { one: 'health-check server', other: 'health-check servers' })} cannot be reached`,
      explanation: `${say.list(it.failing)} did not open TCP ${say.list(it.ports)}, ${say.list(it.working)} did. Sessions may start or fail by chance.`,
      you: 'If a session does not start, try again. Tell your helpdesk that only some servers are reached.',
      helpdesk: `A firewall with an incomplete list of addresses is the usual cause; one server that is down is the other. ${ADVICE.en.compareNetworks}`,
      network: `Compare the rules with the published addresses: ${say.list(it.failing)} did not open TCP ${say.list(it.ports)}.`,
    }),
    ja: (it, say) => ({
      headline: `画面を送るサーバーの一部にしか届きません${it.over === null ? '' : `（${it.over} ではどれにも届きません）`}。`,
      title: `ヘルスチェックサーバー ${say.number(it.servers)} 台中 ${say.number(it.failing.length)} 台に届きません`,
      explanation: `${say.list(it.failing)} は TCP ${say.list(it.ports)} が開かず、${say.list(it.working)} は開きました。接続できるかどうかは運しだいになります。`,
      you: '接続が始まらないときは、もう一度試してください。一部のサーバーにしか届かないことをヘルプデスクに伝えてください。',
      helpdesk: `アドレスの一覧が不完全なファイアウォールがよくある原因です。止まっているサーバーのこともあります。${ADVICE.ja.compareNetworks}`,
      network: `規則と公開されたアドレスを比べてください。${say.list(it.failing)} の TCP ${say.list(it.ports)} が開きません。`,
    }),
  },
});

function findIn(view: View, region: string): Found<z.infer<typeof facts>> | null {
  const protocols = view.protocols.filter((protocol) => {
    const tcp = healthTcp(view, region, protocol);
    return tcp.some(isOpen) && !tcp.every(isOpen);
  });
  if (protocols.length === 0) return null;
  const all = protocols.flatMap((protocol) => healthTcp(view, region, protocol));
  const dead = all.filter((entry) => !isOpen(entry));
  const failing = addressesOf(dead);
  // One that is shut on one port and open on another does not work: it stands in one list alone.
  const working = addressesOf(all.filter(isOpen)).filter((one) => !failing.includes(one));
  const family = overAll(failing);
  return {
    severity: 'warning',
    protocols,
    region,
    facts: {
      ports: portWordsOf(protocols),
      failing,
      working,
      servers: addressesOf(all).length,
      over: overAll(working) === null || overAll(working) === family ? null : family,
    },
    checks: idsOf(dead),
  };
}
