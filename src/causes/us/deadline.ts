/** Our own limit: the deadline cut the run. A cancelled run needs no finding, the person knows. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import { GROUPS, type Group } from '../../core/words.ts';
import { compareText, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { count, limit, word } from '../facts.ts';
import * as from from '../sources.ts';

const facts = z.object({ seconds: limit(), untested: count(), groups: z.array(word(GROUPS)) });

export const deadline = defineCause({
  code: 'agent/deadline',
  layer: 'us',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  sources: [from.OWN],
  when: 'The deadline cut the run.',
  holds,
  words: {
    en: (it, say) => ({
      headline: 'The time was over before everything was tested.',
      title: `The time of ${say.count(it.seconds, { one: 'second', other: 'seconds' })} was over before everything was tested`,
      explanation: say.sentences(
        `${say.count(it.untested, { one: 'check', other: 'checks' })} had no time${it.groups.length === 0 ? '' : ` (${say.list(it.groups.map((group) => NAMES.en[group]))})`}.`,
        'What was seen until then stands.',
      ),
      you: 'Check again and let it run, or give it more time.',
      helpdesk:
        'Repeat with a longer deadline (--deadline). Many slow or silent targets are the usual reason.',
      network: ADVICE.en.noPort,
    }),
    ja: (it, say) => ({
      headline: 'すべてを確認する前に時間が過ぎました。',
      title: `すべてを確認する前に ${say.number(it.seconds)} 秒が過ぎました`,
      explanation: say.sentences(
        `${say.number(it.untested)} 件は時間がありませんでした${it.groups.length === 0 ? '' : `（${say.list(it.groups.map((group) => NAMES.ja[group]))}）`}。`,
        'それまでに分かったことは有効です。',
      ),
      you: '最後まで動かすか、時間を延ばして、もう一度チェックしてください。',
      helpdesk:
        '期限を延ばして（--deadline）繰り返してください。遅い相手や応答しない相手が多いことがよくある原因です。',
      network: ADVICE.ja.noPort,
    }),
  },
});

const NAMES: Readonly<Record<Written, Readonly<Record<Group, string>>>> = {
  en: {
    dns: 'names',
    https: 'web services',
    streaming: 'streaming ports',
    latency: 'round trip',
    mtu: 'packet size',
    local: 'local network',
    client: 'WorkSpaces client',
  },
  ja: {
    dns: '名前',
    https: 'Web サービス',
    streaming: 'ストリーミングのポート',
    latency: '往復時間',
    mtu: 'パケットの大きさ',
    local: 'ローカルネットワーク',
    client: 'WorkSpaces クライアント',
  },
};

function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  if (view.record.completedBecause !== 'deadline') return [];
  const cut = view.entries.filter(({ check }) => check.notTestedBecause?.reason === 'deadline');
  const groups = [...new Set(cut.map(({ step }) => step.group))].sort(compareText);
  return [
    {
      severity: 'notice',
      protocols: view.protocols,
      region: null,
      facts: { seconds: Math.round(view.record.request.deadlineMs / 1000), untested: cut.length, groups },
      checks: [],
    },
  ];
}
