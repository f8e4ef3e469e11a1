/** The headline, what follows it, and the line of each protocol. */
import { sayIn } from '../../core/say.ts';
import type { verdict as English } from '../en/verdict.ts';

const say = sayIn('ja');

export const verdict: typeof English = {
  soFar: {
    lead: (told) => `ここまでの結果：${told}`,
    shut: (names) => `${names} は通りません。`,
    measuring: {
      loss: '測定中：ゆっくりした接続でも失われるか。',
      silence: '測定中：応答のなかった相手にもう一度、一つずつ聞いています。',
      where: '測定中：経路のどこで始まっているか。',
    },
  },
  headline: {
    ready: (names, count) =>
      count > 1
        ? `準備完了です。${names} はどちらも通っています。`
        : `準備完了です。${names} は通っています。`,
    readySoFar: (proved, unproved) =>
      proved === ''
        ? `確かめられる範囲では準備完了です。${unproved} の UDP には返事がありませんでした。`
        : `準備完了です。${proved} は通っています。${unproved} も、確かめられる範囲では通っています。`,
    readyToPeer: (names) => `確かめられる範囲では準備完了です。${names} の UDP はピアまで通っています。`,
    works: (names) => `${names} は使えます。`,
    worksLimited: (names) => `${names} は制限つきで使えます。`,
    goesAround: (name) => `${name} は 443 で迂回するしかありません。`,
    itGoesAround: '443 で迂回するしかありません。',
    notTold: (names) => `${names} は確認できませんでした。`,
    cut: (names, how) =>
      how === 'deadline'
        ? `${names} は時間切れで確認できませんでした。`
        : `${names} は中止されたため確認できませんでした。`,
    allCut: (how, gap) =>
      `判定できません。${gap}前に${how === 'deadline' ? '時間が過ぎました' : '中止されました'}。`,
    unknown: (gap) => `判定できません。${gap}。`,
    itWorks: '制限つきで使えます。',
  },
  gapCut: {
    names: '名前を調べる',
    'sign-in': 'サインインのサーバーを試す',
    streaming: '画面を送るポートを試す',
  },
  gap: {
    names: 'WorkSpaces に必要な名前のすべては確認できませんでした',
    'sign-in': 'サインインのサーバーのすべては確認できませんでした',
    streaming: '画面を送るポートが通ることを確かめられませんでした',
  },
  lead: {
    onlyIf: (names) => `これが問題になるのは、WorkSpace が ${names} を使う場合だけです。`,
    nothing: '直すところはありません。',
    again: (how) =>
      how === 'deadline'
        ? '時間を延ばしてもう一度チェックしてください。'
        : '終わるまで待って、もう一度チェックしてください。',
    stillFails:
      'それでも接続できない場合、原因はこのネットワークではありません。停止した WorkSpace、パスワード、アドレス制限はここからは見えません。',
    counted: (done, all) =>
      `${say.number(all)} 項目中 ${say.number(done)} 項目を確認しました。分かったことは残ります。`,
  },
  limitOfSight:
    'Preflight が判定するのは、このパソコンとこのネットワークです。停止した WorkSpace、IP アクセスコントロールグループ、VPC、パスワードは見えません。',
  line: {
    before: 'これが直るまでセッションは始まりません',
    silent: (port, passed, all) =>
      `TCP ${port}：サーバー ${say.number(all)} 台中 ${say.number(all - passed)} 台が応答なし`,
    refused: (port, passed, all) =>
      `TCP ${port}：サーバー ${say.number(all)} 台中 ${say.number(all - passed)} 台が拒否`,
    udpRefused: (port) => `UDP ${port} は拒否されています`,
    accepted: (port) => `TCP ${port} は、何もないはずのアドレスでも受け付けられます`,
    notTested: (port, reason) => `TCP ${port} は未確認です（${reason}）`,
    notAllTested: '必要な項目のすべては確認できませんでした',
    delay: (ms, band) => `${ms}、${band}`,
    overUdp: (port) => `UDP ${port} で通ります（応答あり）。`,
    overQuic443: 'UDP 443（QUIC）で通ります（応答あり）。',
    overTcp: (port) => `TCP ${port} で通ります。`,
    noReply: (port) => `UDP ${port} には返事がありません（これだけでは何も分かりません）。`,
    provedToPeer: (port, count) =>
      `UDP ${port} はピアとの間で往復しています（${count}）。Amazon のゲートウェイが応答するかは確認していません。`,
    peerSizes: (there, back) => `行きは ${there}、帰りは ${back}までのパケットが通ります。`,
    peerRate: (way, sent, came) =>
      `${way === 'up' ? '行き' : '帰り'} ${sent} kbps のうち ${came} kbps が届きました。`,
    peerIdle: (seconds: number) => `${seconds} 秒の沈黙のあとも応答が届きました。`,
    udpSilent: (port) => `UDP ${port} には返事がありません。サービスは応答することが分かっています。`,
    around: 'TCP 443 で迂回',
    notTimed: '往復時間は未計測',
    lost: (percent) => `${percent} が失われ、画面と音が途切れます。`,
  },
};
