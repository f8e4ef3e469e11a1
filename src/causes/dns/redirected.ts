/** A name that leads somewhere else: proof is the certificate (health-check names: the streaming ports). */
import { z } from 'zod';
import { addressKind, familyOf } from '../../core/address.ts';
import type { Say } from '../../core/say.ts';
import type { Family } from '../../core/words.ts';
import { addressesOver, addressTrouble, familiesOf } from '../../reading/dns-outcome.ts';
import { addressOf } from '../../reading/health-check.ts';
import { httpsOutcome } from '../../reading/https-outcome.ts';
import { hasHealthCheck, nameEntries, type DnsEntry } from '../../reading/name-entries.ts';
import { isTranslated } from '../../reading/nat64.ts';
import { measuredOf, unique, type Entry, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { address, flag } from '../facts.ts';
import { over, OVER, overOf } from '../family.ts';
import { atMost, idsOf, shareFound, sharesOf, type Share } from '../found.ts';
import * as from from '../sources.ts';
import { hitEn, hitFacts, hitJa, hitOf, listJa } from '../web/shared.ts';

const facts = z.object({
  ...hitFacts,
  addresses: z.array(address()),
  /** What stands there proves to be the service: a private endpoint or a forwarder. */
  private: flag(),
  healthCheck: flag(),
  /** Entries of this machine's hosts file say so, and not DNS. */
  hostsFile: flag(),
  /** The addresses of the other family are true ones. */
  over: over(),
});
type Facts = z.infer<typeof facts>;

export const redirected = defineCause({
  code: 'dns/redirected',
  layer: 'names',
  ceiling: 'error',
  side: 'path',
  // What the hosts file of this machine says is nobody else's doing.
  sideProven: ({ hostsFile }) => hostsFile,
  facts,
  sources: [from.ALLOW_LIST, 'RFC 6890 (special-purpose addresses)', from.OWN],
  when: 'A name gets an unspecified or loopback address, or a private or impossible one that shows no valid public certificate for the name; a warning where addresses of the other family are true. With a valid certificate it is a private endpoint or a forwarder (notice).',
  holds: (view) => {
    const wrong = nameEntries(view).map((entry) => ({ entry, over: wrongOver(view, entry.evidence) }));
    return (['all', 4, 6] as const).flatMap((family) =>
      findOver(view, {
        family,
        entries: wrong.filter(({ over }) => over === family).map(({ entry }) => entry),
      }),
    );
  },
  // A name that leads elsewhere: what stands there is not the service.
  root: { holds: ({ severity }) => severity !== 'notice', covers: (entry, found) => covers(entry, found) },
  words: {
    en: (it, say) => (it.private ? privateEn(it, say) : redirectedEn(it, say)),
    ja: (it, say) => (it.private ? privateJa(it, say) : redirectedJa(it, say)),
  },
});

function isInHostsFile({ record: { host } }: View, { evidence }: DnsEntry): boolean {
  return (host.hostsFile ?? []).some(({ names }) => names.includes(evidence.host));
}

/** Findings of names whose every address is wrong (`all`), or those of this family alone. */
function findOver(
  view: View,
  { family, entries }: { readonly family: Family | 'all'; readonly entries: readonly DnsEntry[] },
): readonly Found<Facts>[] {
  const odd = entries.map((entry) => ({ entry, fault: redirectOf(view, entry, family) }));
  const lies = odd.filter(({ fault }) => fault === 'redirected').map(({ entry }) => entry);
  const privates = odd.filter(({ fault }) => fault === 'private').map(({ entry }) => entry);
  const severe = (share: Share) => (family === 'all' ? share.severity : lesser(share.severity));
  return [
    ...[true, false].flatMap((isHere) => {
      const own = lies.filter((entry) => isInHostsFile(view, entry) === isHere);
      return sharesOf(view, own).map((share) =>
        foundOf(view, { ...share, severity: severe(share) }, { family }),
      );
    }),
    ...sharesOf(view, privates).map((share) =>
      foundOf(view, { ...share, severity: 'notice' }, { family, isService: true }),
    ),
  ];
}

/** The client has a true address left. */
function lesser(severity: Share['severity']): Share['severity'] {
  return severity === 'error' ? 'warning' : atMost(severity, 'notice');
}

/** Which of the addresses that this machine can use are wrong: all of them, those of one family, or none (null). */
function wrongOver(view: View, evidence: DnsEntry['evidence']): Family | 'all' | null {
  const given = ([4, 6] as const).filter((one) => addressesOver(evidence, one).length > 0);
  const usable = given.filter((one) => familiesOf(view.record.host).includes(one));
  // A name that has nothing but `::` or a loopback address is redirected, whatever this machine can use.
  const present =
    usable.length > 0 ? usable : given.filter((one) => addressTrouble(evidence, one) === 'dead');
  const wrong = present.filter((one) => {
    const isOwn = addressesOver(evidence, one).every((address) => isTranslated(view, address));
    return !isOwn && addressTrouble(evidence, one) !== 'none';
  });
  if (wrong.length === 0) return null;
  return wrong.length === present.length ? 'all' : (wrong[0] ?? null);
}

function redirectOf(view: View, entry: DnsEntry, family: Family | 'all'): 'redirected' | 'private' | null {
  const here = familiesOf(view.record.host);
  // An address that this machine cannot use anyway must not make another one look alive.
  const [only, ...more] = here.filter((one) => addressesOver(entry.evidence, one).length > 0);
  const asked = family === 'all' && only !== undefined && more.length === 0 ? only : family;
  if (addressTrouble(entry.evidence, asked) === 'dead') return 'redirected';
  const proven = isServiceThere(view, entry, asked);
  return proven === null ? null : proven ? 'private' : 'redirected';
}

/** Whether what stands at an odd address is the service; null when that was not measured. */
function isServiceThere(view: View, entry: DnsEntry, family: Family | 'all'): boolean | null {
  const answered = addressesOver(entry.evidence, family);
  if (entry.step.role === 'health-check-name') {
    // Only what stands at the answered address counts: the listed ones are somebody else.
    const tcp = measuredOf(view, 'tcp', 'health-check').filter(({ check }) =>
      answered.includes(check.target.address ?? ''),
    );
    return tcp.length === 0 ? null : tcp.some((one) => one.evidence.state === 'open');
  }
  const https = measuredOf(view, 'https', 'endpoint', 'also').filter(
    (one) => one.evidence.host === entry.evidence.host,
  );
  const outcomes = https
    .map(({ evidence }) => httpsOutcome({ ...evidence, attempts: attemptsOver(evidence.attempts, family) }))
    .filter((outcome) => outcome !== null);
  if (outcomes.length === 0) return null;
  return outcomes.some((outcome) => outcome === 'passed' || outcome === 'server-error');
}

function attemptsOver<T extends { readonly address: string | null }>(
  attempts: readonly T[],
  family: Family | 'all',
): T[] {
  return attempts.filter(({ address }) => family === 'all' || familyOf(address ?? '') === family);
}

function foundOf(
  view: View,
  share: Share,
  { family, isService = false }: { readonly family: Family | 'all'; readonly isService?: boolean },
): Found<Facts> {
  const { entries } = share;
  const addresses = entries.flatMap(({ evidence }) =>
    evidence?.kind === 'dns' ? addressesOver(evidence, family) : [],
  );
  const hostsFile = entries.some(
    (entry) => entry.evidence?.kind === 'dns' && isInHostsFile(view, { ...entry, evidence: entry.evidence }),
  );
  const found = {
    ...hitOf(entries),
    hostsFile,
    addresses: unique(addresses),
    private: isService,
    healthCheck: hasHealthCheck(entries),
    over: family === 'all' ? null : overOf(family),
  };
  return {
    ...shareFound(view, { ...share, facts: found }),
    ...(hostsFile ? { side: 'this-machine' as const } : {}),
    // What 443 showed there is the proof: a proxy that stands in for the direct way takes it away, and explains this.
    supposes: idsOf(
      measuredOf(view, 'https', 'endpoint', 'also').filter((one) =>
        entries.some(({ check }) => check.target.host === one.evidence.host),
      ),
    ),
  };
}

function covers(entry: Entry, { region, facts: { hosts, healthCheck } }: Found<Facts>): boolean {
  if (entry.evidence?.kind === 'https')
    return hosts.includes(entry.evidence.host) && entry.check.status !== 'pass';
  if (!healthCheck || entry.step.role !== 'health-check') return false;
  const at = addressOf(entry.step, entry.evidence);
  const isOdd = at !== null && addressKind(at) !== 'public';
  return isOdd && (region === null || entry.step.region === region);
}

function redirectedEn(it: Facts, say: Say): CauseWords {
  if (it.hostsFile) return hostsFileEn(it, say);
  return {
    headline: `DNS sends ${hitEn(it, say)} to the wrong place${OVER.en.only(it.over)}.`,
    explanation: say.sentences(
      `For ${say.list(it.hosts)} DNS gives ${say.list(it.addresses)}, where the service cannot be.`,
      OVER.en.sentence(it.over),
      'A DNS filter, a hosts file or a login page usually does that.',
    ),
    you: 'Switch off ad blockers and DNS filters, if they are yours, or try another network, and check again.',
    helpdesk:
      'Look into the hosts file and into security software with a DNS filter on this computer; then ask the network team about a DNS filter.',
    network: say.sentences(
      `Take ${say.list(it.hosts)} off the block list of the DNS filter.`,
      isPrivate(it) &&
        'An address of your own VPC is no way in, not even by a VPN: the client needs the public ones.',
    ),
  };
}

/** The classic wrong design: a zone of one's own that leads into one's own network (guide2025, 6706-6711). */
function isPrivate({ addresses }: Facts): boolean {
  return addresses.some((one) => addressKind(one) === 'private');
}

function hostsFileEn(it: Facts, say: Say): CauseWords {
  return {
    headline: `The hosts file of this computer sends ${hitEn(it, say)} to the wrong place${OVER.en.only(it.over)}.`,
    explanation: `The hosts file gives ${say.list(it.addresses)} for ${say.list(it.hosts)}, where the service cannot be. It goes before DNS.`,
    you: 'Ask your helpdesk to remove these lines from the hosts file of this computer.',
    helpdesk: `Remove the lines with ${say.list(it.hosts)} from the hosts file; a blocking list or an old test usually left them.`,
    network: `${ADVICE.en.noPort} No name server was asked.`,
  };
}

function hostsFileJa(it: Facts, say: Say): CauseWords {
  return {
    headline: `このパソコンの hosts ファイルが${hitJa(it, say)}を誤った場所へ導いています${OVER.ja.only(it.over)}。`,
    explanation: `hosts ファイルでは ${listJa(it.hosts, say)}が ${listJa(it.addresses, say)}になっていますが、そこにサービスがあるはずはありません。hosts ファイルは DNS より優先されます。`,
    you: 'このパソコンの hosts ファイルから該当の行を削除するよう、ヘルプデスクに頼んでください。',
    helpdesk: `hosts ファイルから ${listJa(it.hosts, say)}の行を削除してください。ブロック用の一覧や古いテストの残りがよくある原因です。`,
    network: `${ADVICE.ja.noPort}ネームサーバーには尋ねていません。`,
  };
}

function privateEn(it: Facts, say: Say): CauseWords {
  return {
    headline: 'Some names lead to a private endpoint or a forwarder, which works.',
    title: 'Some names lead to a private endpoint or a forwarder',
    explanation: `For ${say.list(it.hosts)} DNS gives ${say.list(it.addresses)}, and what stands there proves to be the service. Nothing is wrong with that.`,
    you: ADVICE.en.nothing,
    helpdesk: 'Nothing to fix.',
    network: 'Keep the private endpoint or forwarder in mind when its certificate is renewed.',
  };
}

function redirectedJa(it: Facts, say: Say): CauseWords {
  if (it.hostsFile) return hostsFileJa(it, say);
  return {
    headline: `DNS が${hitJa(it, say)}を誤った場所へ導いています${OVER.ja.only(it.over)}。`,
    explanation: say.sentences(
      `${listJa(it.hosts, say)}は ${listJa(it.addresses, say)}になりますが、そこにサービスがあるはずはありません。`,
      OVER.ja.sentence(it.over),
      'DNS フィルター、hosts ファイル、ログインページがよくある原因です。',
    ),
    you: '自分の広告ブロッカーや DNS フィルターを切るか、別のネットワークで、もう一度チェックしてください。',
    helpdesk:
      'hosts ファイルと、DNS フィルターを持つセキュリティソフトを調べ、次にネットワーク担当に DNS フィルターを尋ねてください。',
    network: say.sentences(
      `${listJa(it.hosts, say)}を DNS フィルターのブロック一覧から外してください。`,
      isPrivate(it) &&
        '自社の VPC のアドレスでは、VPN を使っても届きません。クライアントには公開アドレスが必要です。',
    ),
  };
}

function privateJa(it: Facts, say: Say): CauseWords {
  return {
    headline: '一部の名前はプライベートエンドポイントまたは転送先を指しており、正しく動いています。',
    title: '一部の名前がプライベートエンドポイントまたは転送先を指しています',
    explanation: `${listJa(it.hosts, say)}は ${listJa(it.addresses, say)}になり、そこにあるものは本物のサービスと確認できました。問題はありません。`,
    you: ADVICE.ja.nothing,
    helpdesk: '直すものはありません。',
    network: 'プライベートエンドポイントや転送先の証明書を更新するときに、思い出してください。',
  };
}
