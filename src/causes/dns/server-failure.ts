/** SERVFAIL or REFUSED; of every name it is the root of everything behind names. Answers that are garbage alone leave a name as unresolved. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { familyOf } from '../../core/address.ts';
import { isGarbageAnswer, isSilentAnswer } from '../../reading/dns-outcome.ts';
import { nameEntries, withDnsOutcome } from '../../reading/name-entries.ts';
import { unique, type Entry, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { address, flag, word } from '../facts.ts';
import { idsOf, protocolsOf, sharesOf, weightiest } from '../found.ts';
import { isFailed } from '../local/shared.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa, protocolWord, spacedJa } from '../web/shared.ts';
import { isProxyWithoutName, serversOf } from './shared.ts';

/** Stands among the answer codes for an answer that does not parse. */
const UNREADABLE = 'unreadable';
/** For a question that nobody answered while the other one of the name was. */
const UNANSWERED = 'unanswered';
/** The server did its work. */
const WELL = new Set(['NOERROR', 'NXDOMAIN']);

const facts = z.object({
  ...hitFacts,
  scope: word(['all', 'some']),
  rcodes: z.array(protocolWord()),
  servers: z.array(address()),
  /** IPv4 addresses are answered, and this computer has IPv6 alone. */
  ipv6Alone: flag(),
});
type Facts = z.infer<typeof facts>;

export const serverFailure = defineCause({
  code: 'dns/server-failure',
  layer: 'names',
  ceiling: 'error',
  side: 'local-network',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.DNS, from.ALLOW_LIST, from.NEED],
  when: 'DNS servers answer SERVFAIL or REFUSED (or nothing that can be read) for names that are needed; the root of all when for every name.',
  holds: (view) => {
    const mixed = isMixedSilence(view) ? (['silent'] as const) : [];
    const failing = withDnsOutcome(view, 'server-failure', 'malformed', ...mixed);
    const all = failing.length > 0 && failing.length === nameEntries(view).length;
    const shares = all
      ? [{ severity: 'error' as const, region: null, entries: failing }]
      : sharesOf(view, failing);
    return shares.map(({ severity, region, entries }) => ({
      severity,
      protocols: all ? view.protocols : protocolsOf(view, weightiest(entries)),
      region,
      facts: {
        ...hitOf(entries),
        scope: all ? 'all' : 'some',
        rcodes: rcodesOf(entries),
        servers: serversOf(view, entries),
        ipv6Alone: !view.record.host.hasIpv4 && entries.some(hasIpv4Address),
      },
      checks: idsOf(entries),
    }));
  },
  // Nothing resolves: slow, partial or odd answers of the same servers and a proxy without a name follow from it.
  root: {
    holds: ({ severity, facts: { scope } }) => severity === 'error' && scope === 'all',
    covers: (entry) =>
      (entry.step.group === 'dns' && isFailed(entry) && !isGarbled(entry)) || isProxyWithoutName(entry),
  },
  words: {
    en: (it, say) => ({
      headline: `This network's address book (DNS) fails on ${it.scope === 'all' ? 'every name' : hitEn(it, say)}.`,
      title: `DNS fails on ${it.scope === 'all' ? 'every name' : hitEn(it, say)}`,
      explanation: say.sentences(
        `For ${say.list(it.hosts)}, ${whoEn(it, say)} gave ${answersEn(it, say)}.`,
        it.ipv6Alone &&
          'IPv4 addresses are answered; the question for IPv6 addresses fails, and this computer has IPv6 alone.',
        it.rcodes.length > 0 && 'So a server is there, and it cannot or will not look the name up.',
      ),
      you: `${ADVICE.en.eitherWay} Tell your helpdesk that DNS answers with a failure.`,
      helpdesk: say.sentences(
        ADVICE.en.firstBroken('DNS'),
        it.rcodes.length > 0 && 'The servers answer, but with a failure.',
        ADVICE.en.compareServers,
        ADVICE.en.compareWithoutVpn,
      ),
      network: `Look at forwarders, DNSSEC validation and access rules of ${say.list(it.servers)} for ${say.list(it.hosts)}.`,
    }),
    ja: (it, say) => ({
      headline: `このネットワークの名前解決（DNS）が${it.scope === 'all' ? 'すべての名前' : hitJa(it, say)}で失敗します。`,
      title: `DNS が${it.scope === 'all' ? 'すべての名前' : hitJa(it, say)}で失敗します`,
      explanation: say.sentences(
        `${listJa(it.hosts, say)}に対して、${whoJa(it, say)}は${answersJa(it, say)}を返しました。`,
        it.ipv6Alone &&
          'IPv4 アドレスには答えますが、IPv6 アドレスの質問が失敗します。このパソコンには IPv6 しかありません。',
        it.rcodes.length > 0 && 'サーバーは動いていますが、名前を調べられないか、調べることを拒んでいます。',
      ),
      you: `${ADVICE.ja.eitherWay}DNS が失敗を返すことをヘルプデスクに伝えてください。`,
      helpdesk: say.sentences(
        ADVICE.ja.firstBroken(' DNS '),
        it.rcodes.length > 0 && 'サーバーは応答しますが失敗を返します。',
        ADVICE.ja.compareServers,
        ADVICE.ja.compareWithoutVpn,
      ),
      network: `${listJa(it.hosts, say)}について、${listJa(it.servers, say)}のフォワーダー、DNSSEC の検証、アクセス規則を確認してください。`,
    }),
  },
});

/** Nothing resolves and servers fail in more than one way: the silent names have the same cause as the failing ones. */
function isMixedSilence(view: View): boolean {
  const found = withDnsOutcome(view, 'resolved', 'not-found').length;
  return found === 0 && withDnsOutcome(view, 'server-failure', 'malformed').length > 0;
}

/** A name of which some answer did not parse: `dns/malformed` says that, and rests on it. */
function isGarbled({ evidence }: Entry): boolean {
  return evidence?.kind === 'dns' && evidence.servers.some(isGarbageAnswer);
}

function hasIpv4Address({ evidence }: Entry): boolean {
  return (
    evidence?.kind === 'dns' &&
    evidence.servers.some(({ addresses }) => addresses.some((address) => familyOf(address) === 4))
  );
}

/** How the questions failed; what was answered well beside it is no part of that. */
function rcodesOf(entries: readonly Entry[]): string[] {
  const answers = entries.flatMap(({ evidence }) => (evidence?.kind === 'dns' ? evidence.servers : []));
  const told = answers.flatMap((one) => one.rcode ?? (isGarbageAnswer(one) ? UNREADABLE : []));
  const failed = told.filter((code) => !WELL.has(code));
  return unique(
    failed.length === 0 && told.length > 0 && answers.some(isSilentAnswer) ? [UNANSWERED] : failed,
  );
}

const ANSWER_EN: Readonly<Record<string, string>> = {
  [UNREADABLE]: 'an answer that cannot be read',
  [UNANSWERED]: 'no answer to one of the two questions (IPv4 and IPv6 addresses)',
};

/** Whose word it is: no code came where this computer's own resolver alone failed, and nothing is known of the servers behind it. */
function whoEn({ rcodes, servers }: Facts, say: Say): string {
  return rcodes.length > 0 ? say.list(servers) : 'the resolver of this computer';
}

function whoJa({ rcodes, servers }: Facts, say: Say): string {
  return rcodes.length > 0 ? listJa(servers, say) : 'このパソコンのリゾルバー';
}

function answersEn({ rcodes }: Facts, say: Say): string {
  const codes = rcodes.map((code) => ANSWER_EN[code] ?? code);
  return codes.length === 0 ? 'a failure' : say.list(codes);
}

const ANSWER_JA: Readonly<Record<string, string>> = {
  [UNREADABLE]: '読めない応答',
  [UNANSWERED]: '2 つの質問（IPv4 と IPv6 のアドレス）の片方への無応答',
};

function answersJa({ rcodes }: Facts, say: Say): string {
  const codes = rcodes.map((code) => ANSWER_JA[code] ?? code);
  return codes.length === 0 ? '失敗' : spacedJa(say.list(codes));
}
