/** 誰かが用意したチェックの依頼。 */
import type { preparedWords } from '../en/prepared.ts';

export const prepared: typeof preparedWords = {
  prepared: {
    got: 'チェックの依頼を受け取りましたか？',
    drop: 'ここにファイルを落とすか、文を入力欄に貼り付けるか、',
    open: 'ファイルを開く',
    opened: 'チェックの依頼を開きました。まだ何も送信していません。',
    title: (from, region) => `「${from}」から、${region}までのチェックの依頼です。`,
    titleNobody: (region) => `${region}までのチェックの依頼です。`,
    lead: '名前は依頼に書かれたものです。作成者は確認できません。内容を読んでから決めてください。',
    asked: '依頼の内容',
    region: 'リージョン',
    protocols: '接続方式',
    both: 'あるものすべて',
    hosts: '相手のホスト',
    note: '相手のメモ',
    quoted: (text) => `「${text}」`,
    notUsual: '通常と違います',
    notAmazons: 'Amazon のものではありません',
    yes: 'はい',
    printers: '近くのプリンター',
    then: 'このあと起きること',
    thenAsk: 'このパソコンが Amazon のサーバーと、上のホストに問い合わせます。',
    thenStays: '結果はこのパソコンに残ります。ほかの人が送信、保存、再実行することはできません。',
    thenDecide: 'バンドルを渡すかどうかは、中身を 1 行ずつ見てから自分で決められます。',
    thenLimits:
      '依頼で埋められるのは、この画面に見えるものだけです。プロキシ、表、プログラム、フォルダーは指定できません。',
    itself: '依頼の文',
    change: '内容を変える',
    leave: 'やめる',
    refused: '使えるチェックの依頼ではありません。',
    prepare: '人のために用意する',
    prepareLead:
      '別のパソコンでこの画面を埋める、小さなファイルまたは文です。登録コードは入らず、自動では何も始まりません。',
    from: '相手に見えるあなたの名前',
    noteField: '相手へのメモ',
    save: 'ファイルを保存',
    copy: '文をコピー',
  },
};
