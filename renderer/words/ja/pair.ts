/** VPN の有無で同じチェックを比べる画面。この画面と一緒にだけ読み込む。 */
import type { PairWords } from '../en/pair.ts';

export const pairWords: PairWords = {
  title: (isOn) =>
    isOn ? 'VPN を切って、「確認」を押してください' : 'VPN をつないで、「確認」を押してください',
  lead: (isOn) =>
    `1 回目は VPN を${isOn ? 'つないだ' : '切った'}状態でした。同じことをもう一度確認して、2 つを並べます。`,
  first: '1 回目のチェック',
  vpn: (name) => `VPN「${name}」を使用`,
  noVpn: 'VPN なし',
  check: '確認',
  still: (isOn) =>
    `VPN は${isOn ? 'つながった' : '切れた'}ままでした。2 回とも同じ道を通っています。${isOn ? '切って' : 'つないで'}から、もう一度「確認」を押してください。`,
  untold: '2 回目のチェックで VPN を使っていたかどうかは、Preflight には分かりませんでした。',
  anyway: 'このまま 2 つを比べる',
  keepOpen:
    'このページは開いたままにしてください。このパソコンから表示しているので、VPN がなくても動きます。',
};
