/** Titles and small parts of every face of a report. */
import { sayIn } from '../../core/say.ts';
import type { face as English } from '../en/face.ts';

const say = sayIn('ja');

export const face: typeof English = {
  face: {
    you: 'あなた',
    helpdesk: 'ヘルプデスク',
    network: 'ネットワーク',
    where: '場所',
    rule: '規則',
    cause: '原因',
    also: 'ほかに見つかったこと',
    notices: '参考',
    ports: 'ポートごとの結果',
    evidence: '証拠',
    figures: (region) => `${region} までの測定`,
    notTested: '未確認',
    demonstration: (scenario) =>
      scenario === ''
        ? 'デモです。何も送信していません。'
        : `デモ（${scenario}）です。何も送信していません。`,
    checksIn: (region, done, all, span) =>
      done === all
        ? `${region}、${say.number(all)} 項目、${span}。`
        : `${region}、${say.number(all)} 項目中 ${say.number(done)} 項目、${span}。`,
    details: '詳しくは -v',
    more: (count) => `ほか ${say.number(count)} 件`,
    made: (version, tables) => `Preflight ${version}、表 ${tables}`,
    oldTables: (edition, date) =>
      `表（${edition}、${date} 版）は 12 か月より古いため、名前やアドレスが変わっている可能性があります。新しい Preflight を入手してください。`,
    bestRegion: (region) => `最良のリージョン：${region}`,
    alsoShort: 'ほか',
    rules: (region) => `preflight rules --region ${region} （確認 preflight prove）`,
  },
  comma: '、',
  semicolon: '、',
  colon: '：',
};
