/** The policy of a computer: what each key is for, and what a command says of it. */
import type { policy as English } from '../en/policy.ts';

export const policy: typeof English = {
  policy: {
    purpose: {
      region: 'リージョン（最初のもので判定）',
      protocol: 'ストリーミングのプロトコル',
      profile: 'クライアントの種類',
      samples: 'アドレスごとの往復時間の測定回数',
      deadline: '実行の最長時間（秒）',
      proxy: 'auto、none、またはパスワードのない URL',
      interval: 'watch：完全なチェックの間隔（分）',
      quick: 'watch：簡単な測定の間隔（秒）',
      listen: 'watch：メトリクス用の 127.0.0.1:PORT',
      textfile: 'watch：node exporter 用のファイル',
      events: 'watch：ログエージェント用のイベントのファイル',
      bundleKey: 'バンドル：組織の鍵のファイル（すべてのコンピューターが同じタグをつけます）',
      site: 'バンドル：このコンピューターの拠点の名前（そのまま読めます。bundleKey が必要）',
      probing: 'off：このコンピューターではチェックをしません',
      packetsPerMinute: 'watch：完全なチェック以外の 1 分間のパケット数（最大 200）',
      drop: 'watch：原因が変わったときにバンドルを自動で送る先',
      redaction: 'バンドルに書いてよい範囲の上限',
      rawDays: '実行の記録を残す日数',
      updates: 'デスクトップアプリ：起動時に新しいバージョンを確認するか（設定がなければオフ）',
      rollupMonths: '1 時間ごとの記録を残す月数',
    },
    isHere: (place) => `このコンピューターのポリシーは ${place} です。`,
    none: (place) => `このコンピューターにポリシーはありません（${place}）。`,
    lockedWins: '固定された値はコマンドラインより優先されます。ほかの値は既定の提案です。',
    locked: (value) => `${value}（固定）`,
    isPolicy: (path) => `${path} は正しいポリシーです。`,
    overruled: (flags) => `このコンピューターのポリシーにより、指定と違う値を使います：${flags}。`,
    config: (file) => `このフォルダーの ${file} のオプションを使います。`,
  },
};
