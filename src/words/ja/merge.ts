/** Reports of several sites side by side. */
import { sayIn } from '../../core/say.ts';
import type { merge as English } from '../en/merge.ts';

const say = sayIn('ja');

export const merge: typeof English = {
  merge: {
    head: (sites, destinations, differ) =>
      `拠点 ${say.number(sites)} か所、宛先 ${say.number(destinations)} 件、違いのある宛先 ${say.number(differ)} 件`,
    sites: (count) => `拠点 ${say.number(count)} か所`,
    key: [
      'o 接続できる、X 拒否、. 応答なし（UDP ではこれだけでは分かりません）、',
      '- 未確認、空白：その拠点では対象外',
    ],
    different: '違いのある宛先',
    same: '違いの見られない宛先',
    state: { open: '接続できる', closed: '拒否', silent: '応答なし', 'not-tested': '未確認' },
    port: 'ポート',
    destination: '宛先',
    cutShort: '途中まで',
    simulated: 'デモ：ネットワークには何も送っていません',
    tables: 'レポートの表が違います：',
    regions: (told) => `拠点によって確認したリージョンが違います：${told}。`,
    ofSites: (what, sites) => `${what}（${sites}）`,
    overlay: (edition, overlay) => `${edition}（${overlay} で上書き）`,
  },
};
