/** What `explain` says around the entries of its dictionary. Not yet read by a native speaker. */
import { sayIn } from '../../core/say.ts';
import type { explain as English } from '../en/explain.ts';

const say = sayIn('ja');

export const explain: typeof English = {
  where: {
    'this-machine': 'このパソコン',
    'local-network': 'ローカルネットワーク',
    path: 'WorkSpaces までの途中',
    service: 'サービス側',
    workspace: 'WorkSpace 自体',
    account: 'アカウント',
    administrator: '管理者の設定',
    'administrator-network': '管理者側のネットワーク（このネットワークではありません）',
  },
  who: {
    'this-machine': 'ご自身またはヘルプデスク',
    'local-network': 'ネットワーク管理者',
    path: 'ネットワーク管理者',
    service: 'Amazon',
    workspace: 'WorkSpaces の管理者',
    account: 'アカウントの担当者',
    administrator: 'WorkSpaces の管理者',
    'administrator-network': 'WorkSpaces の管理者',
  },
  decider: {
    local: 'このパソコン',
    client: 'クライアント',
    dns: 'DNS',
    https: 'HTTPS（443）',
    'tcp-4172': 'TCP 4172',
    'udp-4172': 'UDP 4172',
    'tcp-4195': 'TCP 4195',
    'udp-4195': 'UDP 4195',
    latency: '往復時間と損失',
    mtu: 'パケットの大きさ',
    directory: 'preflight directory',
  },
  source: {
    'guide-2016': 'Amazon WorkSpaces 管理ガイド（2016）、トラブルシューティング',
    'guide-2025': 'Amazon WorkSpaces 管理ガイド（2025）',
    'user-guide': 'Amazon WorkSpaces ユーザーガイド、クライアントのトラブルシューティング',
    whitepaper: 'Amazon WorkSpaces 導入のベストプラクティス（ホワイトペーパー）',
    faq: 'Amazon WorkSpaces のよくある質問',
    'knowledge-centre': 'AWS ナレッジセンター',
    'zero-client-base': 'ゼロクライアントのメーカーのナレッジベース',
    'public-thread': '公開された障害報告',
    programs: 'Chromium、Firefox、Node.js、curl、.NET、Windows、Java、Go、OpenSSL のエラーコード',
    'directory-command': 'preflight directory',
  },
  sure: {
    printed: (found, isDocumented) =>
      `プログラムの出した文「${found}」がそのまま含まれています。${order(isDocumented)}`,
    wording: (found, isDocumented) =>
      `知られている文「${found}」の語がすべて含まれています。${order(isDocumented)}`,
    words: (found, isDocumented) =>
      `知られている文「${found}」の語がほとんど含まれています。${order(isDocumented)}`,
  },
  label: {
    likely: '有力な原因',
    who: '直せる人',
    sure: '確かさ',
    also: 'ほかに考えられる原因',
    act: '対処',
    decided: '決め手',
    source: '出典',
  },
  bracket: (text) => `（${text}）`,
  fixedBy: (who, where) => `直せる人：${who}（${where}）`,
  clears: 'ネットワークが原因ではありません。原因は、ここから WorkSpaces までの途中にはありません。',
  clearing: 'ネットワークが原因ではないメッセージ',
  clearingLead: 'これらが出たなら回線は通っています。原因はアカウントか WorkSpace にあります。',
  undecided: 'ここからのチェックでは決められません。',
  decidedBy: (checks) => `次のチェック：${say.list(checks)}`,
  question:
    '多くのプログラムが同じことを表示します。どのプログラムの表示ですか。コードと前後の文を含めて、メッセージ全体を指定してください。',
  couldBe: 'WorkSpaces クライアントの表示なら、次のどれかかもしれません',
  none: '分かりません',
  noneText: 'WorkSpaces クライアントの文にも、知られているエラーコードにも、十分に合うものがありません。',
  noneLog: 'このログには、知られている文を含む行がありません。',
  nearest: '近いもの（十分には合いません）',
  tryWords: '出た文やコードをそのまま入れてみてください。',
  checkTells: '`preflight check --region CODE` で、このネットワークの様子が分かります。',
  known: (known, lines) =>
    `${say.number(lines)} 行のうち ${say.number(known)} 行の意味が分かりました。残りは解釈しません。`,
  cut: '長いログのため、最後の部分だけを読みました。',
  place: (line) => `${say.number(line)} 行目`,
  times: (n) => `${say.number(n)} 回`,
};

function order(isDocumented: boolean): string {
  return isDocumented ? '文書が最初に挙げる原因です。' : '原因の順番は Preflight によるものです。';
}
