/** Regions ranked from here, which one is taken, and why. */
import { sayIn } from '../../core/say.ts';
import type { best as englishBest, regions as English } from '../en/regions.ts';

const say = sayIn('ja');

export const regions: typeof English = {
  regions: {
    yours: (name, ms) => `お使いのリージョンがここから最良です：${name}、${ms}。`,
    best: (name, ms) => `ここから最良のリージョン：${name}、${ms}。`,
    slower: (name, cost, best, ms) => `${name} はここから ${best}（${ms}）より ${cost} 遅くなります。`,
    tied: (name, best, ms) => `${name} はここから ${best}（${ms}）と変わりません。`,
    notMeasured: (name, best, ms) => `${name} は測れませんでした。ここから最良：${best}、${ms}。`,
    stopped: 'どのリージョンも応答する前に中止されました。',
    noneReached: 'ここからはどのリージョンにも届きません。',
    noneMeasured: 'ここからはどのリージョンも測れませんでした。',
    cause: (title, where) => `${title}（${where}）。`,
    shutEverywhere: (protocol, port) => `${protocol}：TCP ${port} はどのリージョンでも開きませんでした。`,
    shutHere: (protocol, port, best, open) =>
      `${protocol}：TCP ${port} は ${best} で開きませんでした。開いた最も近いリージョンは ${open} です。`,
    region: 'リージョン',
    median: '中央値',
    slowerBy: '差',
    lost: '損失',
    shut: '閉鎖',
    ends: '切断',
    beyond: '範囲外',
    more: (count, low, high) => `… ほか ${say.number(count)} 件、${low} から ${high}  (--all)`,
    hidden: (count) => `… ほか ${say.number(count)} 件 (-v)`,
    standBy: (name) => `予備に二番目によいリージョン：${name}。`,
    tie: (ms, percent) => `${ms} または ${percent} 以内の差は同順とします。`,
    how: (count, ports, serverCount) =>
      `ヘルスチェックサーバー ${say.number(serverCount)} 台のポート ${ports} への TCP 接続 ${say.number(count)} 回の中央値`,
    noRoundTrip: '往復時間は測れませんでした',
    span: (span, tables) => `所要時間 ${span}。表 ${tables}。`,
    noAnswer: (sent) => `応答なし（${say.number(sent)} 回中 0 回）`,
    noServer: '順位なし：資料に確認用のサーバーがありません',
    noneAnswered: 'ヘルスチェックサーバーが応答しません',
    becauseOfCause: '未計測（上の原因のため）',
    untold: '未計測',
    unreachable: '届きません',
  },
  choice: {
    line: (region, why) => `${region}：${why}（別のリージョンは --region）`,
    why: {
      client: 'WorkSpaces クライアントに保存された登録のリージョン',
      'last-check': 'このパソコンで前回チェックしたリージョン',
      nearest: '往復時間が最も短いリージョン',
      'none-answers': 'どのリージョンも応答しないため、表の最初のリージョン',
    },
    measuresFirst:
      'リージョンの指定がありません。check はまず次の手順で全リージョンのヘルスチェックを測り、最も近いリージョンを確認します。指定は --region で行えます。',
  },
};

export const best: typeof englishBest = {
  best: {
    fastest: (ms) => `往復時間が最も短いため（${ms}）。`,
    askedFor: (other, otherMs, ms, tie) =>
      `指定のリージョンで、${other} との差が ${tie} を超えないため（${otherMs} に対して ${ms}）。`,
    costs: (asked, ms) => `指定の ${asked} は ${ms} 遅くなります。`,
    second: (code, ms, grade) => `二番目：${code}、${ms}（${grade}）。`,
    or: (ms, percent) => `${ms} または ${percent}`,
  },
};
