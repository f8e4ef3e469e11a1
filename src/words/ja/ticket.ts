/** The text of a ticket. */
import type { ticket as English } from '../en/ticket.ts';

export const ticket: typeof English = {
  ticket: {
    title: (verdict) => `Preflight for Amazon WorkSpaces：${verdict}`,
    evidence: '証拠',
    toDo: 'すること',
    user: 'ユーザー',
    helpdesk: 'ヘルプデスク',
    networkTeam: 'ネットワーク担当',
    noCheck: '特定の項目はありません。説明をご覧ください',
    context: '状況',
    asked: '依頼',
    machine: 'パソコン',
    network: 'ネットワーク',
    time: '時刻',
    versions: '版',
    report: 'レポート',
    bundle: 'バンドル',
    utc: (time, zone) => `${time}（UTC）、パソコンの時間帯：${zone}`,
    clientVersion: (version) => `WorkSpaces クライアント ${version}`,
    clientUnknown: 'WorkSpaces クライアント（版は読めませんでした）',
    families: {
      none: 'アドレスなし',
      unread: 'DNS サーバーは読めませんでした',
      servers: { one: '台の DNS サーバー', other: '台の DNS サーバー' },
    },
    link: {
      wifi: 'Wi-Fi',
      ethernet: 'ケーブル',
      tunnel: 'トンネル',
      loopback: 'ループバック',
      other: 'ほかの種類のインターフェイス',
      none: '出口なし',
      unread: 'インターフェイスは読めませんでした',
    },
    signal: (dbm) => `（信号 ${dbm} dBm）`,
    allByVpn: '、すべての通信が VPN 経由',
    noProxy: 'プロキシなし',
    proxy: (source, login) => `プロキシ（${source}${login ? '、ログインあり' : ''}）`,
  },
};
