/** Two reports side by side. */
import { sayIn } from '../../core/say.ts';
import type { compare as English } from '../en/compare.ts';

const say = sayIn('ja');

export const compare: typeof English = {
  compare: {
    same: '大事な違いはありません。',
    nowReady: (names) => `今は ${names} が通ります。`,
    nowBlocked: (names) => `今は ${names} が通りません。`,
    vpnOff: (names) => `VPN を切ると ${names} が通ります。`,
    vpnOn: (names) => `VPN をつなぐと ${names} が通りません。`,
    nowBetter: (names) => `今は ${names} が限度の内です。`,
    nowWorse: (names) => `今は ${names} が制限つきで通ります。`,
    verdictChanged: '判定が変わりました。',
    causesChanged: '判定は同じで、原因が変わりました。',
    figuresMoved: '判定は同じで、数値が動きました。',
    judgedSame: 'この版の規則で判定しても結果は同じです。',
    judgedOther: 'この版の規則で判定すると結果が変わります。',
    vpnBlocks: '遮断は VPN かその先にあります。',
    judgedFrom: '証拠は同じで、規則だけが違います。',
    careful: {
      request: '注意：A と B は確認の内容が違います。',
      simulated: '注意：A と B は同じネットワークを見ていません。少なくとも一方はデモです。',
      completed: '注意：一方は途中で終わりました。足りない項目は確認していません。',
    },
    what: {
      computer: 'パソコン',
      os: 'OS',
      network: 'ネットワーク',
      vpn: 'VPN',
      proxy: 'プロキシ',
      'dns-servers': 'DNS サーバー',
      tables: '表',
      agent: 'Preflight',
      request: '確認の内容',
      simulated: '確認した対象',
      completed: '実行',
    },
    figure: {
      'rtt-median': '往復時間',
      'rtt-jitter': '往復時間の揺れ',
      'loss-ratio': '損失',
      'path-mtu': 'パケットの大きさ',
      'dns-median': '名前の応答時間',
    },
    notKnown: '分かりません',
    notAsked: '対象外',
    off: 'オフ',
    noProxy: 'なし',
    real: '実際のネットワーク',
    whole: '最後まで',
    cut: { deadline: '時間切れ', cancelled: '中止' },
    withinNoise: '誤差の中',
    gone: '消えた',
    added: '新しい',
    graver: '変化',
    sameThings: '同じ',
    checks: '変わった項目',
    onlyIn: (a, b) =>
      a > 0 && b > 0
        ? `A だけの項目が ${say.number(a)} 件、B だけの項目が ${say.number(b)} 件あります（違いには数えません）。`
        : `${a > 0 ? 'A' : 'B'} だけの項目が ${say.number(a + b)} 件あります（違いには数えません）。`,
    all: 'すべて：-v',
    exit: (code) => `終了コード ${say.number(code)}：大事な違いがあります`,
    direction: {
      better: 'B は A より良くなっています。',
      worse: 'B は A より悪くなっています。',
      mixed: 'B は A より良いところと悪いところがあります。',
      other: 'B は A より良くも悪くもありません。',
    },
    untold: '同じかどうかは分かりません',
    thisRun: '今回',
  },
};
