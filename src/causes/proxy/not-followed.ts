/** A proxy setting is on that Preflight cannot follow. The client may go by it, so a shut direct way proves nothing. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { NOT_FOLLOWED, notFollowedOf, type NotFollowedKind } from '../../reading/not-followed.ts';
import type { View } from '../../reading/view.ts';
import { byProxyAlone, directEntries, directWay } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { noAnswer } from '../dns/no-answer.ts';
import { flag, foreignText, server, word } from '../facts.ts';
import { generalFound, hostsOf } from '../found.ts';
import { captivePortal } from '../local/captive-portal.ts';
import * as from from '../sources.ts';
import { coversDirectWay } from './shared.ts';

const facts = z.object({
  settings: z.array(word(NOT_FOLLOWED)),
  /** As they were read, with address or interface. */
  details: z.array(foreignText()),
  hosts: z.array(server()),
  /** The direct way is shut, so that only the setting could help. */
  needed: flag(),
});
type Facts = z.infer<typeof facts>;

export const notFollowed = defineCause({
  code: 'proxy/not-followed',
  layer: 'proxy',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.PROXY, from.OWN],
  when: 'A proxy setting is on that Preflight cannot follow (SOCKS, automatic detection, one interface alone, KDE, a PAC file that names no other). Where direct 443 is shut as well the verdict is unknown: the client may go by it.',
  hidesVerdict: ({ needed }) => needed,
  holds,
  root: {
    holds: ({ facts: { needed } }, view) =>
      needed &&
      noAnswer.holds(view).length === 0 &&
      !captivePortal.holds(view).some(({ severity }) => severity === 'error'),
    // The client may reach these hosts by the setting: that the direct way is shut may be how this network is built.
    covers: (entry, found, view) => entry.evidence?.kind === 'https' && coversDirectWay(entry, found, view),
  },
  words: {
    en: (it, say) => (it.needed ? neededEn(it, say) : spareEn(it, say)),
    ja: (it, say) => (it.needed ? neededJa(it, say) : spareJa(it, say)),
  },
});

function holds(view: View): readonly Found<Facts>[] {
  const settings = notFollowedOf(view.record.host.proxy);
  const direct = directEntries(view);
  if (settings.length === 0 || direct.length === 0) return [];
  const isShut = direct.every((entry) => directWay(view, entry.evidence.host) === 'failed');
  const needed = isShut && byProxyAlone(view).length === 0;
  const found = {
    settings: [...new Set(settings.map(({ kind }) => kind))],
    details: settings.map(({ text }) => text),
    hosts: needed ? hostsOf(direct) : [],
    needed,
  };
  return [generalFound(view, { severity: 'notice', entries: direct, facts: found })];
}

const NAME_EN: Readonly<Record<NotFollowedKind, string>> = {
  socks: 'a SOCKS proxy',
  wpad: 'automatic proxy detection (WPAD)',
  'per-interface': 'a proxy for one network connection alone',
  kde: "KDE's own proxy setting",
  pac: 'a PAC file that names no proxy of use',
  other: 'a proxy of a kind that it does not know',
};
const NAME_JA: Readonly<Record<NotFollowedKind, string>> = {
  socks: 'SOCKS プロキシ',
  wpad: 'プロキシの自動検出（WPAD）',
  'per-interface': '特定の接続だけのプロキシ',
  kde: 'KDE のプロキシ設定',
  pac: '使えるプロキシを示さない PAC ファイル',
  other: '種類の分からないプロキシ',
};

function seenEn(it: Facts, say: Say): string {
  const what = say.list(it.settings.map((kind) => NAME_EN[kind]));
  return say.sentences(
    `This computer has a setting that Preflight does not follow: ${what}.`,
    it.details.length > 0 && `As read: ${say.list(it.details)}.`,
  );
}

function neededEn(it: Facts, say: Say): CauseWords {
  return {
    headline: 'Could not tell: Preflight cannot follow the proxy setting of this computer.',
    title: 'The proxy setting of this computer was not followed',
    explanation: say.sentences(
      seenEn(it, say),
      `The direct way to ${say.list(it.hosts)} is shut; whether the client gets through by the setting was not seen.`,
    ),
    you: 'Start the WorkSpaces client: if it signs in, the setting works. If not, send this result to your helpdesk.',
    helpdesk:
      'Name the HTTP proxy of this network (--proxy http://host:port) and check again; the client itself works with HTTP proxies alone.',
    network: `Give the address of the HTTP proxy, or allow direct TCP 443 to ${say.list(it.hosts)}.`,
  };
}

function spareEn(it: Facts, say: Say): CauseWords {
  return {
    headline: 'A proxy setting of this computer was not followed.',
    explanation: say.sentences(seenEn(it, say), 'The check went by the ways that it can take.'),
    you: 'Nothing to do while the client signs in.',
    helpdesk:
      'If the client fails where this check is ready, name the proxy (--proxy http://host:port) and check again.',
    network: ADVICE.en.noPort,
  };
}

function seenJa(it: Facts, say: Say): string {
  const what = say.list(it.settings.map((kind) => NAME_JA[kind]));
  return say.sentences(
    `このパソコンには${/^[!-~]/.test(what) ? ' ' : ''}${what}が設定されていますが、Preflight は従えません。`,
    it.details.length > 0 && `読み取った設定：${say.list(it.details)}。`,
  );
}

function neededJa(it: Facts, say: Say): CauseWords {
  return {
    headline: '判定できません。Preflight はこのパソコンのプロキシ設定に従えません。',
    title: 'このパソコンのプロキシ設定に従えませんでした',
    explanation: say.sentences(
      seenJa(it, say),
      `${say.list(it.hosts)} への直接の経路は閉じており、クライアントがこの設定で通れるかは確認できていません。`,
    ),
    you: 'WorkSpaces クライアントを起動してください。サインインできれば設定は有効です。できなければ、この結果をヘルプデスクに送ってください。',
    helpdesk:
      'このネットワークの HTTP プロキシを指定して（--proxy http://host:port）もう一度チェックしてください。クライアントが使えるのは HTTP プロキシだけです。',
    network: `HTTP プロキシのアドレスを示すか、${say.list(it.hosts)} への直接の TCP 443 を許可してください。`,
  };
}

function spareJa(it: Facts, say: Say): CauseWords {
  return {
    headline: 'このパソコンのプロキシ設定の一部に従っていません。',
    title: 'プロキシ設定の一部に従っていません',
    explanation: say.sentences(seenJa(it, say), '通れる経路でチェックしました。'),
    you: 'クライアントがサインインできていれば、何もする必要はありません。',
    helpdesk:
      'チェックが良好でもクライアントが失敗する場合は、プロキシを指定して（--proxy http://host:port）もう一度チェックしてください。',
    network: ADVICE.ja.noPort,
  };
}
