/** What a watch says in a terminal. */
import type { watch as English } from '../en/watch.ts';

export const watch: typeof English = {
  watch: {
    now: (verdict, span) => `現在：${verdict}（${span}継続中）`,
    waiting: '最初のチェックを実行しています。',
    ends: 'Ctrl+C で終了',
    span: (minutes) =>
      minutes < 60 ? `${minutes} 分` : `${Math.floor(minutes / 60)} 時間 ${minutes % 60} 分`,
    notWatched: '測定なし',
    median: 'ms',
    lost: '損失',
    nowMark: '現在',
    last: ({ ms, lost, sent, ago }) => `最新：${ms}、${sent} 回中 ${lost} 回損失、${ago}前`,
    nextRun: (time) => `次の測定 ${time}`,
    packets: (count) => `直近 1 分間に ${count} パケット`,
    paused: {
      battery: 'バッテリー駆動中：完全なチェックはネットワークが変わったときだけ行います',
      metered: '一時停止中：従量制の回線です',
    },
    network: {
      address: 'このコンピューターのアドレスが変わりました。',
      resume: 'このコンピューターがスリープから復帰しました。',
      'clock-step': '時計が変更されました。',
    },
    change: { active: (title) => title, gone: (title) => `解消：${title}` },
    crashed: (what) => `Preflight 自身の不具合で測定に失敗しました：${what}`,
    notKept: (what) => `ファイルに書き込めませんでした：${what}`,
    metricsAt: (url) => `メトリクス：${url}`,
    drop: (what) =>
      `このコンピューターのポリシーにより、原因が変わるとバンドルが自動で送られます。送り先：${what}。送ったものはデータフォルダーの drop/left.jsonl に残ります。`,
    dropLeft: (place, kilobytes) => `ポリシーにより ${kilobytes} kB のバンドルを ${place} に送りました。`,
    dropFailed: (place, reason) =>
      `バンドルを ${place} に送れませんでした（${reason}）。後でもう一度試します。`,
    otherRun: 'このコンピューターで別のチェックが実行中です。終わるまで待ちます。',
  },
};
