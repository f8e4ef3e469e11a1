/** NXDOMAIN or no address while others resolve; a lesser name that is gone at every server is ours to update, not the network's. */
import { z } from 'zod';
import { familyOf } from '../../core/address.ts';
import type { Say } from '../../core/say.ts';
import {
  addressesOver,
  addressTrouble,
  dnsOutcome,
  familiesOf,
  isAbsentEverywhere,
  type DnsOutcome,
} from '../../reading/dns-outcome.ts';
import { httpsOutcome } from '../../reading/https-outcome.ts';
import { withDnsOutcome, type DnsEntry } from '../../reading/name-entries.ts';
import type { Entry, View } from '../../reading/view.ts';
import { proxyEntries } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords } from '../cause.ts';
import { flag, word } from '../facts.ts';
import { shareFound, sharesOf } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa } from '../web/shared.ts';

const facts = z.object({
  ...hitFacts,
  /** Lesser names that no server knows any more. */
  retired: flag(),
  answer: word(['silence', 'IPv4 alone', 'no such name']),
});
type Facts = z.infer<typeof facts>;

export const nameNotFound = defineCause({
  code: 'dns/name-not-found',
  layer: 'names',
  ceiling: 'error',
  side: 'path',
  sideProven: ({ retired }) => retired,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.ALLOW_LIST, from.DNS, from.NEED],
  when: 'A needed name has no address while others resolve. A lesser name that no server knows is a notice: perhaps it was retired.',
  holds: (view) => {
    const others = withDnsOutcome(view, 'resolved').length > 0;
    const heard = withDnsOutcome(view, 'resolved', 'not-found').length > 0;
    const missing = withDnsOutcome(view, 'not-found', ...(heard ? (['silent'] as const) : []));
    const retired = missing.filter((entry) => others && isRetired(entry));
    const broken = [...missing.filter((entry) => !retired.includes(entry)), ...ofOtherFamily(view)];
    return [
      ...sharesOf(view, broken).map((share) =>
        shareFound(view, { ...share, facts: factsOf(share.entries, { retired: false }) }),
      ),
      ...sharesOf(view, retired).map((share) => ({
        ...shareFound(view, {
          ...share,
          severity: 'notice',
          facts: factsOf(share.entries, { retired: true }),
        }),
        side: 'us' as const,
      })),
    ];
  },
  brief: {
    en: 'A name that WorkSpaces needs does not resolve here.',
    ja: 'WorkSpaces に必要な名前が、ここでは解決できません。',
  },
  words: {
    en: (it, say) => {
      if (it.retired) return retiredEn(it, say);
      return it.answer === 'IPv4 alone' ? untranslatedEn(it, say) : missingEn(it, say);
    },
    ja: (it, say) => {
      if (it.retired) return retiredJa(it, say);
      return it.answer === 'IPv4 alone' ? untranslatedJa(it, say) : missingJa(it, say);
    },
  },
});

/** Addresses of the family alone that this machine does not have: none for it. Where a proxy reaches the name nobody misses one. */
function ofOtherFamily(view: View): readonly DnsEntry[] {
  const [own, more] = familiesOf(view.record.host);
  if (more !== undefined) return [];
  const proxied = proxyEntries(view).filter(({ evidence }) => httpsOutcome(evidence) === 'passed');
  return withDnsOutcome(view, 'resolved').filter(
    ({ evidence }) =>
      (evidence.system?.addresses ?? []).every((address) => familyOf(address) !== own) &&
      addressTrouble(evidence) === 'none' &&
      !proxied.some((one) => one.evidence.host === evidence.host),
  );
}

function isRetired({ step, evidence }: DnsEntry): boolean {
  const lesser = step.need === 'supporting' || step.need === 'situational';
  return lesser && dnsOutcome(evidence) === 'not-found' && isAbsentEverywhere(evidence);
}

function factsOf(entries: readonly Entry[], { retired }: Pick<Facts, 'retired'>): Facts {
  return { ...hitOf(entries), retired, answer: answerOf(entries) };
}

function answerOf(entries: readonly Entry[]): Facts['answer'] {
  const every = (outcome: DnsOutcome) =>
    entries.every(({ evidence }) => evidence?.kind === 'dns' && dnsOutcome(evidence) === outcome);
  if (every('silent')) return 'silence';
  const hasIpv4 = entries.every(
    ({ evidence }) => evidence?.kind === 'dns' && addressesOver(evidence, 4).length > 0,
  );
  return every('resolved') && hasIpv4 ? 'IPv4 alone' : 'no such name';
}

/** One name is called by itself, also in a list of titles. */
function headlineEn(it: Facts, say: Say): string {
  return `${it.essential.length === 1 ? 'The name ' : ''}${hitEn(it, say)} cannot be found from here`;
}

function missingEn(it: Facts, say: Say): CauseWords {
  return {
    headline: `${headlineEn(it, say)}.`,
    explanation: say.sentences(
      it.answer === 'silence'
        ? `No answer comes for ${say.list(it.hosts)}, while others resolve.`
        : `DNS says that there is no such name or no address: ${say.list(it.hosts)}.`,
      'A DNS filter or an internal zone that hides the public one is the usual cause.',
    ),
    you: 'Try another network or switch the VPN off, if you may. If it works there, tell your helpdesk that the DNS of this network hides a WorkSpaces name.',
    helpdesk: `Look up ${say.list(it.hosts)} with the DNS server of this network and with a public one. A difference means a filter or a private zone.`,
    network: `Allow ${say.list(it.hosts)} in the DNS filter, and look for an internal zone of the same domain that lacks it.`,
  };
}

function untranslatedEn(it: Facts, say: Say): CauseWords {
  return {
    headline: `${headlineEn(it, say)}: no IPv6 address, and this computer has nothing else.`,
    title: headlineEn(it, say),
    explanation: say.sentences(
      `DNS gives IPv4 addresses alone for ${say.list(it.hosts)}, and this computer has IPv6 alone.`,
      'On such a network DNS64 and NAT64 have to translate; here they are missing.',
    ),
    you: 'Try another network. If it works there, tell your helpdesk that this one gives your computer no IPv4 and translates no names.',
    helpdesk:
      'Ask whether the computer should have an IPv4 address here, and which DNS server the network hands out: one with DNS64 gives an IPv6 address for every name.',
    network: 'Give the network DNS64 and NAT64 (RFC 6147, RFC 6146), or hand out IPv4 addresses beside IPv6.',
  };
}

function retiredEn(it: Facts, say: Say): CauseWords {
  const gone = say.count(it.hosts.length, {
    one: 'name of our tables no longer exists',
    other: 'names of our tables no longer exist',
  });
  return {
    headline: `${gone}.`,
    explanation: say.sentences(
      `No server knows ${say.list(it.hosts)}, while other names resolve.`,
      'Perhaps the service has retired what is missing; no session depends on it.',
    ),
    you: ADVICE.en.nothing,
    helpdesk: ADVICE.en.newerTables,
    network: 'Keep the rule until the vendor drops the name from its list.',
  };
}

function missingJa(it: Facts, say: Say): CauseWords {
  return {
    headline: `ここからは${hitJa(it, say)}が見つかりません。`,
    explanation: say.sentences(
      it.answer === 'silence'
        ? `ほかの名前は引けますが、${listJa(it.hosts, say)}には応答がありません。`
        : `DNS は、${listJa(it.hosts, say)}という名前またはそのアドレスがないと答えています。`,
      'DNS フィルターか、公開の名前を隠す社内ゾーンがよくある原因です。',
    ),
    you: '別のネットワークを試すか、可能であれば VPN を切ってください。それで動くなら、このネットワークの DNS が WorkSpaces の名前を隠していることをヘルプデスクに伝えてください。',
    helpdesk: `${listJa(it.hosts, say)}を、このネットワークの DNS サーバーと公開の DNS サーバーで調べてください。違いがあれば、フィルターか社内ゾーンが原因です。`,
    network: `DNS フィルターで ${listJa(it.hosts, say)}を許可し、同じドメインの社内ゾーンに抜けがないか確認してください。`,
  };
}

function untranslatedJa(it: Facts, say: Say): CauseWords {
  return {
    headline: `ここからは${hitJa(it, say)}が見つかりません。IPv6 アドレスがなく、このパソコンには IPv6 しかありません。`,
    title: `ここからは${hitJa(it, say)}が見つかりません`,
    explanation: say.sentences(
      `DNS は ${listJa(it.hosts, say)}に IPv4 アドレスだけを返しますが、このパソコンには IPv6 しかありません。`,
      'そのようなネットワークには DNS64 と NAT64 による変換が必要ですが、ここにはありません。',
    ),
    you: '別のネットワークを試してください。それで動くなら、このネットワークがパソコンに IPv4 を与えず、名前の変換もしていないことをヘルプデスクに伝えてください。',
    helpdesk:
      'ここでパソコンに IPv4 アドレスがあるはずか、どの DNS サーバーが配られているかを確認してください。DNS64 のあるサーバーは、どの名前にも IPv6 アドレスを返します。',
    network:
      'このネットワークに DNS64 と NAT64（RFC 6147、RFC 6146）を用意するか、IPv6 と並べて IPv4 アドレスを配ってください。',
  };
}

function retiredJa(it: Facts, say: Say): CauseWords {
  const gone = `表にある名前 ${say.number(it.hosts.length)} 件がなくなっています`;
  return {
    headline: `${gone}。`,
    explanation: say.sentences(
      `ほかの名前は引けますが、${listJa(it.hosts, say)}はどのサーバーも知りません。`,
      'サービスが廃止した可能性があります。セッションには関係しません。',
    ),
    you: ADVICE.ja.nothing,
    helpdesk: ADVICE.ja.newerTables,
    network: '提供元が名前を一覧から外すまで、規則を残してください。',
  };
}
