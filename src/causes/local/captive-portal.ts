/**
 * Somebody else answers plain HTTP for the service. With 443 to every essential name failing it is a portal that wants a login, and so
 * with some of them where it asks for one and no streaming port opens; alone it is a remark (a filter that answers in the service's name).
 */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import type { CaptiveEvidence } from '../../evidence/index.ts';
import { isForeignAnswer, redirectHost } from '../../reading/captive-answer.ts';
import { addressTrouble } from '../../reading/dns-outcome.ts';
import { allHealthTcp, isOpen } from '../../reading/health-check.ts';
import { machineTrusts, troubleOf } from '../../reading/https-outcome.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';
import { essentialEntries, type HttpsEntry } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords } from '../cause.ts';
import { flag, foreignText, hostName, url } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';
import { statusCode } from '../web/shared.ts';
import { isFailed, isStreaming, isTcpProof } from './shared.ts';

const facts = z.object({
  /** It stands in the way; false: only plain HTTP is answered by somebody else. */
  portal: flag(),
  status: statusCode().nullable(),
  location: url().nullable(),
  locationHost: hostName().nullable(),
  title: foreignText().nullable(),
});
type Facts = z.infer<typeof facts>;

const brief = {
  en: 'This network wants you to sign in first.',
  ja: 'このネットワークは先にログインを求めています。',
};

export const captivePortal = defineCause({
  code: 'network/captive-portal',
  layer: 'local',
  ceiling: 'error',
  side: 'local-network',
  sideProven: () => false,
  facts,
  offers: 'login-page',
  sources: [from.CAPTIVE, from.OWN],
  when: 'Plain HTTP to the web page of WorkSpaces is answered by somebody else, and 443 to essential names fails or shows a foreign certificate. Without the second it is a notice.',
  holds: (view) => {
    const foreign = measuredOf(view, 'captive', 'captive-control').filter((entry) =>
      isForeignAnswer(entry.evidence),
    );
    const first = foreign[0];
    if (first === undefined) return [];
    const portal = isInTheWay(view, first.evidence);
    const { status, location, title } = first.evidence;
    const found = { portal, status, location, locationHost: redirectHost(first.evidence), title };
    return [generalFound(view, { severity: portal ? 'error' : 'notice', entries: foreign, facts: found })];
  },
  // A portal answers for everybody until one has signed in: names, certificates, ports and documentation addresses alike.
  root: {
    holds: ({ severity }) => severity === 'error',
    covers: (entry, _found, view) => covers(entry, view),
  },
  brief,
  words: {
    en: (it, say) => (it.portal ? portalEn(it, say) : remarkEn(it, say)),
    ja: (it, say) => (it.portal ? portalJa(it, say) : remarkJa(it, say)),
  },
});

function isInTheWay(view: View, first: CaptiveEvidence): boolean {
  const essential = essentialEntries(view);
  const failing = essential.filter((entry) => entry.check.status === 'fail' || isForeignCertificate(entry));
  const all = failing.length === essential.length;
  return failing.length > 0 && (all || isWalledGarden(view, first));
}

/** A portal may let some names through, such as those of a content network. A page alone is no request to sign in: filters show one too. */
function isWalledGarden(view: View, { status }: CaptiveEvidence): boolean {
  const tcp = allHealthTcp(view);
  return status !== 200 && tcp.length > 0 && !tcp.some(isOpen);
}

/** Out of a private root that this machine is not known to trust: a root that it trusts was put there on purpose, by no portal. */
function isForeignCertificate({ evidence }: HttpsEntry): boolean {
  return troubleOf(evidence) === 'intercepted' && machineTrusts(evidence) !== true;
}

function covers(entry: Entry, view: View): boolean {
  if (entry.step.role === 'accepts-all-control') return true;
  if (entry.evidence?.kind === 'https') return entry.check.status !== 'pass';
  if (entry.evidence?.kind === 'dns')
    return entry.step.role === 'control-name' || addressTrouble(entry.evidence) !== 'none';
  if (!isStreaming(entry)) return false;
  return isFailed(entry) || (isTcpProof(entry) && isControlOpen(view));
}

function isControlOpen(view: View): boolean {
  return (view.byRole.get('accepts-all-control') ?? []).some((one) => one.check.status === 'fail');
}

function seenEn({ status, locationHost, title }: Facts, say: Say): string {
  const seen = [
    status === null ? [] : [`status ${status}`],
    locationHost === null ? [] : [`sent on to ${locationHost}`],
    title === null ? [] : [`page "${title}"`],
  ].flat();
  return `A plain web request to WorkSpaces was answered by somebody else${seen.length === 0 ? '' : ` (${say.list(seen)})`}.`;
}

function portalEn(it: Facts, say: Say): CauseWords {
  return {
    headline: brief.en,
    explanation: say.sentences(
      seenEn(it, say),
      'WorkSpaces gets through only when the login page is satisfied.',
    ),
    you: 'Open any web page in the browser, sign in or accept the terms of the network, and check again.',
    helpdesk:
      'A hotel, guest or hotspot login page. Ask the user to open a plain page in the browser, or to use the phone as a hotspot.',
    network: 'Register the device, or exempt the WorkSpaces names and addresses from the login page.',
  };
}

function remarkEn(it: Facts, say: Say): CauseWords {
  return {
    headline: 'Somebody else answers plain web requests here.',
    title: 'Somebody else answers plain web requests',
    explanation: say.sentences(
      seenEn(it, say),
      'The encrypted connections that WorkSpaces uses do get through.',
    ),
    you: ADVICE.en.nothing,
    helpdesk: 'Port 80 is filtered or answered by a middlebox; WorkSpaces does not need it.',
    network: 'Nothing is needed on port 80 for the clients; Web Access names it for the first contact.',
  };
}

function seenJa({ status, locationHost, title }: Facts, say: Say): string {
  const seen = [
    status === null ? [] : [`状態 ${status}`],
    locationHost === null ? [] : [`転送先 ${locationHost}`],
    title === null ? [] : [`ページ「${title}」`],
  ].flat();
  return `WorkSpaces への通常の Web の要求に別の相手が応答しました${seen.length === 0 ? '' : `（${say.list(seen)}）`}。`;
}

function portalJa(it: Facts, say: Say): CauseWords {
  return {
    headline: brief.ja,
    explanation: say.sentences(seenJa(it, say), 'ログインが済むまで、WorkSpaces の通信は通りません。'),
    you: 'ブラウザーで適当な Web ページを開き、ログインするか利用規約に同意してから、もう一度チェックしてください。',
    helpdesk:
      'ホテル、ゲスト用、公衆 Wi-Fi のログインページです。ブラウザーでページを開いてもらうか、スマートフォンのテザリングを使ってもらってください。',
    network: '機器を登録するか、WorkSpaces の名前とアドレスをログインページの対象から外してください。',
  };
}

function remarkJa(it: Facts, say: Say): CauseWords {
  return {
    headline: 'ここでは通常の Web の要求に別の相手が応答しています。',
    title: '通常の Web の要求に別の相手が応答しています',
    explanation: say.sentences(seenJa(it, say), 'WorkSpaces が使う暗号化された接続は通っています。'),
    you: ADVICE.ja.nothing,
    helpdesk:
      '80 番ポートがフィルターされているか、中継機器が応答しています。WorkSpaces には必要ありません。',
    network: 'クライアントには 80 番ポートは不要です。Web Access は最初の接続に使います。',
  };
}
