/** Lines of evidence and the figures of a Region. */
import { sayIn } from '../../core/say.ts';
import type { evidence as English } from '../en/evidence.ts';

const say = sayIn('ja');
const checks = { one: '項目', other: '項目' };

export const evidence: typeof English = {
  evidence: {
    port: (transport, port, word, count) => `${transport} ${port}：${word}（${count}）`,
    after: (span) => `${span} 待っても応答なし`,
    namesMissing: (count, names) => `${count}の名前にアドレスがありません：${names}`,
    namesFailed: (count, names) => `${count}の名前を調べられませんでした：${names}`,
    certificates: (count) => `${count}の証明書が別の認証局のものです`,
    badCertificates: (count) => `${count}の証明書が有効ではありません`,
    handshake: (count) => `TCP 443 は開きますが、${count}で安全な接続が切られます`,
    serverErrors: (count) => `${count}のホストがエラーを返します`,
    byProxy: (port, word) => `プロキシ経由の TCP ${port}：${word}`,
    answeredBy: (port, who) => `TCP ${port} には ${who} が応答しました`,
    somebodyElse: '別の相手',
    roundTrip: (ms, count) => `${ms}（${count}の中央値）`,
    connects: { one: '回の接続', other: '回の接続' },
    lost: (lost, sent) => `接続 ${say.number(sent)} 回中 ${say.number(lost)} 回が失われました`,
    router: (lost, sent) => `ルーター：ping ${say.number(sent)} 回中 ${say.number(lost)} 回が失われました`,
    routerDelay: (ms) => `ルーター：${ms} で応答`,
    routerSilent: 'ルーター：ping に応答しません',
    control: (addresses) => `${addresses}：ホストがあるはずのないアドレスが受け付けられました`,
    packet: (bytes) => `${bytes}までのパケットが通ります`,
    open: (ports) => `同じリージョンの TCP ${ports}：接続できる`,
    proved: (ports) => `TCP ${ports}：証明書で確認済み`,
    waits: (count) => `このため ${say.count(count, checks)}が未確認`,
    other: (name, word, count) => `${name}：${word}（${count}）`,
  },
  figure: {
    roundTrip: '往復時間',
    limits: '限度',
    spread: 'ばらつき',
    lost: '損失',
    packet: 'パケット',
    notMeasured: '未計測',
    medianOf: (count, port, serverCount, region) =>
      `${region} のヘルスチェックサーバー ${say.number(serverCount)} 台のポート ${port} への ${count}の中央値`,
    range: (min, max) => `${min} から ${max}`,
    varies: (p95, jitter) => `100 回中 95 回は ${p95} 未満。前後の差は平均 ${jitter}`,
    lostOf: (lost, sent) => `${say.number(sent)} 回中 ${say.number(lost)} 回`,
    passes: (bytes) => `${bytes}が通ります`,
    needed: (bytes) => `${bytes}が必要`,
    noMethod: 'どの方法でも分かりませんでした',
    methods: (names) => `${names}で測定`,
    hole: 'それより大きいパケットは何の知らせもなく消えます',
    method: {
      'icmp-df': 'ping',
      'quic-ladder': 'QUIC',
      'https-large': '大きな HTTPS 要求',
      'full-size-tcp': '最大の TCP セグメント',
      'kernel-route': 'システム自身の記録',
      kernel: 'オペレーティングシステム',
      interface: 'インターフェイス',
    },
  },
};
