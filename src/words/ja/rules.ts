/** Rules of a firewall: what each is for, and how much it matters. */
import type { RuleCategory, rules as English } from '../en/rules.ts';

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

function isKnown(category: string): category is RuleCategory {
  return Object.hasOwn(PURPOSE, category);
}

export const rules: typeof English = {
  purpose: ({ category, purpose }) => (isKnown(category) ? PURPOSE[category] : purpose),
  ruleNeed: { essential: '必須', supporting: '補助', situational: '場合による' },
};
