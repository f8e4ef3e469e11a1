/** リージョンと接続方式のほかに指定できること。 */
import type { optionsWords } from '../en/options.ts';

export const options: typeof optionsWords = {
  options: {
    title: 'その他の設定',
    profile: 'クライアントの種類',
    profiles: { client: 'アプリ', 'web-access': 'ブラウザ', 'zero-client': 'ゼロクライアント' },
    profileHelp: {
      client: 'このパソコンの WorkSpaces アプリです。',
      'web-access': 'ブラウザは 443 または 4195 で画面を受け取ります。PCoIP を使えないリージョンもあります。',
      'zero-client':
        'OS のない専用端末です。代わりにこのパソコンが問い合わせます。使えるのは PCoIP だけです。',
    },
    profileAlone: (protocol) => `この種類のクライアントがここで使えるのは ${protocol} だけです。`,
    directoryId: 'ディレクトリ ID',
    directoryIdHelp: '管理者に聞いてください。サインインページも確認します。',
    signIn: 'サインイン方法',
    signInAny: '聞いていない',
    signIns: {
      password: 'パスワード',
      saml: 'シングルサインオン（SAML）',
      certificate: '証明書',
      'smart-card': 'スマートカード',
    },
    signInHelp: 'ディレクトリが求める方法です。必要な名前も確認に加わります。',
    also: '自社のホスト',
    alsoHelp: '1 行に 1 つ、ホスト名またはホスト名:ポート。サインインの提供元など。',
    samples: '往復時間の測定回数',
    samplesHelp: (usual) => `ヘルスチェックサーバーごとの回数です。通常は ${usual} 回。`,
    tables: '新しい表',
    chooseTables: 'ファイルを選ぶ…',
    tablesHelp:
      'ここにないリージョンのための、オーバーレイまたは較正ファイルです。Preflight を終了するまで有効です。',
    printers: 'ローカルネットワークのプリンターを探す',
    gentle: '一度に開く接続を少なくする（衛星・携帯回線など、接続数の少ない回線向け。時間がかかります）',
    reset: '通常に戻す',
    hosts: (n) => `自社のホスト ${n} 件`,
    directory: 'ディレクトリ',
    printersShort: 'プリンター',
    gentleShort: '少ない接続で',
    samplesShort: (n) => `測定 ${n} 回`,
    tablesShort: '新しい表',
  },
};
