/** What a check says in a terminal and in files alone: exit codes, what shaped it, several runs. */
import { sayIn } from '../../core/say.ts';
import type { check as English } from '../en/check.ts';

const say = sayIn('ja');

export const check: typeof English = {
  madeUpNames: (domain) => `${domain} の実在しない名前`,
  shaper: { config: '設定ファイル', policy: 'このパソコンのポリシー', 'public-roots': 'ルート証明書' },
  exit: {
    plain: (code) => `終了コード ${code}`,
    alsoAsked: (code, names, other) =>
      `終了コード ${code}：${names} ${other === null ? 'が使えません' : `も求められました（--protocol ${other} なら ${say.protocol(other)} だけ）`}`,
    canWork: (code) => `終了コード ${code}：使えます（--strict なら 1）`,
    strict: (code) => `終了コード ${code}：制限つきで、--strict が指定されています`,
    interrupted: (code) => `終了コード ${code}：Ctrl-C で中止`,
  },
  repeat: {
    runs: (count) => `${say.number(count)} 回の実行`,
    inRuns: (title, seen, all, numbers) =>
      `${title}：${say.number(all)} 回中 ${say.number(seen)} 回（${numbers}）`,
    failedIn: (seen, all) => `${say.number(all)} 回中 ${say.number(seen)} 回不合格`,
    statusIn: (status, seen) => `${status} ${say.number(seen)} 回`,
    ofRuns: (parts, all) => `${say.number(all)} 回中 ${parts}`,
    more: (count) => `ほか ${say.number(count)} 項目も結果が変わります`,
    next: (run, all, seconds) =>
      `${say.number(all)} 回中 ${say.number(run)} 回目が終わりました。次は ${say.number(seconds)} 秒後に始めます`,
    comesAndGoes: (seen, all) =>
      `${say.number(all)} 回中 ${say.number(seen)} 回で起きました。起きたり起きなかったりします。`,
    same: (all) => `${say.number(all)} 回とも同じ結果です。`,
    otherCauses: (all) => `${say.number(all)} 回とも判定は同じですが、原因は回によって違います。`,
    stoppedIn: (run, asked) => `${asked} 回のうち ${run} 回目の途中で止めました。`,
    stoppedAfter: (run, asked) => `${asked} 回のうち ${run} 回で止めました。`,
    nth: (run) => `${run} 回目`,
  },
};
