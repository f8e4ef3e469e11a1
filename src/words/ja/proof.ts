/** Every rule of a firewall tested: what a row saw, before and after, and the card for a change ticket. */
import { sayIn } from '../../core/say.ts';
import type { proof as English } from '../en/proof.ts';
import { counted } from './rules.ts';
import { states } from './states.ts';

const say = sayIn('ja');

export const proof: typeof English = {
  proof: {
    why: {
      open: '接続できる',
      byProxy: 'プロキシ経由で接続できる',
      closed: '拒否',
      silent: '応答なし',
      noReply: '応答なし（UDP ではこれだけでは分かりません）',
      unsaid: '確認からはポートの状態が分かりません',
      notTested: '未確認',
      because: ({ reason }) => states.reason[reason],
      noCheck: 'レポートに該当する確認がありません',
      foreign: (code) => `別の相手が応答したかもしれません（${code}）`,
      failed: (code, detail, isOpen) =>
        `${isOpen ? 'TCP は開きますが、その後 ' : ''}${code}${detail === null ? '' : `（${detail}）`}`,
      counted: (open, all) => `アドレス ${say.number(all)} 個中 ${say.number(open)} 個が接続できる`,
      and: (counted, worst) => `${counted}。${worst}`,
      openBefore: (time) => `${time} のレポートで接続できたため、もう一度は確認していません`,
      openToPeer: (name, { received, sent }, why) =>
        `ピア ${name} には届く（${say.number(sent)} 件中 ${say.number(received)} 件）。この規則については：${why}`,
      untestable: {
        wildcard: 'ワイルドカードには確認できる名前がないため、ファイアウォールで確認してください',
        idle: 'ゲートウェイには UDP で問い合わせません（待機中のものは応答しません）。ファイアウォールで確認してください',
        accelerator: 'Global Accelerator は確認しません',
        ipv6: 'IPv6 の範囲のアドレスが分かりません',
      },
    },
    state: { open: '接続できる', closed: '拒否', silent: '応答なし', 'not-tested': '未確認' },
    title: {
      closed: '拒否されたもの',
      silent: '応答のないもの（UDP ではこれだけでは分かりません）',
      'not-tested': '未確認',
      open: '接続できるもの',
    },
    head: (regions) => `規則の証明：${regions}`,
    asked: (head, protocols, profile) => `${head}（${protocols}、${profile}）`,
    report: (id, made) => `レポート ${id}（${made}）`,
    made: (time, isWhole, isSimulated) =>
      `${time}${isWhole ? '' : '、途中まで'}${isSimulated ? '、デモ：ネットワークには何も送っていません' : ''}`,
    allProven: (open) => `すべて証明済み：${say.number(open)} 件の規則で接続できることを確認`,
    counts: (all, { open, closed, silent, noReply, notTested }) =>
      `${counted(all)}：接続できる ${say.number(open)} 件、拒否 ${say.number(closed)} 件、応答なし ${say.number(silent)} 件、返事がなく判定できない ${say.number(noReply)} 件、未確認 ${say.number(notTested)} 件`,
    apart: (figures, apart) =>
      `${figures}${apart === 0 ? '' : `。確認できない規則が ${say.number(apart)} 件`}。`,
    stop: (text) => `${text}。`,
    sentences: (first, second) => `${first}${second}`,
    incomplete: (regions) => `不完全：資料にすべてが書かれていません（${regions}）。`,
    missingIn: (region, names) => `${region}：${names}`,
    about: (purpose, need) => `${purpose}（${need}）`,
    because: (about, why) => `${about}：${why}`,
    columns: ['状態', 'ポート', '宛先', '必要性', '用途', '理由'],
    changed: (opened, worse, asBefore) =>
      `宛先：新たに接続できる ${say.number(opened)} 件、悪化 ${say.number(worse)} 件、接続できないまま ${say.number(asBefore)} 件。`,
    change: { opened: '新たに接続できる', closed: '悪化', unchanged: '接続できないまま', new: '新しい規則' },
    beforeAndNow: (before, now) => `以前：${before}、今回：${now}`,
    unknown: '不明',
    card: {
      title: (regions) => `Amazon WorkSpaces のためのファイアウォールの変更（${regions}）`,
      shut: '次の通信を許可してください（プロトコル、送信元、送信元ポート、宛先、宛先ポート）：',
      silent: '応答がなく、これだけでは分かりません。許可されているか確認してください：',
      untested: '必須ですが、ここからは未確認です。許可されているか確認してください：',
      nothing: '閉じているものはありません。',
      again: (command) => `もう一度確認するには：${command}`,
      network: 'クライアントのネットワーク',
      any: 'any',
    },
  },
};
