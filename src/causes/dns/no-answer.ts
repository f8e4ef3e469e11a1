/** No DNS server answers for any name, and the operating system's resolver fails too. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { isCutAnswer } from '../../reading/dns-outcome.ts';
import { nameEntries, withDnsOutcome } from '../../reading/name-entries.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { address, count, flag } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';
import { isProxyWithoutName, serversOf } from './shared.ts';

const facts = z.object({
  /** Empty where no server is set. */
  servers: z.array(address()),
  names: count(),
  /** Servers cut their answers short and ask for TCP, which does not get through. */
  cut: flag(),
});
type Facts = z.infer<typeof facts>;

const brief = {
  en: "This network's address book (DNS) does not answer.",
  ja: 'このネットワークの名前解決（DNS）が応答しません。',
};

export const noAnswer = defineCause({
  code: 'dns/no-answer',
  layer: 'names',
  ceiling: 'error',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: [from.PORTS, from.DNS],
  when: "Every configured DNS server stays silent for every name (or none is configured), and the operating system's resolver fails too.",
  holds: (view) => {
    const silent = withDnsOutcome(view, 'silent');
    const hung = timedOut(view);
    if (silent.length < nameEntries(view).length || silent.length + hung === 0) return [];
    const servers = serversOf(view, silent);
    const cut = silent.some(({ evidence }) => evidence.servers.some(isCutAnswer));
    return [
      {
        severity: 'error',
        side: servers.length === 0 ? 'this-machine' : 'local-network',
        protocols: view.protocols,
        region: null,
        facts: { servers, names: silent.length + hung, cut },
        checks: idsOf(silent),
      },
    ];
  },
  // Nothing resolves: slow, partial or odd answers of the same servers and a proxy without a name follow from it.
  root: { covers: (entry) => entry.step.group === 'dns' || isProxyWithoutName(entry) },
  brief,
  words: {
    en: (it, say) => ({
      headline: it.servers.length === 0 ? 'This computer has no address book (DNS server) set.' : brief.en,
      title: it.servers.length === 0 ? 'No DNS server is set' : 'No DNS server answers',
      explanation: say.sentences(seenEn(it, say), 'Everything behind names could not be tested.'),
      you: `Disconnect from the network and connect again. ${ADVICE.en.restartRouter} ${ADVICE.en.eitherWay}`,
      helpdesk: `${ADVICE.en.firstBroken('DNS')} Does any web page open? Compare another device on the same network, and the VPN off.`,
      network:
        it.servers.length === 0
          ? 'Hand out a DNS server that answers, by DHCP or by the VPN.'
          : `Allow UDP and TCP 53 from this computer to ${say.list(it.servers)}, check that the servers run, or hand out servers that answer (DHCP, VPN).`,
    }),
    ja: (it, say) => ({
      headline:
        it.servers.length === 0
          ? 'このパソコンには名前解決（DNS）のサーバーが設定されていません。'
          : brief.ja,
      title: it.servers.length === 0 ? 'DNS サーバーが設定されていません' : 'DNS サーバーが応答しません',
      explanation: say.sentences(seenJa(it, say), '名前の先にある項目は確認できませんでした。'),
      you: `ネットワークをいったん切ってつなぎ直してください。${ADVICE.ja.restartRouter}${ADVICE.ja.eitherWay}`,
      helpdesk: `${ADVICE.ja.firstBroken(' DNS ')}Web ページが開くかを尋ね、同じネットワークの別の機器や、VPN を切った状態と比べてください。`,
      network:
        it.servers.length === 0
          ? '応答する DNS サーバーを DHCP または VPN で配ってください。'
          : `このパソコンから ${listJa(it.servers, say)}への UDP と TCP の 53 番ポートを許可し、サーバーが動いているかを確認するか、応答するサーバーを配ってください（DHCP、VPN）。`,
    }),
  },
});

/** Names whose whole step ended without a result: the resolver itself hung. */
function timedOut(view: View): number {
  const roles = ['name', 'health-check-name', 'also'] as const;
  const entries = roles.flatMap((role) => view.byRole.get(role) ?? []);
  return entries.filter(({ step, observed }) => step.probe === 'dns' && observed?.outcome === 'timed-out')
    .length;
}

function seenEn({ servers, names, cut }: Facts, say: Say): string {
  if (servers.length === 0) return 'No DNS server is set on this computer, so no name can be looked up.';
  const asked = say.count(names, { one: 'name', other: 'names' });
  return cut
    ? `Answers are cut short and ask for TCP, and TCP 53 does not get through: no answer arrived from ${say.list(servers)} for any of ${asked}.`
    : `No answer arrived from ${say.list(servers)} for any of ${asked}.`;
}

function seenJa({ servers, names, cut }: Facts, say: Say): string {
  if (servers.length === 0)
    return 'このパソコンには DNS サーバーが設定されていないため、名前を調べられません。';
  const asked = `${say.number(names)} 件の名前のどれにも`;
  return cut
    ? `${listJa(servers, say)}は応答を途中で切って TCP を求めますが、TCP 53 番ポートが通らないため、${asked}応答が届きませんでした。`
    : `${listJa(servers, say)}は ${asked}応答しませんでした。`;
}
