/** What happened on this computer and its network. */
import { sayIn } from '../../core/say.ts';
import type { timeline as English } from '../en/timeline.ts';

const say = sayIn('ja');

export const timeline: typeof English = {
  timeline: {
    kind: {
      boot: 'このコンピューターが起動しました',
      sleep: 'このコンピューターがスリープに入りました',
      resume: 'このコンピューターがスリープから復帰しました',
      'link-lost': 'ネットワークとの接続が切れました',
      'link-found': 'ネットワークに接続しました',
      'wifi-roam': 'Wi-Fi が別のアクセスポイントに切り替わりました',
      'route-lost': 'このネットワークの外へ出られなくなりました',
      'route-found': '外への経路が戻りました',
      'address-lost': 'アドレスを更新できませんでした',
      'vpn-down': 'VPN が切断されました',
      'vpn-up': 'VPN が接続されました',
      'dns-trouble': 'DNS サーバーの応答がないか、正しくありませんでした',
      'clock-step': '時計が変更されました',
      'session-start': 'クライアントがセッションを開始しました',
      'session-stream': 'クライアントがストリームを開きました',
      'session-error': 'クライアントがエラーを記録しました',
    },
    samplesLost: (lost, sent) => `当方の測定 ${sent} 回中 ${lost} 回が損失`,
    clientLines: (count) => `ここからクライアントのログに、ほか ${say.number(count)} 行（解釈していません）`,
    verdict: (word) => `判定：${word}`,
    on: (text, name) => `${text}（${name}）`,
    because: (time, what) => `${time}：${what}。元に戻るまでの間に測定が失われています。`,
    before: (time, what) => `直前の変化（${time}）：${what}。`,
    nothing: 'このコンピューターにもネットワークにも変化はありませんでした。',
    unknown: (read, all) => `変化は見つかりませんでした。${all} 件の記録のうち ${read} 件を読めました。`,
    source: {
      link: 'ケーブルと Wi-Fi',
      network: '経路、アドレス、VPN',
      sleep: 'スリープ',
      samples: '当方の測定',
      'client-log': 'クライアントのログ',
    },
    read: (read, all) => `${all} 件の記録のうち、全期間を読めたもの：${read} 件`,
    unread: (names) => `読めなかったもの：${names.join('、')}`,
    twice: (time) => `この日は ${time} が 2 回ありました（時計が戻された日）。これは 1 回目です。`,
  },
};
