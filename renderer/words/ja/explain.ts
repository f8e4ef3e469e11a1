/** Explaining an error in Japanese. */
import type { ExplainWords } from '../en/explain.ts';

export const explainWords: ExplainWords = {
  title: '何が表示されましたか？',
  lead: 'メッセージの言葉を入力するか、WorkSpaces クライアントのログをここへ。このパソコンで読み取られ、どこにも送信されません。',
  field: 'メッセージ',
  placeholder: '接続できません。WorkSpace に接続できませんでした…',
  go: '調べる',
  keys: 'Ctrl+Enter でも調べられます。',
  drop: 'ログをここへドロップするか、',
  choose: 'ファイルを選ぶ',
  own: 'このパソコンのクライアントの最新ログを読む',
  noLog: 'このパソコンに WorkSpaces クライアントのログは見つかりませんでした。',
  seen: (message) => `「${message}」`,
  asks: (what, region) => `${region}の ${what} を確認します`,
  half: 'どのプログラムの表示ですか',
};
