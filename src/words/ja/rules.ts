/** Rules of a firewall: what each is for, and how much it matters. */
import { sayIn } from '../../core/say.ts';
import type { Counted, RuleCategory, rules as English } from '../en/rules.ts';

const say = sayIn('ja');

export const counted = ({ rules: all, destinations }: Counted): string =>
  `規則 ${say.number(all)} 件（宛先 ${say.number(destinations)} 件）`;

/** For whom the documents ask for bandwidth, as the tables word it. */
const PER: Readonly<Record<string, string>> = {
  'simultaneous user watching 480p video': '480p の動画を同時に見るユーザー',
  'webcam use with DCV': 'DCV でのウェブカメラの使用',
  'client connection': 'クライアントの接続',
  connection: '接続',
};
const DIRECTION: Readonly<Record<string, string>> = { upload: '上り', download: '下り' };

const PURPOSE: Readonly<Record<RuleCategory, string>> = {
  connectivityCheck: '接続の確認',
  directoryAuth: 'ディレクトリの認証',
  directoryAuthMacOs: 'ディレクトリの認証（macOS）',
  directoryCustomerSettings: 'ディレクトリの設定',
  wsBrokerIpv4: 'WS ブローカー',
  wsBrokerFipsIpv4: 'WS ブローカー（FIPS）',
  wsBrokerIpv6: 'WS ブローカー（IPv6）',
  wsBrokerFipsIpv6: 'WS ブローカー（FIPS、IPv6）',
  sessionBrokerIpv4: 'セッションブローカー（PCM）',
  sessionBrokerFipsIpv4: 'セッションブローカー（FIPS）',
  sessionBrokerIpv6: 'セッションブローカー（IPv6）',
  sessionBrokerFipsIpv6: 'セッションブローカー（FIPS、IPv6）',
  healthCheck: 'ヘルスチェックサーバー',
  healthCheckIpv6: 'ヘルスチェックサーバー（IPv6）',
  captcha: 'CAPTCHA',
  clientAutoUpdate: 'クライアントの自動更新',
  clientMetricsIpv4: 'クライアントの統計',
  clientMetricsIpv6: 'クライアントの統計（IPv6）',
  dynamicMessagingIpv4: 'お知らせの配信',
  dynamicMessagingIpv6: 'お知らせの配信（IPv6）',
  forresterLog: 'Forrester のログ',
  directoryLoginGraphicsLegacy: 'ログインページの画像（古いホスト）',
  directoryLoginGraphics: 'ログインページの画像',
  directoryLoginCss: 'ログインページのスタイル',
  directoryLoginJs: 'ログインページのスクリプト',
  smartCard: 'スマートカードのサインイン',
  samlSso: 'SAML のハートビート',
  samlSsoFips: 'SAML のハートビート（FIPS）',
  relayState: 'SAML のリレーステート',
  relayStateFips: 'SAML のリレーステート（FIPS）',
  userLoginPages: 'ユーザーのログインページ',
  workspacesApiIpv4: 'WorkSpaces API',
  workspacesApiFipsIpv4: 'WorkSpaces API（FIPS）',
  workspacesApiIpv6: 'WorkSpaces API（IPv6）',
  workspacesApiFipsIpv6: 'WorkSpaces API（FIPS、IPv6）',
  pcoipTurn: 'Web Access の TURN サーバー',
  registrationDependency: '登録に必要なホスト',
  webAccess: 'Web Access の開始ページ',
  timeServer: '時刻サーバー（NTP）',
  deviceMetrics: 'デバイスの統計',
  pcoipGateway: 'PCoIP ゲートウェイ',
  pcoipGatewayIpv6: 'PCoIP ゲートウェイ（IPv6）',
  dcvGateway: 'DCV ゲートウェイ',
  dcvGatewayIpv6: 'DCV ゲートウェイ（IPv6）',
  dcvGatewayName: 'DCV ゲートウェイの名前',
  dcvAccelerator: 'Global Accelerator 経由の DCV',
  dcvVpcEndpointName: 'VPC エンドポイント経由の DCV',
  webRanges: '443 の名前（AWS のアドレス範囲）',
};

const FORMATS: Readonly<Record<string, string>> = {
  text: '読むための文章（80 桁）',
  csv: 'CSV（1 行に 1 規則、表計算とスクリプト用）',
  json: 'preflight.rules/1（JSON）',
  markdown: 'チケットや Wiki 用の表（Markdown）',
  nftables: 'nftables（nft -f で読み込む、既定で拒否する送信の規則）',
  'iptables-restore': 'iptables-restore と ip6tables-restore（既定で拒否する OUTPUT）',
  squid: 'squid プロキシの許可リスト（squid.conf に組み込む）',
  'windows-firewall': 'Windows Defender ファイアウォールの PowerShell',
  'aws-security-group': 'AWS セキュリティグループの送信の許可（AWS CLI の JSON）',
  blocks: 'アドレスの範囲の一覧（1 行に 1 件）',
  names: '名前とワイルドカードの一覧（1 行に 1 件）',
  'terraform-aws': 'Terraform：AWS セキュリティグループとその送信の規則',
  'terraform-azure': 'Terraform：Azure Firewall ポリシーの規則コレクショングループ',
  fortios: 'FortiOS のアドレス、サービス、ポリシー',
  asa: 'Cisco ASA のオブジェクトグループとアクセスリスト',
  panos: 'PAN-OS の set コマンド',
  opnsense: 'OPNsense に取り込むエイリアス（JSON）',
  'aws-network-firewall': 'AWS Network Firewall のステートフル規則グループ（Suricata）',
};

function isKnown(category: string): category is RuleCategory {
  return Object.hasOwn(PURPOSE, category);
}

export const purposeOf: typeof English.purpose = ({ category, purpose }) =>
  isKnown(category) ? PURPOSE[category] : purpose;

export const rules: typeof English = {
  purpose: purposeOf,
  rules: {
    format: ({ id, summary }) => FORMATS[id] ?? summary,
    head: (regions, protocols, profile) =>
      `Amazon WorkSpaces のファイアウォールの規則：${regions}（${protocols}、${profile}）。`,
    protocols: (protocols) => say.protocols(protocols),
    counts: (all, tables, overlay) =>
      `${counted(all)}、すべて送信方向。表 ${tables}${overlay === null ? '' : `、上書き ${overlay}`}。`,
    incompleteFor: (regions) => `${regions} の規則は不完全です。下の最初の注意を見てください。`,
    names: '名前（プロキシ、または名前を扱えるファイアウォール用）',
    wildcards: 'ワイルドカード（その下のすべての名前。確認はできません）',
    addresses: 'アドレス',
    omitted: '規則に入っていないもの',
    doubtful: (doubt) => `疑わしい：${doubt}`,
    row: (about, ports) => `${about}：${ports}`,
    weaker: (port, need) => `${port}（${need}）`,
    title: (regions) => `Amazon WorkSpaces のファイアウォールの規則：${regions}`,
    lead: (all, asked, tables) => `${counted(all)}、すべて送信方向（${asked}）。表 ${tables}。`,
    tables: (edition, sha256) => `${edition}（sha256 ${sha256}）`,
    part: {
      names: '名前',
      wildcards: 'ワイルドカード',
      addresses: 'アドレス',
      omitted: '規則に入っていないもの',
      notes: '注意',
    },
    columns: ['宛先', 'ポート', '必要性', '用途', 'リージョン', '出典', '疑い'],
    all: 'すべて',
    notCovered: (count, all, format) =>
      `宛先 ${say.number(all)} 件中 ${say.number(count)} 件は ${format} では書けません（アドレスのない名前、ワイルドカード）。すべては --format text で表示します。`,
    overQuota: (count, family, most) =>
      `${family} の規則が ${say.number(count)} 件あります。セキュリティグループは既定で ${say.number(most)} 件までです。複数のグループに分けるか、AWS に上限の引き上げを依頼してください。`,
    directoryId: '名前にディレクトリ ID が入ります。--directory-id で指定してください。',
    untrusted: (doubt, host) =>
      `表のアドレスは疑わしいため（${doubt}）、名前 ${host} か、その名前のアドレスを許可してください`,
    unsaidDoubt: '疑わしい',
    note: {
      incomplete: (region, missing) =>
        `${region} は不完全です。セッションに必要なものが資料にすべては書かれていません（${missing}）。提供元に確認し、--overlay で加えてください。`,
      ranges:
        'ポート 443 の AWS の範囲（ガイド 2025、2115-2120）は WorkSpaces よりはるかに広く、変わることがあります。名前を扱えないファイアウォールだけで使い、新しい ip-ranges.json から作り直してください。',
      noFips: (regions) =>
        `資料には ${regions} の FIPS エンドポイントがありません。--fips を付けても規則は増えません。`,
      bandwidth: (needs) => `帯域幅は測っていません。資料が求めるもの：${needs.join('、')}。`,
      need: (amount, direction, per) =>
        `${PER[per] ?? per}ごとに ${amount}${direction === null ? '' : `（${DIRECTION[direction] ?? direction}）`}`,
      stateless:
        'ステートフルなファイアウォールは応答を自動的に通します。ステートレスなフィルターには、戻りの通信の規則も必要です（これらの宛先とポートから、クライアントのエフェメラルポートへ。多くは 49152-65535 で、クライアントによって違います）。',
      dns: 'DNS：クライアントは、自分の DNS サーバーへの UDP（と TCP）ポート 53 も必要です。',
      https:
        '名前への HTTPS は TCP を使います。ガイドにはポート 443 の UDP もありますが、ここでは画面を送る DCV ゲートウェイだけに載せています。',
      decrypt: 'ポート 4172 と 4195 の通信は復号（TLS 検査）しないでください。対応していません。',
      pools:
        '独自ライセンスのない WorkSpaces Pools のゲートウェイのアドレスは保証されていません。ゲートウェイの名前（ワイルドカード）を許可してください。',
      priority: '優先制御をする場合：UDP 4172 は画面を送ります。音声のすぐ次にしてください。',
      accelerator:
        'Global Accelerator は、FIPS と IP アクセスコントロールグループの両方を使うディレクトリでは有効にできません。そのアドレスが閉じている場合、セッションは Global Accelerator を使わずに通ります。',
      acceleratorIpv6:
        'IPv6 の Global Accelerator は、AWS の ip-ranges.json の GLOBALACCELERATOR の範囲を使います（ガイドには載っていません）。',
      zeroClient:
        'ゼロクライアントは自分の時計で証明書を確かめます。設定で NTP を有効にしてください。ファームウェア 6.0.0 以降は直接接続します。4.6 から 6.0 用の Connection Manager は 2021 年 4 月 13 日に終了しました。',
    },
  },
};
