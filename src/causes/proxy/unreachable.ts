/** The proxy that is set accepts no connection or does not resolve: an error where the direct way fails too, else a notice. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { deadPacEntries, notFollowedOf } from '../../reading/not-followed.ts';
import type { Entry, View } from '../../reading/view.ts';
import { directEntries, directWay, proxyEntries } from '../../reading/ways.ts';
import { defineCause, type Found } from '../cause.ts';
import { noAnswer } from '../dns/no-answer.ts';
import { flag, foreignText, server } from '../facts.ts';
import { generalFound, shareFound, sharesOf } from '../found.ts';
import { captivePortal } from '../local/captive-portal.ts';
import * as from from '../sources.ts';
import { hitFacts, hitOf, listJa } from '../web/shared.ts';
import { byProxy, coversDirectWay, proxyEn, proxyFact, proxyJa, proxyOf } from './shared.ts';

const facts = z.object({
  ...hitFacts,
  ...proxyFact.shape,
  /** Why the setting that should name the proxy cannot be followed; null where it names one. */
  problem: foreignText().nullable(),
  nameMissing: flag(),
  /** What was used in its place: the next entry of the PAC file's list (`DIRECT`: no proxy); null where nothing was. */
  instead: server().nullable(),
  /** The direct way is shut as well. */
  needed: flag(),
});
type Facts = z.infer<typeof facts>;

export const unreachable = defineCause({
  code: 'proxy/unreachable',
  layer: 'proxy',
  ceiling: 'error',
  side: 'local-network',
  sideProven: () => false,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.PROXY],
  when: 'The configured proxy accepts no connection, its name does not resolve, or the setting that should name it (a PAC file) cannot be followed. An error where the direct way is shut too.',
  holds: (view) => [...deadProxy(view), ...deadEntries(view), ...unusableSetting(view)],
  root: {
    // Where its name does not resolve because no name does, DNS is the cause and not the proxy. A portal stands before every proxy.
    holds: ({ facts: { needed } }, view) =>
      needed &&
      noAnswer.holds(view).length === 0 &&
      !captivePortal.holds(view).some(({ severity }) => severity === 'error'),
    // A proxy that is needed and fails is the cause; the shut direct way is again how the network is built.
    covers: (entry, found, view) => entry.evidence?.kind === 'https' && coversDirectWay(entry, found, view),
  },
  words: {
    en: (it, say) => ({
      headline: `${troubleEn(it)}${it.needed ? '' : '; the check went on without it'}.`,
      title: troubleEn(it),
      explanation: say.sentences(seenEn(it), wayEn(it, say)),
      you: 'If you are not at the office, switch the proxy off in the network settings, or switch the VPN on, and check again.',
      helpdesk:
        'Check where the proxy setting comes from (policy, PAC file, by hand) and whether it belongs to this network.',
      network:
        it.problem === null
          ? `Check the ${proxyEn(it)}: its name, its port, and the way to it.`
          : `Make sure that the PAC file can be fetched from this network and runs, or allow direct TCP 443 to ${say.list(it.hosts)}.`,
    }),
    ja: (it, say) => ({
      headline: `${troubleJa(it)}${it.needed ? '' : '（プロキシなしでチェックを続けました）'}。`,
      title: troubleJa(it),
      explanation: say.sentences(seenJa(it), directJa(it, say)),
      you: '会社にいない場合は、ネットワーク設定でプロキシを切るか VPN をつないで、もう一度チェックしてください。',
      helpdesk:
        'プロキシの設定がどこから来たか（ポリシー、PAC ファイル、手動）、このネットワークのものかを確認してください。',
      network:
        it.problem === null
          ? `${proxyJa(it)}の名前、ポート、経路を確認してください。`
          : `PAC ファイルをこのネットワークから取得でき、実行できるようにするか、${listJa(it.hosts, say)}への直接の TCP 443 を許可してください。`,
    }),
  },
});

function deadProxy(view: View): readonly Found<Facts>[] {
  const dead = byProxy(view, (outcome) => outcome === 'proxy-unreachable');
  if (dead.length === 0) return [];
  const needed = dead.filter((entry) => directWay(view, entry.evidence.host) === 'failed');
  const nameMissing = dead.some((entry) =>
    entry.evidence.attempts.some((one) => one.failure?.code === 'proxy-name-not-found'),
  );
  const shared = { proxy: proxyOf(view, dead), problem: null, nameMissing, instead: null };
  return needed.length > 0 ? neededFound(view, needed, shared) : spareFound(view, dead, shared);
}

/** The list of a PAC file is walked as the system does: an entry before the one that was used and that takes no connection is named. */
function deadEntries(view: View): readonly Found<Facts>[] {
  const walked = deadPacEntries(view.record.host.proxy);
  const entries = [...directEntries(view), ...proxyEntries(view)];
  const [first] = walked?.dead ?? [];
  if (walked === null || first === undefined || entries.length === 0) return [];
  const instead = placeOf(walked.used.proxy) ?? 'DIRECT';
  const nameMissing = first.failure === 'proxy-name-not-found' || first.failure === 'dns-timeout';
  return spareFound(view, entries, { proxy: placeOf(first.proxy), problem: null, nameMissing, instead });
}

/** `host:port` out of `http://host:port`. */
const placeOf = (proxy: string | null): string | null => proxy?.replace(/^http:\/\//, '') ?? null;

/**
 * A setting that cannot be followed: its PAC file cannot be had, fails, or names a proxy of a kind that the client has no use for. The
 * machine then goes direct. Where that is shut for every name the network is built for a proxy, and the setting is what is broken;
 * where some names work it is not. Automatic detection (WPAD) is our own limit and never the cause.
 */
function unusableSetting(view: View): readonly Found<Facts>[] {
  const { problem, pacUrl, httpsProxy } = view.record.host.proxy;
  const direct = directEntries(view);
  if (problem === null || httpsProxy !== null || direct.length === 0 || proxyEntries(view).length > 0)
    return [];
  // Our own limit: `proxy/not-followed` says it.
  if (notFollowedOf(view.record.host.proxy).length > 0) return [];
  const isShut = direct.every((entry) => directWay(view, entry.evidence.host) === 'failed');
  const shared = { proxy: pacUrl, problem, nameMissing: false, instead: null };
  return isShut && pacUrl !== null ? neededFound(view, direct, shared) : spareFound(view, direct, shared);
}

type Shared = Pick<Facts, 'proxy' | 'problem' | 'nameMissing' | 'instead'>;

function neededFound(view: View, entries: readonly Entry[], shared: Shared): readonly Found<Facts>[] {
  return sharesOf(view, entries).map((share) =>
    shareFound(view, { ...share, facts: { ...hitOf(share.entries), ...shared, needed: true } }),
  );
}

function spareFound(view: View, entries: readonly Entry[], shared: Shared): readonly Found<Facts>[] {
  const found = { ...hitOf(entries), ...shared, needed: false };
  return [generalFound(view, { severity: 'notice', entries, facts: found })];
}

function wayEn({ needed, hosts, instead }: Facts, say: Say): string {
  if (needed) return `The direct way to ${say.list(hosts)} is shut as well.`;
  if (instead === null || instead === 'DIRECT') return 'The check went on by the direct way.';
  return `The next entry of the PAC file's list was used: ${instead}.`;
}

function troubleEn({ problem, needed }: Facts): string {
  if (problem !== null) return 'The proxy setting of this computer cannot be followed';
  return needed ? 'The proxy does not answer' : 'A proxy is set that does not answer';
}

function seenEn(it: Facts): string {
  if (it.problem !== null)
    return `This computer is set to use a ${proxyEn(it)}, and it is not known which: ${it.problem}.`;
  return `The ${proxyEn(it)} ${it.nameMissing ? 'has a name that cannot be found' : 'accepts no connection'}.`;
}

function troubleJa({ problem, needed }: Facts): string {
  if (problem !== null) return 'このパソコンのプロキシ設定に従えません';
  return needed ? 'プロキシが応答しません' : '設定されたプロキシが応答しません';
}

function seenJa(it: Facts): string {
  if (it.problem !== null)
    return `このパソコンは${proxyJa(it)}を使う設定ですが、どのプロキシか分かりません（${it.problem}）。`;
  return `${proxyJa(it)}は${it.nameMissing ? '名前を引けません' : '接続を受け付けません'}。`;
}

function directJa({ needed, hosts, instead }: Facts, say: Say): string {
  if (needed) return `${listJa(hosts, say)}への直接の経路も閉じています。`;
  if (instead === null || instead === 'DIRECT') return '直接の経路でチェックを続けました。';
  return `PAC ファイルの次の候補（${instead}）を使いました。`;
}
