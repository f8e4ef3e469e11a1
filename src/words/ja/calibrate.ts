/** A calibration: what it will send, and what it learned. */
import { sayIn } from '../../core/say.ts';
import type { calibrate as English } from '../en/calibrate.ts';

const say = sayIn('ja');

export const calibrate: typeof English = {
  calibrate: {
    head: (regions) => `${regions} の校正です。送るものは次のとおりで、ほかには何も送りません：`,
    names: (count) =>
      `名前 ${say.number(count)} 件を、このコンピューターのリゾルバーとその各 DNS サーバーで調べます：`,
    pages: (count) =>
      `そのうち ${say.number(count)} 件に、ポート 443 で 1 回ずつ "GET /" を送ります（Cookie なし、リダイレクトなし）：`,
    connects: (count) => `TCP 接続を ${say.number(count)} 回開き、すぐにリセットします：`,
    at: (address, port) => `${address} ポート ${port}`,
    datagrams: (count) =>
      `UDP データグラムを ${say.number(count)} 個送ります（1 つのアドレスに 1 秒あたり最大 5 個）：`,
    payload: {
      text: (times) => `このプロジェクトの名前を書いた短い文を ${say.number(times)} 回ずつ、次の宛先へ`,
      empty: (times) => `空のデータグラムを ${say.number(times)} 回ずつ、次の宛先へ`,
      'version-negotiation': (times) =>
        `バージョンの交渉を求める 1200 バイトの QUIC パケットを ${say.number(times)} 回ずつ、次の宛先へ`,
    },
    series: (at, target) => `${at}（${target}）`,
    fresh:
      'ヘルスチェックの名前が今持ち、表にないアドレス（最大 8 個）にも、同じ接続とデータグラムを送ります。',
    takes: (seconds) =>
      `約 ${say.number(seconds)} 秒かかります。アップロードはしません。結果はファイル 1 つです。`,
    ask: '送信しますか？送る場合は yes と入力してください：',
    progress: (ended, all) => `問い合わせ中：${say.number(all)} 件中 ${say.number(ended)} 件`,
    nothing:
      'ここではサービスの名前を 1 つも調べられませんでした。何も分からなかったため、ファイルは書いていません。',
    region: (code) => `${code}：`,
    key: (target, port, payload) => `${target}、UDP ${port}、${payload}`,
    answered: (key, answered, sent) => `${key}：${say.number(sent)} 回中 ${say.number(answered)} 回応答`,
    pagesAnswered: (answered, asked) =>
      `ページ："GET /" に応答したホスト ${say.number(asked)} 件中 ${say.number(answered)} 件`,
    gone: (hosts) => `存在しない名前：${hosts}`,
    noServer: '表にはここのヘルスチェックサーバーがありません',
    notResolved: 'ヘルスチェックの名前を調べられませんでした',
    asListed: 'ヘルスチェックの名前のアドレスは表のとおりです',
    added: (addresses) => `ヘルスチェックの名前の新しいアドレス：${addresses}`,
    dropped: (addresses) => `表にあり、DNS がもう返さないアドレス：${addresses}`,
  },
};
