/** Findings about getting out at all, in Japanese. */
import type { FindingWords } from '../finding-words.ts';
import { countOf, holds, known, listed, said } from './facts.ts';

export const GETTING_OUT: FindingWords = {
  'local/offline': (facts) => ({
    title: 'このパソコンはネットワークにつながっていません',
    explanation:
      facts['reason'] === 'no-address'
        ? `使えるアドレスを持つネットワークがありません（確認したもの: ${listed(facts, 'interfaces')}）。ほかの項目は確認できませんでした。`
        : `外へ出る経路がありません（確認したもの: ${listed(facts, 'interfaces')}）。ほかの項目は確認できませんでした。`,
    remedies: {
      user: 'Wi-Fi に接続するか LAN ケーブルを差し、機内モードがオフか確認して、もう一度確認してください。Web ページも開かない場合は、ネットワーク自体が止まっています。',
      helpdesk:
        '最初に切れている層: ローカルネットワーク。Web ページが開くか、同じネットワークのほかの機器は使えるか、パソコンのアドレスは何かを尋ねてください。',
      network: 'リンク、DHCP の割り当て、802.1X または Wi-Fi の認証、既定の経路を確認してください。',
    },
  }),
  'local/accepts-all': (facts) => ({
    title: '近くの何かがすべての接続に応答しています',
    explanation:
      countOf(facts, 'control') > 0
        ? `存在しないはずの ${listed(facts, 'control')} への接続が開きました。このパソコンのエージェントか近くのプロキシがすべての TCP 接続を受けているため、ポートが開いていても何の証明にもなりません。`
        : `${listed(facts, 'regions')} がすべて ${said(facts, 'slowestMs')} ミリ秒以内に応答しました。この距離では光でも不可能です。このパソコンのエージェントか近くのプロキシが代わりに応答しています。`,
    remedies: {
      user: '可能であれば VPN、Web ゲートウェイ、セキュリティソフトの Web フィルターを切って、もう一度確認してください。切れない場合は、この結果をヘルプデスクに送ってください。',
      helpdesk:
        'どのセキュリティエージェント、VPN、透過プロキシが通信を扱っているかを調べ、切った状態でもう一度確認してください。そうしないとストリーミングのポートは判定できません。',
      network:
        'WorkSpaces のゲートウェイとヘルスチェックのアドレス（4172 と 4195、TCP と UDP）を、エージェントや透過プロキシの対象から外してください。',
    },
  }),
  'dns/no-answer': (facts) => ({
    title: 'DNS サーバーが応答しません',
    explanation:
      countOf(facts, 'servers') === 0
        ? 'このパソコンには DNS サーバーが設定されていないため、名前を調べられません。名前の先にある項目は確認できませんでした。'
        : holds(facts, 'cut')
          ? `${listed(facts, 'servers')} は応答を途中で切って TCP を求めますが、TCP 53 番が通らないため、${countOf(facts, 'names')} 件の名前のどれにも応答が届きませんでした。名前の先にある項目は確認できませんでした。`
          : `${listed(facts, 'servers')} は ${countOf(facts, 'names')} 件の名前のどれにも応答しませんでした。名前の先にある項目は確認できませんでした。`,
    remedies: {
      user: 'ネットワークをいったん切ってつなぎ直すか、自分のルーターなら再起動し、VPN のオンとオフを切り替えて、もう一度確認してください。',
      helpdesk:
        '最初に切れている層: DNS。Web ページが開くかを尋ね、同じネットワークの別の機器や、VPN を切った状態と比べてください。',
      network:
        'このパソコンから DNS サーバーへの UDP と TCP の 53 番が許可されているか、サーバーが動いているか、DHCP や VPN が正しいサーバーを配っているかを確認してください。',
    },
  }),
  'dns/server-failure': (facts) => ({
    title:
      facts['scope'] === 'all'
        ? 'DNS サーバーがすべての名前で失敗します'
        : 'DNS サーバーが必要な名前で失敗します',
    explanation: `${listed(facts, 'servers')} は ${listed(facts, 'hosts')} に対して ${listed(facts, 'rcodes')} と答えました。サーバーは動いていますが、名前を調べられないか、調べることを拒んでいます。`,
    remedies: {
      user: 'VPN のオンとオフを切り替えるか、スマートフォンなど別のネットワークで、もう一度確認してください。DNS が失敗を返すことをヘルプデスクに伝えてください。',
      helpdesk:
        '最初に切れている層: DNS。サーバーは応答しますが失敗を返します。別の DNS サーバーや、VPN を切った状態と比べてください。',
      network: `${listed(facts, 'hosts')} について、${listed(facts, 'servers')} のフォワーダー、DNSSEC の検証、アクセス規則を確認してください。`,
    },
  }),
  'dns/name-not-found': (facts) =>
    holds(facts, 'retired')
      ? {
          title: '表にある名前がなくなっています',
          explanation: `ほかの名前は引けますが、${listed(facts, 'hosts')} はどのサーバーも知りません。サービスが廃止した可能性があります。接続には関係しません。`,
          remedies: {
            user: '何もする必要はありません。',
            helpdesk: 'ここで直すものはありません。新しい表が出たら Preflight を更新してください。',
            network: '提供元が名前を一覧から外すまで、規則を残してください。',
          },
        }
      : facts['answer'] === 'IPv4 alone'
        ? {
            title: 'WorkSpaces に必要な名前が見つかりません',
            explanation: `${listed(facts, 'hosts')}: DNS は IPv4 アドレスだけを返しますが、このパソコンには IPv6 しかありません。そのようなネットワークには DNS64 と NAT64 による変換が必要ですが（RFC 6146、RFC 6147）、ここにはありません。`,
            remedies: {
              user: '別のネットワークを試してください。それで動くなら、このネットワークがパソコンに IPv4 を与えず、名前の変換もしていないことをヘルプデスクに伝えてください。',
              helpdesk:
                'ここでパソコンに IPv4 アドレスがあるはずか、どの DNS サーバーが配られているかを確認してください。DNS64 のあるサーバーは、どの名前にも IPv6 アドレスを返します。',
              network:
                'このネットワークに DNS64 と NAT64 を用意するか、IPv6 と並べて IPv4 アドレスを配ってください。',
            },
          }
        : {
            title: 'WorkSpaces に必要な名前が見つかりません',
            explanation: `${listed(facts, 'hosts')}: ${facts['answer'] === 'silence' ? 'ほかの名前は引けますが、この名前にはどの DNS サーバーも応答しません' : 'DNS は、その名前またはアドレスがないと答えています'}。DNS フィルターか、公開の名前を隠す社内ゾーンがよくある原因です。`,
            remedies: {
              user: '別のネットワークを試すか、可能であれば VPN を切ってください。それで動くなら、このネットワークの DNS が WorkSpaces の名前を隠していることをヘルプデスクに伝えてください。',
              helpdesk: `${listed(facts, 'hosts')} を、このネットワークの DNS サーバーと公開の DNS サーバーで調べてください。違いがあれば、フィルターか社内ゾーンが原因です。`,
              network: `DNS フィルターで ${listed(facts, 'hosts')} を許可し、同じドメインの社内ゾーンに抜けがないか確認してください。`,
            },
          },
  'dns/redirected': (facts) =>
    holds(facts, 'private')
      ? {
          title: '一部の名前がプライベートエンドポイントまたは転送先を指しています',
          explanation: `${listed(facts, 'hosts')} は ${listed(facts, 'addresses')} になり、そこにあるものは本物のサービスと確認できました。問題はありません。`,
          remedies: {
            user: '何もする必要はありません。',
            helpdesk: '直すものはありません。',
            network: 'プライベートエンドポイントや転送先の証明書を更新するときに、思い出してください。',
          },
        }
      : {
          title: 'DNS が WorkSpaces の名前を誤った場所へ導いています',
          explanation: `${listed(facts, 'hosts')} は ${listed(facts, 'addresses')} になりますが、そこにサービスがあるはずはありません。DNS フィルター、hosts ファイル、ログインページがよくある原因です。`,
          remedies: {
            user: '自分の広告ブロッカーや DNS フィルターを切るか、別のネットワークで、もう一度確認してください。',
            helpdesk:
              'hosts ファイルと、DNS フィルターを持つセキュリティソフトを調べ、次にネットワーク担当に DNS フィルターを尋ねてください。',
            network: `${listed(facts, 'hosts')} を DNS フィルターのブロック一覧から外してください。`,
          },
        },
  'dns/malformed': (facts) => ({
    title: 'DNS サーバーの応答が読めません',
    explanation: `${listed(facts, 'servers')} は ${countOf(facts, 'names')} 件の名前に対して、読めない応答か、別の質問への応答を返しました。`,
    remedies: {
      user: '自分のルーターなら再起動してください。続く場合は、この結果をヘルプデスクに送ってください。',
      helpdesk:
        '別の DNS サーバーと比べてください。DNS を書き換えるルーターやセキュリティエージェントがよくある原因です。',
      network: `${listed(facts, 'servers')} との DNS の通信を記録し、応答を書き換える機器がないか調べてください。`,
    },
  }),
  'dns/nxdomain-rewritten': (facts) => ({
    title: 'DNS が存在しない名前にアドレスを返しています',
    explanation: `でたらめな名前に ${listed(facts, 'addresses')} が返りました。プロバイダーまたはフィルターが存在しない名前に答えています。WorkSpaces の名前は正しく引けます。`,
    remedies: {
      user: '何もする必要はありません。',
      helpdesk: 'このネットワークでは、打ち間違えた名前も存在するように見えます。',
      network: 'プロバイダーが提供していれば、NXDOMAIN の書き換えを切ってください。',
    },
  }),
  'dns/slow': (facts) => ({
    title: 'DNS の応答が遅くなっています',
    explanation: `${said(facts, 'answers')} 件の応答の半分が ${said(facts, 'medianMs')} ミリ秒より長くかかりました（限度: ${said(facts, 'limitMs')} ミリ秒）。サインインに時間がかかりますが、接続中のセッションには影響しません。`,
    remedies: {
      user: '何もする必要はありません。サインインが遅い場合は、ヘルプデスクに伝えてください。',
      helpdesk: '別の DNS サーバーと比べてください。VPN の先にある遠いサーバーがよくある原因です。',
      network: 'もっと近いリゾルバーを用意するか、今のリゾルバーの負荷とフォワーダーを確認してください。',
    },
  }),
  'dns/partial-servers': (facts) => ({
    title: 'DNS サーバーの一つが応答しません',
    explanation: `${listed(facts, 'silent')} は応答せず、ほかのサーバーは応答しました（設定: ${listed(facts, 'servers')}）。名前は引けますが、数秒待つことがあります。`,
    remedies: {
      user: 'サインインがときどき数秒止まることがあります。DNS サーバーの一つが止まっていることをヘルプデスクに伝えてください。',
      helpdesk: `${listed(facts, 'silent')} がどこから来た設定か（DHCP、VPN、手動）を確認してください。`,
      network: `${listed(facts, 'silent')} を直すか、53 番を許可するか、DHCP から外してください。`,
    },
  }),
  'network/captive-portal': (facts) => {
    const portal = holds(facts, 'portal');
    const sent = known(facts, 'locationHost') ? `、転送先 ${said(facts, 'locationHost')}` : '';
    return {
      title: portal
        ? 'このネットワークは先にログインを求めています'
        : '通常の Web の要求に別の相手が応答しています',
      explanation: `WorkSpaces への通常の Web の要求に別の相手が応答しました（状態 ${said(facts, 'status')}${sent}）。${portal ? 'ログインが済むまで、WorkSpaces の通信は通りません。' : 'WorkSpaces が使う暗号化された接続は通っています。'}`,
      remedies: portal
        ? {
            user: 'ブラウザーで適当な Web ページを開き、ログインするか利用規約に同意してから、もう一度確認してください。',
            helpdesk:
              'ホテル、ゲスト用、公衆 Wi-Fi のログインページです。ブラウザーでページを開いてもらうか、スマートフォンのテザリングを使ってもらってください。',
            network:
              '機器を登録するか、WorkSpaces の名前とアドレスをログインページの対象から外してください。',
          }
        : {
            user: '何もする必要はありません。',
            helpdesk:
              '80 番がフィルターされているか、中継機器が応答しています。WorkSpaces には必要ありません。',
            network: 'クライアントには 80 番は不要です。Web Access は最初の接続に使います。',
          },
    };
  },
  'registration/name-invalid': (facts) => {
    const faults: Readonly<Record<string, string>> = {
      missing: 'DNS に TXT レコードがありません',
      several: `TXT レコードに値が ${said(facts, 'values')} 個あります。必要なのは 1 個だけです`,
      malformed: 'TXT レコードが接続識別子の形（英数字 1 から 20 文字）ではありません',
    };
    return {
      title: `登録名 ${said(facts, 'name')} が正しく設定されていません`,
      explanation: `${faults[said(facts, 'fault')] ?? 'TXT レコードを使えません'}（問い合わせ先: ${listed(facts, 'servers')}）。ここからは、この名前で登録できません。`,
      remedies: {
        user: '登録コードのつづりを確認してください。正しい場合は、当面の短いコード（WSxxx+...）をヘルプデスクに尋ねてください。',
        helpdesk: 'この名前が、VPN 接続時だけ見えるプライベートゾーンにあるかを尋ねてください。',
        network: `${said(facts, 'name')} に TXT の値（接続識別子）を 1 個だけ公開してください。プライベートゾーンなら、このネットワークから引けるようにしてください。`,
      },
    };
  },
};
