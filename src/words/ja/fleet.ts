/** Many bundles and many computers. */
import { sayIn } from '../../core/say.ts';
import type { fleet as English } from '../en/fleet.ts';

const say = sayIn('ja');

export const fleet: typeof English = {
  fleet: {
    machines: 'パソコン',
    when: '時刻',
    site: '拠点',
    machine: 'パソコン',
    verdict: '判定',
    causes: '原因',
    file: 'ファイル',
    runs: (count) => `実行 ${say.number(count)} 件`,
    arrivals: (first, last, most) =>
      `各パソコンで最初に問題が出た時刻：${first} から ${last}、10 分間に最大 ${say.number(most)} 台`,
    foot: '時刻はサーバーの時計で補正しています。「~」はファイルの時刻です。この違いが原因とは限りません。',
    read: (files, opened) =>
      `ファイル ${say.number(files)} 件のうち ${say.number(opened)} 件を開きました。残りは前のままです。`,
    noIndex: (why) => `索引を書けませんでした（${why}）。次回も同じ時間がかかります。`,
  },
  summary: {
    bundles: (count) => `バンドル ${say.number(count)} 件`,
    verdicts: {
      ready: '準備完了',
      degraded: '制限つき',
      'not-ready': '使えません',
      unknown: '判定できません',
    },
    by: { cause: '原因別', site: '拠点別', region: 'リージョン別', version: '版別', time: '時間別' },
    machines: (count) => `パソコン ${say.number(count)} 台`,
    upTo: (count) => `パソコン最大 ${say.number(count)} 台`,
    atMost: (known, more) => `${known}、ほかに最大 ${say.number(more)} 台`,
    mostly: (cause) => `主に ${cause}`,
    someOf: (cause, have, of) => `${say.number(of)} 台中 ${say.number(have)} 台が ${cause}`,
    nothing: '問題なし',
    untold: '判定できません',
    noSite: '拠点は分かりません',
    site: (marker) => `ネットワーク ${marker}`,
    lead: (machines, cause) => `${machines}：${cause}`,
    since: (time, sure) => (sure ? `${time} から` : `${time} またはそれ以前から`),
    allWell: (machines) => `${machines}のどれにも原因は見つかりません。`,
    noneCounted: '数えられる実行がないため、これらのパソコンについては何も分かりません。',
    someUntold: (machines, untold) =>
      `${machines}に原因は見つかりませんが、うち ${say.number(untold)} 台は判定できません。`,
    wellWhereRead: (machines) => `読めた${machines}のどれにも原因は見つかりません。`,
    share: {
      dns: (value, hidden) => `同じ DNS サーバー（${hidden ? 'タグ ' : ''}${value}）に問い合わせています`,
      gateway: (value, hidden) => `同じルーター（${hidden ? 'タグ ' : ''}${value}）を使っています`,
      prefix: (value, hidden) => `同じネットワーク（${hidden ? 'タグ ' : ''}${value}）にあります`,
      suffix: (value, hidden) => `同じ DNS サフィックス（${hidden ? 'タグ ' : ''}${value}）です`,
      ssid: (value, hidden) => `同じ Wi-Fi（${hidden ? 'タグ ' : ''}${value}）です`,
      vpn: (value, hidden) => `同じ種類の VPN（${hidden ? 'タグ ' : ''}${value}）です`,
      proxy: (value, hidden) => `同じプロキシ（${hidden ? 'タグ ' : ''}${value}）を通ります`,
      public: (value, hidden) => `同じ公開ネットワーク（${hidden ? 'タグ ' : ''}${value}）から来ています`,
      site: (value) => `拠点は ${value} です`,
      'vpn-on': (value) => `VPN は${value === 'on' ? 'オン' : 'オフ'}です`,
      'proxy-kind': (value) =>
        value === 'none'
          ? 'プロキシはありません'
          : value === 'pac'
            ? 'プロキシのスクリプトを使います'
            : 'プロキシを使います',
      os: (value) => `OS は ${value} です`,
      client: (value) => `クライアントは ${value} です`,
      region: (value) => `${value} をチェックしました`,
      agent: (value) => `Preflight ${value} でチェックしました`,
      protocol: (value) => `${value.toUpperCase()} をチェックしました`,
    },
    other: (kind, value) => `${kind} が同じ（${value}）です`,
    statement: (what, a, b, c, d) =>
      `${a === b ? 'すべてが' : 'ほとんどが'}${what}：原因のある ${say.number(b)} 台中 ${say.number(a)} 台、ない ${say.number(d)} 台中 ${say.number(c)} 台。`,
    noStatement: 'ほかにない共通点は見つかりません。',
    tooFew: '台数が少ないため、共通点は言えません。',
    needNot: 'この違いが原因とは限りません。',
    readyBefore: (have, of, span) =>
      `${have === of ? `${say.number(of)} 台すべて` : `${say.number(of)} 台中 ${say.number(have)} 台`}は以前は準備完了でした（最後は ${span}）。`,
    notCounted: (duplicates, demonstrations, unreadable) =>
      `数えていないもの：重複 ${say.number(duplicates)} 件、デモ ${say.number(demonstrations)} 件、読めないもの ${say.number(unreadable)} 件。`,
    counted: (machines, bundles, span) => `${machines}（${bundles}）、${span}`,
    outside: (count) => `この時間の外にあるもの ${say.number(count)} 件：--since と --until で変えられます。`,
    untagged: (count) =>
      `鍵なしで作られたバンドルが ${say.number(count)} 件あります。同じパソコンか、同じネットワークかは分かりません（"bundle key new"）。`,
    noKey: (ids) => `与えられていない鍵で作られたもの（${ids}）：--key で拠点とサーバーの名前が分かります。`,
    oddTimes: (count) => `使える時刻がなく、「から」の計算に入れていないもの（${say.number(count)}）`,
    odd: { 'no-time': '時刻ではありません', 'far-from-file': 'ファイルの時刻と 1 日以上違います' },
    duplicates: (count) => `同じ実行が 2 回あるもの（${say.number(count)}）`,
    duplicateOf: (file, of) => `${file}：${of} と同じ`,
    members: (cause, count) => `${cause}：バンドル ${say.number(count)} 件`,
    noMembers: (cause) => `原因 ${cause} のバンドルはありません。`,
    others: 'その他',
    span: (first, last) => `${first} から ${last}`,
    more: (count) => `ほか ${say.number(count)} 件`,
    changed: (count) => `作成後に変更されたもの（${say.number(count)}）`,
    unreadable: (count) => `読めないもの（${say.number(count)}）`,
  },
};
