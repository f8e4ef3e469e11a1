/** What a check would do. */
import { sayIn } from '../../core/say.ts';
import type { plan as English, sessions as englishSessions } from '../en/plan.ts';

const say = sayIn('ja');

export const sessions: typeof englishSessions = {
  sessions: ({ least, most, bound }) =>
    say.sentences(
      `途中のルーターやファイアウォールの表に、少なくとも ${say.number(least.total)} 件のセッションを開きます（TCP ${say.number(least.tcp)}、UDP ${say.number(least.udp)}、ping ${say.number(least.ping)}）。名前に複数のアドレスがある場合や失われたものがある場合は増え、最大 ${say.number(most.total)} 件です。`,
      bound !== null &&
        `同時には最大 ${say.number(bound.atOnce)} 件、新しいものは ${say.number(bound.inSeconds)} 秒間に最大 ${say.number(bound.new)} 件です。`,
    ),
};

export const plan: typeof English = {
  plan: {
    headline: (steps, names, addresses) =>
      `この指定での確認は ${say.number(steps)} 段階で、名前 ${say.number(names)} 件、表のアドレス ${say.number(addresses)} 件に触れます。`,
    skipped: (count) => `表の ${say.number(count)} 行は確認しません。`,
    dns: 'DNS が返すアドレスも確認します。',
    nothingSent: '今は何も送っていません。',
    steps: (count) => `${say.number(count)} 段階`,
    rows: (count) => `${say.number(count)} 行`,
    times: (count) => `${say.number(count)} 回`,
    from: (port) => `送信元ポート ${port}`,
    loads: (runs) =>
      `${say.list(runs.map(({ direction, kbps, seconds }) => `${direction === 'up' ? '行き' : '帰り'} ${say.number(kbps)} kbps を ${seconds} 秒`))}（合計 1.3 MB まで）`,
    held: (delaysS) => `応答を ${delaysS.join('、')} 秒保留`,
    noReason: '理由の記載なし',
  },
};
