/** Findings about port 443 and the proxy, in Japanese. */
import type { FindingWords } from '../finding-words.ts';
import { countOf, holds, listed, said, type Facts } from './facts.ts';

const all = (facts: Facts): boolean => facts['scope'] === 'all';
const isSilentForAll = (facts: Facts): boolean => all(facts) && listed(facts, 'how') === 'tls-timeout';

/** The setting that should name a proxy (a PAC file) cannot be followed. */
const isUnread = (facts: Facts): boolean => typeof facts['problem'] === 'string';

function proxyTrouble(facts: Facts): string {
  if (!isUnread(facts))
    return `${said(facts, 'proxy')} は${holds(facts, 'nameMissing') ? '名前を引けません' : '接続を受け付けません'}。`;
  const where = typeof facts['proxy'] === 'string' ? `（${facts['proxy']}）` : '';
  return `このパソコンはプロキシを使う設定${where}ですが、どのプロキシか分かりません: ${said(facts, 'problem')}。`;
}

export const HTTPS: FindingWords = {
  'https/blocked': (facts) => ({
    title: all(facts)
      ? '443 番ポートが外へ出られません'
      : `443 番ポートで ${countOf(facts, 'hosts')} 件のホストに届きません`,
    explanation: `${said(facts, 'tested')} 件中 ${said(facts, 'failed')} 件のホストが TCP 443 に応答しません: ${listed(facts, 'hosts')}。${
      holds(facts, 'byThisMachine')
        ? 'このパソコンのファイアウォールが禁止しています。'
        : all(facts)
          ? '443 番がないとサインインできません。何も外へ出さないファイアウォールか、設定されていないプロキシがよくある原因です。'
          : 'ほかは応答するため、名前かアドレスで遮断されています。'
    }`,
    remedies: {
      user: 'スマートフォンなど別のネットワークを試すか、VPN のオンとオフを切り替えて、もう一度確認してください。これらの名前への 443 番が遮断されていることをヘルプデスクに伝えてください。',
      helpdesk: all(facts)
        ? '最初に切れている層: TCP 443。ブラウザーで Web ページが開くかを尋ねてください。開くなら、ブラウザーはこの確認とクライアントが使っていないプロキシを使っています。'
        : '最初に切れている層: 一部のホストへの TCP 443。別のネットワークと比べてください。',
      network: `${listed(facts, 'hosts')} への外向き TCP 443 を許可してください。`,
    },
  }),
  'https/refused': (facts) => ({
    title: all(facts)
      ? '443 番ポートがすべて拒否されます'
      : `443 番ポートが ${countOf(facts, 'hosts')} 件のホストで拒否されます`,
    explanation: `${said(facts, 'tested')} 件中 ${said(facts, 'failed')} 件のホストが TCP 443 を拒否します: ${listed(facts, 'hosts')}。拒否は距離や負荷ではなく、拒否するファイアウォールから来ます。`,
    remedies: {
      user: '別のネットワークを試すか、VPN のオンとオフを切り替えて、もう一度確認してください。接続が拒否されることをヘルプデスクに伝えてください。',
      helpdesk:
        '最初に切れている層: TCP 443、能動的な拒否。まずこのパソコンのセキュリティソフト、次にファイアウォールを調べてください。',
      network: `${listed(facts, 'hosts')} への TCP 443 を拒否する規則を見つけて、許可してください。`,
    },
  }),
  'https/handshake-cut': (facts) => ({
    title: `${all(facts) ? 'すべての' : `${countOf(facts, 'hosts')} 件の`}ホストへの暗号化された接続が切られます`,
    explanation: `${holds(facts, 'byProxy') ? `プロキシは ${listed(facts, 'hosts')} への道を開きますが` : `${listed(facts, 'hosts')} への TCP 443 は開きますが`}、TLS のハンドシェイクが途中で終わります（${listed(facts, 'how')}）。${
      holds(facts, 'largeVanish')
        ? 'この経路では大きなパケットが消えるため、証明書が届きません。'
        : isSilentForAll(facts)
          ? 'フィルターがすべてのハンドシェイクを止めているか、大きなパケットで届く証明書が帰り道で失われています。ここからは見分けがつきません。'
          : 'ハンドシェイクの中の名前を読むフィルターの動きです。'
    }`,
    remedies: {
      user: '可能であればセキュリティソフトの Web フィルターを切るか、別のネットワークで、もう一度確認してください。',
      helpdesk:
        'TLS のサーバー名を見る Web フィルターかファイアウォールです。別のネットワークと比べ、ホストの分類をネットワーク担当に尋ねてください。',
      network: `Web フィルターまたは次世代ファイアウォールで、TLS のサーバー名 ${listed(facts, 'hosts')} を復号せずに許可してください。${
        isSilentForAll(facts)
          ? 'そのようなフィルターがなければ、帰り道の小さい MTU を疑い、ICMP の「fragmentation needed」を通すか、TCP の MSS を下げてください。'
          : ''
      }`,
    },
  }),
  'https/tls-intercepted': (facts) => ({
    title: '途中で暗号化された通信が復号されています',
    explanation: `${listed(facts, 'hosts')} の証明書は、公開の認証局ではない ${listed(facts, 'issuers')} が発行しています。${
      facts['trustedHere'] === false
        ? 'このパソコンもそれを信頼していないため、クライアントは接続を拒みます。'
        : facts['trustedHere'] === true
          ? 'このパソコンは信頼しているため、クライアントは通る可能性があります。ストリーミングは復号してはいけません。'
          : 'このパソコンが信頼しているかは読み取れませんでした。'
    }`,
    remedies: {
      user:
        facts['trustedHere'] === false
          ? 'ネットワークが通信を復号しており、そのための証明書がこのパソコンにないことを、ヘルプデスクに伝えてください。証明書の警告を手で許可しないでください。'
          : '何もする必要はありません。サインインに失敗したら、ヘルプデスクに伝えてください。',
      helpdesk: `発行者の表記: ${listed(facts, 'issuers')}。どのプロキシまたはセキュリティエージェントか、そのルート証明書をこのパソコンに入れるべきかを調べてください。`,
      network: `${listed(facts, 'hosts')} と、4172 と 4195 のすべてを TLS 検査の対象から外してください。`,
    },
  }),
  'https/certificate-invalid': (facts) => ({
    title: '証明書が有効ではありません',
    explanation: `${listed(facts, 'hosts')}: ${listed(facts, 'reasons')}。届いた証明書は ${listed(facts, 'subjects')} のものです。`,
    remedies: {
      user: 'このパソコンの日付と時刻が正しいか確認してください。正しければ、別のネットワークを試し、ヘルプデスクに伝えてください。',
      helpdesk:
        '名前が違うなら別の相手が応答しています。期限なら時計か更新忘れ、中間証明書の不足なら手入れの悪いサーバーか中継機器です。',
      network: `このネットワークで ${listed(facts, 'hosts')} に応答しているもの（プロキシ、遮断ページ、プライベートエンドポイント）を調べてください。`,
    },
  }),
  'https/clock-skew': (facts) => ({
    title: `このパソコンの時計が ${said(facts, 'skewMinutes')} 分${holds(facts, 'ahead') ? '進んで' : '遅れて'}います`,
    explanation: `${said(facts, 'servers')} 台のサーバーの時刻は一致しており、このパソコンと ${said(facts, 'skewMinutes')} 分違います。証明書とサインインは時計で判定されるため、失敗します。`,
    remedies: {
      user: '時計を自動設定にし、日付とタイムゾーンを確認して、もう一度確認してください。',
      helpdesk:
        'このパソコンの時刻同期（NTP またはドメイン）を直してください。基板の電池切れもよくある原因です。',
      network: 'このネットワークのタイムサーバーへの NTP（UDP 123）を許可してください。',
    },
  }),
  'https/server-error': (facts) => ({
    title: 'サービス側に問題があります',
    explanation: `${listed(facts, 'hosts')} は 2 回とも状態 ${listed(facts, 'statuses')} で応答しました。あなたのネットワークからは届いています。`,
    remedies: {
      user: '数分待って、もう一度確認してください。',
      helpdesk: 'リージョンの WorkSpaces について AWS Health Dashboard を確認してください。',
      network:
        '開けるものはありません。途中のプロキシやゲートウェイがホストの名で応答している場合だけが例外です。',
    },
  }),
  'https/protocol-error': (facts) => ({
    title: '応答が読めません',
    explanation: `${listed(facts, 'hosts')} は TLS のハンドシェイクを終えましたが、読める応答がありませんでした（${listed(facts, 'how')}）。`,
    remedies: {
      user: '数分後にもう一度確認してください。続く場合は、この結果をヘルプデスクに送ってください。',
      helpdesk:
        '応答を書き換えるプロキシやセキュリティエージェントがよくある原因です。別のネットワークと比べてください。',
      network: `${listed(facts, 'hosts')} への通信を検査しているものを調べてください。`,
    },
  }),
  'proxy/required': (facts) => ({
    title: '出口はプロキシで、動いています',
    explanation: `${countOf(facts, 'hosts')} 件のホストには直接ではなく ${said(facts, 'proxy')} を通して届きます。クライアントはサインインに OS のプロキシを使います。ストリーミングはプロキシを通りません。`,
    remedies: {
      user: '何もする必要はありません。クライアントのプロキシ設定は「デバイスの OS の設定を使う」のままにしてください。',
      helpdesk: 'クライアントが OS のプロキシを使う設定か確認してください。',
      network:
        'プロキシが運ぶのは 443 番のサインインだけです。4172 と 4195（TCP と UDP）はゲートウェイへ直接出られる必要があります。',
    },
  }),
  'proxy/authentication': (facts) => ({
    title: 'プロキシがパスワードを求めています',
    explanation: `${said(facts, 'proxy')} は 407 を返し、${listed(facts, 'schemes')} を求めています。WorkSpaces クライアントはプロキシにサインインできず、直接の経路も閉じています。`,
    remedies: {
      user: 'このプロキシのないネットワークを試し、プロキシが WorkSpaces にパスワードを求めることをヘルプデスクに伝えてください。',
      helpdesk:
        'クライアントはユーザー名とパスワードのあるプロキシに対応していません。ネットワーク担当が名前を例外にする必要があります。',
      network: `${listed(facts, 'hosts')} を ${said(facts, 'proxy')} で認証なしに通すか、直接の TCP 443 を許可してください。`,
    },
  }),
  'proxy/unreachable': (facts) => ({
    title: isUnread(facts)
      ? 'このパソコンのプロキシ設定に従えません'
      : holds(facts, 'needed')
        ? 'プロキシが応答しません'
        : '設定されたプロキシが応答しません',
    explanation: `${proxyTrouble(facts)}${holds(facts, 'needed') ? '直接の経路も閉じているため、443 番は外へ出られません。' : '直接の経路は使えるため、プロキシなしで確認を続けました。'}`,
    remedies: {
      user: '会社にいない場合は、ネットワーク設定でプロキシを切るか VPN をつないで、もう一度確認してください。',
      helpdesk:
        'プロキシの設定がどこから来たか（ポリシー、PAC ファイル、手動）、このネットワークのものかを確認してください。',
      network: isUnread(facts)
        ? `PAC ファイルをこのネットワークから取得でき、実行できるようにするか、${listed(facts, 'hosts')} への直接の TCP 443 を許可してください。`
        : `${said(facts, 'proxy')} の名前、ポート、経路を確認してください。`,
    },
  }),
  'proxy/denied': (facts) => ({
    title: `プロキシが ${countOf(facts, 'hosts')} 件のホストを通しません`,
    explanation: `${said(facts, 'proxy')} は ${listed(facts, 'hosts')} への CONNECT を拒みます（状態 ${listed(facts, 'statuses')}）。`,
    remedies: {
      user: 'プロキシが WorkSpaces を遮断していることを、この結果と一緒にヘルプデスクに伝えてください。',
      helpdesk: 'プロキシには届き、断られています。ネットワーク担当が名前を許可する必要があります。',
      network: `${said(facts, 'proxy')} で、${listed(facts, 'hosts')} の 443 番への CONNECT を許可してください。`,
    },
  }),
};
