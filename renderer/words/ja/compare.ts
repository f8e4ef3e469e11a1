/** Two runs side by side in Japanese. */
import type { CompareWords } from '../en/compare.ts';

export const compareWords: CompareWords = {
  a: 'A · 前',
  b: 'B · 後',
  way: '道',
  same: '同じ',
  different: '違い',
  asWritten: 'バンドルの内容',
  byTheseRules: 'この版の規則による',
  causes: '原因',
  stayed: '変わらず',
  none: 'なし',
  to: '→',
  noChecks: '状態の変わった項目はありません。',
  figures: '動いた数値',
  figure: '数値',
  aToB: 'A から B',
  noise: '二回の確認での誤差',
  counts: (noise, difference) => `± ${noise} のため ${difference} は有意`,
  everyStep: '誤差なし：どの差も有意',
  swap: 'A と B を入れ替える',
  allTables: 'すべての項目の表',
};
