/** What the client's own log says of its last start, of lines whose shape a public sample shows. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { PROTOCOLS } from '../../core/words.ts';
import type { ClientLogDigest } from '../../evidence/index.ts';
import { usesClientHere } from '../../reading/client-version.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { flag, foreignText, server, version, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';

/** A start that is older says little of today. */
const RECENT_MS = 24 * 3_600_000;

const facts = z.object({
  /** The streaming program could not be started at the last start, within a day: a cause on this computer. */
  cannotStart: flag(),
  /** Of the last start, else of the last line; as the client wrote it (UTC). */
  at: version().nullable(),
  protocol: word(PROTOCOLS).nullable(),
  gateway: server().nullable(),
  /** The client's own words: type, code, message. */
  error: foreignText().nullable(),
  errorAt: version().nullable(),
});
type Facts = z.infer<typeof facts>;

export const clientLog = defineCause({
  code: 'client/log',
  layer: 'machine',
  ceiling: 'error',
  side: 'this-machine',
  sideProven: () => true,
  facts,
  sources: [from.CLIENT_LOG],
  when: "The client's own log tells its protocol, gateway or last error. An error where its last start, within 24 hours, could not start the program that shows the session.",
  holds,
  words: {
    en: (it, say) => (it.cannotStart ? cannotStartEn(it, say) : toldEn(it, say)),
    ja: (it, say) => (it.cannotStart ? cannotStartJa(it, say) : toldJa(it, say)),
  },
});

function holds(view: View): readonly Found<Facts>[] {
  if (!usesClientHere(view)) return [];
  return measuredOf(view, 'client', 'client').flatMap((entry) => {
    const log = entry.evidence.log ?? null;
    if (log === null || (log.protocol === null && log.gateway === null && log.lastError === null)) return [];
    const cannotStart = isBrokenHere(log, Date.parse(view.record.createdAt));
    const own = view.protocols.filter((protocol) => log.protocol === null || protocol === log.protocol);
    // A protocol that was not asked about is told, and decides nothing.
    const severity = cannotStart && own.length > 0 ? ('error' as const) : ('notice' as const);
    const protocols = own.length > 0 ? own : view.protocols;
    return [{ severity, protocols, region: null, facts: factsOf(log, cannotStart), checks: idsOf([entry]) }];
  });
}

function isBrokenHere({ lastStartAt, lastStartFailed, lastError }: ClientLogDigest, nowMs: number): boolean {
  if (lastStartAt === null || lastStartFailed !== true || lastError?.cause !== 'streaming-program')
    return false;
  const ageMs = nowMs - Date.parse(lastStartAt);
  return ageMs >= 0 && ageMs <= RECENT_MS;
}

function factsOf(
  { lastStartAt, lastLineAt, protocol, gateway, lastError }: ClientLogDigest,
  cannotStart: boolean,
): Facts {
  const words = [lastError?.type, lastError?.code, lastError?.message].filter(
    (text) => text !== null && text !== undefined,
  );
  return {
    cannotStart,
    at: lastStartAt ?? lastLineAt,
    protocol,
    gateway: gateway === null ? null : `${gateway.host}:${gateway.port}`,
    error: words.length === 0 ? null : words.join(', '),
    errorAt: lastError?.at ?? null,
  };
}

function seenEn(it: Facts, say: Say): string {
  const seen = [
    it.protocol === null ? [] : [`protocol ${say.protocol(it.protocol)}`],
    it.gateway === null ? [] : [`gateway ${it.gateway}`],
    it.error === null ? [] : [`error "${it.error}"${it.errorAt === null ? '' : ` at ${it.errorAt}`}`],
  ].flat();
  const when = it.at === null ? '' : ` (${it.at})`;
  return seen.length === 0
    ? `The log of the client was read${when}.`
    : `The log of the client says${when}: ${say.list(seen)}.`;
}

function cannotStartEn(it: Facts, say: Say): CauseWords {
  return {
    headline: 'The WorkSpaces client could not start its streaming program on this computer.',
    title: 'The client cannot start its streaming program',
    explanation: say.sentences(seenEn(it, say), 'No network has a part in that.'),
    you: 'Restart the computer and start the client again. If it fails again, ask your helpdesk to install the client anew.',
    helpdesk:
      'Install the current client for exactly this system; on Linux, run its streaming program (dcvclient) by hand to see which library is missing.',
    network: ADVICE.en.noPort,
  };
}

function toldEn(it: Facts, say: Say): CauseWords {
  return {
    headline: "The client's own log was read.",
    title: "What the client's own log says",
    explanation: seenEn(it, say),
    you: ADVICE.en.nothing,
    helpdesk:
      'Compare with the findings of this check. "preflight explain --file LOG" reads the whole log; advanced logging (-l3) has to be on before the fault is repeated.',
    network: it.gateway === null ? ADVICE.en.noPort : `The last session went to ${it.gateway}.`,
  };
}

function seenJa(it: Facts, say: Say): string {
  const seen = [
    it.protocol === null ? [] : [`プロトコル ${say.protocol(it.protocol)}`],
    it.gateway === null ? [] : [`ゲートウェイ ${it.gateway}`],
    it.error === null ? [] : [`エラー「${it.error}」${it.errorAt === null ? '' : `（${it.errorAt}）`}`],
  ].flat();
  const when = it.at === null ? '' : `（${it.at}）`;
  return seen.length === 0
    ? `クライアントのログを読みました${when}。`
    : `クライアントのログの内容${when}：${say.list(seen)}。`;
}

function cannotStartJa(it: Facts, say: Say): CauseWords {
  return {
    headline: 'WorkSpaces クライアントが、このパソコンでストリーミング用のプログラムを起動できませんでした。',
    title: 'クライアントがストリーミング用のプログラムを起動できません',
    explanation: say.sentences(seenJa(it, say), 'ネットワークは関係ありません。'),
    you: 'パソコンを再起動して、クライアントをもう一度起動してください。まだ失敗する場合は、クライアントの入れ直しをヘルプデスクに頼んでください。',
    helpdesk:
      'この OS 用の最新のクライアントを入れ直してください。Linux では、ストリーミング用のプログラム（dcvclient）を手で実行すると足りないライブラリが分かります。',
    network: ADVICE.ja.noPort,
  };
}

function toldJa(it: Facts, say: Say): CauseWords {
  return {
    headline: 'クライアントのログを読みました。',
    title: 'クライアントのログの内容',
    explanation: seenJa(it, say),
    you: ADVICE.ja.nothing,
    helpdesk:
      'このチェックの結果と比べてください。"preflight explain --file LOG" でログ全体を読めます。詳細ログ（-l3）は、障害を再現する前に有効にする必要があります。',
    network: it.gateway === null ? ADVICE.ja.noPort : `前回のセッションの接続先は ${it.gateway} です。`,
  };
}
