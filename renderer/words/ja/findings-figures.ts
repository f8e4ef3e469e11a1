/** Findings about delay, loss, packet size and the tunnel, in Japanese. */
import type { FindingWords } from '../finding-words.ts';
import { holds, known, listed, said, type Facts } from './facts.ts';

const measured = (facts: Facts): string =>
  `ヘルスチェックサーバーへの TCP 接続 ${said(facts, 'samples')} 回の半分が ${said(facts, 'medianMs')} ミリ秒より長くかかりました`;
const SLOW_USER =
  'ケーブルを使うか Wi-Fi ルーターの近くに移り、可能であれば VPN を切り、大きなダウンロードを止めて、もう一度確認してください。';
const DETOUR =
  'リージョンへの道の遠回り（VPN、プロキシ、拠点経由）を探し、ストリーミングが直接出られるようにしてください。';

function limits(facts: Facts): string {
  return (['pcoip', 'dcv'] as const)
    .filter((protocol) => known(facts, `${protocol}FromMs`))
    .map((protocol) => {
      const to = known(facts, `${protocol}ToMs`)
        ? `から ${said(facts, `${protocol}ToMs`)} ミリ秒`
        : ' ミリ秒超';
      return `${protocol === 'pcoip' ? 'PCoIP' : 'DCV'}: ${said(facts, `${protocol}FromMs`)}${to}`;
    })
    .join('、');
}

export const FIGURES: FindingWords = {
  'latency/terminated': (facts) => ({
    title: `PCoIP には遅すぎます: ${said(facts, 'medianMs')} ミリ秒`,
    explanation: `${measured(facts)}。375 ミリ秒を超えると、クライアントは PCoIP の接続を切ります。`,
    remedies: {
      user: SLOW_USER,
      helpdesk:
        '別のネットワークや、VPN を切った状態と比べてください。変わらない場合は、リージョンまでの距離が原因です。近いリージョンの WorkSpace か、遅延に強い DCV を検討してください。',
      network: DETOUR,
    },
  }),
  'latency/beyond': (facts) => ({
    title: `DCV の資料にある範囲より遅くなっています: ${said(facts, 'medianMs')} ミリ秒`,
    explanation: `${measured(facts)}。資料は 400 ミリ秒を超える DCV について何も約束していません。遅くても動くことはあります。`,
    remedies: {
      user: SLOW_USER,
      helpdesk: '別のネットワークや、VPN を切った状態と比べ、近いリージョンを検討してください。',
      network: DETOUR,
    },
  }),
  'latency/degraded': (facts) => ({
    title: `遅くなっています: リージョンまで ${said(facts, 'medianMs')} ミリ秒`,
    explanation: `${measured(facts)}。この範囲では接続できますが、遅く感じます（${limits(facts)}）。`,
    remedies: {
      user: SLOW_USER,
      helpdesk:
        'ケーブル、別のネットワーク、VPN を切った状態と比べてください。Wi-Fi、プロバイダー、VPN のどれが原因か分かります。',
      network: DETOUR,
    },
  }),
  'latency/affected': (facts) => ({
    title: `PCoIP には最速ではありません: ${said(facts, 'medianMs')} ミリ秒`,
    explanation: `${measured(facts)}。PCoIP は 100 ミリ秒未満が最良で、200 ミリ秒まで使えます。`,
    remedies: {
      user: '不便がなければ、何もする必要はありません。',
      helpdesk: '限度の中です。近いリージョンがあれば速くなります。',
      network: '開けるものはありません。拠点経由ではなく直接の出口にすると速くなることがあります。',
    },
  }),
  'latency/loss': (facts) => ({
    title: `パケットの ${said(facts, 'percent')} % が失われています`,
    explanation: `TCP ${said(facts, 'port')} への接続 ${said(facts, 'sent')} 回中 ${said(facts, 'lost')} 回が失われたか、送り直しになりました。画面と音が途切れます。`,
    remedies: {
      user: 'ケーブルを使うか Wi-Fi ルーターの近くに移って、もう一度確認してください。続く場合、自分のルーターなら再起動してください。',
      helpdesk:
        'まずケーブルと Wi-Fi、次に別のネットワークと比べてください。時間帯で変わる損失は、回線の混雑です。',
      network: 'インターフェイスのエラー、Wi-Fi のチャネルの混雑、上り回線の飽和、帯域制限を調べてください。',
    },
  }),
  'latency/jitter': (facts) => ({
    title: `遅延が ${said(facts, 'jitterMs')} ミリ秒揺れています`,
    explanation: `往復時間は 1 回ごとに平均 ${said(facts, 'jitterMs')} ミリ秒違います（限度: ${said(facts, 'limitMs')} ミリ秒）。音が途切れ、ポインターが飛びます。`,
    remedies: {
      user: 'ケーブルを使うか Wi-Fi ルーターの近くに移り、大きな送受信を止めて、もう一度確認してください。',
      helpdesk: 'ケーブルと Wi-Fi を比べてください。回線の混雑（バックアップ、動画）もよくある原因です。',
      network: '上り回線の待ち行列と Wi-Fi を調べ、UDP 4172 と 4195 を音声の次に優先してください。',
    },
  }),
  'latency/better-region': (facts) => ({
    title: `ここからは ${said(facts, 'betterName')} のほうが速いです`,
    explanation: `${said(facts, 'better')} は ${said(facts, 'betterMs')} ミリ秒、指定のリージョンは ${said(facts, 'askedMs')} ミリ秒で応答します。差は ${said(facts, 'gainMs')} ミリ秒です。`,
    remedies: {
      user: '何もする必要はありません。WorkSpace のリージョンは組織が決めています。',
      helpdesk: `データの置き場所が許せば、${said(facts, 'better')} の WorkSpace のほうが速く感じられます。`,
      network: '開けるものはありません。遅いほうのリージョンへ遠回りしていないか確認してください。',
    },
  }),
  'latency/first-hop': (facts) => ({
    title: '問題は最初のルーターの手前で始まっています',
    explanation: `ルーター（${said(facts, 'gateway')}）までですでに ${said(facts, 'hopMs')} ミリ秒、損失 ${said(facts, 'hopLossPercent')} %、揺れ ${said(facts, 'hopJitterMs')} ミリ秒です。リージョンまでは ${said(facts, 'medianMs')} ミリ秒、${said(facts, 'lossPercent')} %、${said(facts, 'jitterMs')} ミリ秒です。したがって ${listed(facts, 'about')} の多くは、ここの Wi-Fi かケーブルから来ています。`,
    remedies: {
      user: 'ケーブルを使うか Wi-Fi ルーターの近くに移って、もう一度確認してください。',
      helpdesk:
        'プロバイダーではなく、この場所の Wi-Fi かケーブルです。ルーターは手が空いたときに ping に答えるため、交換する前にケーブルで比べてください。',
      network: 'アクセスポイントのチャネル、電波、負荷、再送を調べてください。',
    },
  }),
  'mtu/too-small': (facts) => ({
    title: `パケットは ${said(facts, 'announcedBytes')} バイトまでしか通りません`,
    explanation: `リージョンへの道は最大 ${said(facts, 'announcedBytes')} バイトのパケットを運びます（インターフェイス ${said(facts, 'interface')}: ${said(facts, 'interfaceMtuBytes')}）。WorkSpaces には ${said(facts, 'requiredBytes')} バイトが必要です。`,
    remedies: {
      user: '可能であれば VPN を切って、もう一度確認してください。MTU が小さすぎることをヘルプデスクに伝えてください。',
      helpdesk: 'MTU の小さい VPN やトンネルがよくある原因です。VPN を切った状態と比べてください。',
      network: `VPN やトンネルの MTU を ${said(facts, 'requiredBytes')} 以上、できれば 1280 以上にしてください。`,
    },
  }),
  'mtu/quic-too-small': (facts) => ({
    title: 'パケットが QUIC には小さすぎます',
    explanation: `リージョンへの道は ${said(facts, 'announcedBytes')} バイトを運びます。資料の ${said(facts, 'requiredBytes')} バイトは満たしますが、QUIC には ${said(facts, 'neededBytes')} バイトが必要なため、DCV は TCP に切り替わります。`,
    remedies: {
      user: '不便がなければ、何もする必要はありません。そうでなければ、可能であれば VPN を切ってください。',
      helpdesk: 'DCV は TCP で動きます。UDP には、VPN の MTU をもう少し大きくする必要があります。',
      network: 'VPN やトンネルの MTU を 1280 以上にしてください。',
    },
  }),
  'mtu/black-hole': (facts) => ({
    title: '大きなパケットが途中で消えています',
    explanation: `小さなパケットは通り、大きなパケットは何の知らせもなく消えます（方法: ${listed(facts, 'methods')}${known(facts, 'largestPassedBytes') ? `、${said(facts, 'largestPassedBytes')} バイトは通過` : ''}）。サインインが止まるか、画面が黒いままになります。`,
    remedies: {
      user: '可能であれば VPN を切るか、別のネットワークで、もう一度確認してください。',
      helpdesk: '途中のトンネルが申告より小さく、ICMP が遮断されています。VPN を切った状態と比べてください。',
      network:
        'ICMP の「フラグメントが必要」（IPv6 は「パケット過大」）を通すか、TCP の MSS を制限してトンネルの MTU を実際の値に下げてください。',
    },
  }),
  'mtu/unknown': (facts) => ({
    title: '途中のパケットの大きさは測れませんでした',
    explanation: `ping は無視され、UDP は沈黙しているため、どの方法でも分かりませんでした。${holds(facts, 'fullSegmentPassed') ? `最大の TCP セグメントは通ったため、必要な ${said(facts, 'requiredBytes')} バイトに反する点はありません。` : ''}`,
    remedies: {
      user: '何もする必要はありません。',
      helpdesk:
        '実際のサービスではよくあることです。サインイン後に止まる場合だけ、パケットの大きさを調べてください。',
      network: '確かめるには、試験の間だけ ICMP エコーと「フラグメントが必要」を許可してください。',
    },
  }),
  'vpn/all-traffic': (facts) => ({
    title: `ストリーミングはトンネル ${said(facts, 'interface')} を通っています`,
    explanation: `${said(facts, 'address')} への道は ${said(facts, 'interface')}（${said(facts, 'kind')}${facts['allTraffic'] === true ? '、すべての通信' : ''}）から出ます。WorkSpaces 自体が暗号化されており、トンネルは遠回りになり、パケットも小さくなります。ゲートウェイの範囲を分割トンネルにすると、直接出られます。`,
    remedies: {
      user: '遅く感じる場合は、可能であれば VPN を切って、もう一度確認してください。',
      helpdesk: 'ほかを調べる前に、VPN ありとなしの確認を比べてください。',
      network:
        '方針が許せば、リージョンのゲートウェイとヘルスチェックのアドレスをトンネルから外してください（分割トンネル）。',
    },
  }),
};
