/** Bundles in Japanese. */
import type { BundleWords } from '../en/bundle.ts';

export const bundleWords: BundleWords = {
  title: 'ヘルプデスクに見える内容',
  lead: '「保存」を押すまで何も書き込まれず、何も送信されません。ファイルはご自身で渡してください。',
  level: '伝える範囲',
  levels: {
    minimal: ['最小', '結果だけ。記録やパソコンの詳細は含みません。'],
    standard: [
      '標準',
      '名前とプライベートアドレスは host-1 のような仮名になります。たいていはこれで足ります。',
    ],
    full: [
      'すべて',
      '実際の名前、プライベートアドレス、ログの原文。既知の秘密は取り除きますが、それ以上は保証しません。',
    ],
  },
  lowered: '組織の設定により、これより多くは含められません。',
  never: 'どの範囲でも含まれないもの：登録コードとプロキシのパスワード。',
  publicAddress: 'グローバル IP アドレスを残す',
  publicAddressWhy: '接続元アドレスを制限している WorkSpaces では、ヘルプデスクがこれを必要とします。',
  files: 'ファイル',
  records: (name, n) => `${name} · ${n} 件`,
  inGroup: (n, all) => (n === all ? `ファイル ${all} 件` : `ファイル ${all} 件中 ${n} 件`),
  off: 'なし',
  include: (name) => `${name} を含める`,
  standIn: '仮名',
  hides: (n) => `は実際の名前を隠し、どこでも同じです · ここでは ${n} 件`,
  noText: 'このファイルは文字ではありません。',
  cut: '残りはここには表示されません。',
  keeps: '各範囲に残るもの',
  leftOut: '省略',
  real: '実際の値',
  ifTicked: '選んだ場合',
  rows: {
    names: 'パソコン、ユーザー、Wi-Fi、VPN の名前',
    private: 'プライベートアドレス',
    public: 'グローバルアドレス',
    amazon: 'Amazon の名前とアドレス',
  },
  save: 'バンドルを保存…',
  saving: '書き込んでいます',
  saveAgain: 'もう一度保存…',
  done: '完了',
  caseToken: 'ケースのトークン',
  caseTokenHelp:
    'ヘルプデスクから受け取った場合だけ入力します。同じパソコン、同じネットワークのバンドルだと分かるようになります。',
  caseTokenWrong: 'ケースのトークンではありません。英数字と - _ の 22 文字です。',
  saved: (name) => `${name} として保存しました。ヘルプデスクに渡してください。`,
  total: (files, size) => `${files} ファイル · ${size}`,
  preparing: '内容を準備しています',
};
