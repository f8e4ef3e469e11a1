/** The one sentence of a comparison, for the page and the terminal. */
import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../../src/core/words.ts';
import {
  comparisonCautions,
  comparisonConclusion,
  comparisonHeadline,
  surroundingText,
  type ComparedFacts,
} from '../../../src/words/compare.ts';
import { tongueOf } from '../../../src/words/languages.ts';

const [EN, JA] = [tongueOf('en'), tongueOf('ja')];

type Pair = readonly [a: Verdict | null, b: Verdict | null];

function compared(pcoip: Pair, dcv: Pair, over: Partial<ComparedFacts> = {}): ComparedFacts {
  return {
    differs: true,
    verdicts: [
      { protocol: 'pcoip', a: pcoip[0], b: pcoip[1] },
      { protocol: 'dcv', a: dcv[0], b: dcv[1] },
    ],
    surroundings: [],
    causes: [],
    ...over,
  };
}

const SAME: Pair = ['ready', 'ready'];
const OPENS: Pair = ['not-ready', 'ready'];
const SHUTS: Pair = ['ready', 'not-ready'];
const vpn = (a: string | null, b: string | null): Partial<ComparedFacts> => ({
  surroundings: [{ what: 'vpn', a, b, same: a === null || b === null ? null : a === b }],
});

const ROWS: readonly (readonly [name: string, facts: ComparedFacts, en: string, ja: string])[] = [
  [
    'nothing',
    compared(SAME, SAME, { differs: false }),
    'Nothing that matters changed.',
    '大事な違いはありません。',
  ],
  [
    'one opens with the VPN off',
    compared(OPENS, SAME, vpn('utun4', 'none')),
    'With the VPN off, PCoIP gets through.',
    'VPN を切ると PCoIP が通ります。',
  ],
  [
    'both open with the VPN off',
    compared(OPENS, ['not-ready', 'degraded'], vpn('utun4', 'none')),
    'With the VPN off, PCoIP and DCV get through.',
    'VPN を切ると PCoIP、DCV が通ります。',
  ],
  [
    'one shuts with the VPN on',
    compared(SHUTS, SAME, vpn('none', 'utun4')),
    'With the VPN on, PCoIP does not get through.',
    'VPN をつなぐと PCoIP が通りません。',
  ],
  [
    'a VPN of which one side does not know',
    compared(OPENS, SAME, vpn(null, 'none')),
    'Now PCoIP gets through.',
    '今は PCoIP が通ります。',
  ],
  ['one shuts', compared(SAME, SHUTS), 'Now DCV does not get through.', '今は DCV が通りません。'],
  [
    'limits come',
    compared(['ready', 'degraded'], SAME),
    'Now PCoIP gets through only with limits.',
    '今は PCoIP が制限つきで通ります。',
  ],
  [
    'limits go',
    compared(['degraded', 'ready'], SAME),
    'Now PCoIP is within the limits.',
    '今は PCoIP が限度の内です。',
  ],
  [
    'it can be told now',
    compared(['unknown', 'ready'], SAME),
    'The verdict is another one.',
    '判定が変わりました。',
  ],
  [
    'other causes',
    compared(SAME, SAME, { causes: [{ change: 'new', severity: 'warning' }] }),
    'The verdict is the same, the causes are others.',
    '判定は同じで、原因が変わりました。',
  ],
  [
    'a cause with another weight',
    compared(SAME, SAME, { causes: [{ change: 'stayed', severity: 'notice', severityBefore: 'warning' }] }),
    'The verdict is the same, the causes are others.',
    '判定は同じで、原因が変わりました。',
  ],
  [
    'figures alone',
    compared(SAME, SAME, { causes: [{ change: 'new', severity: 'notice' }] }),
    'The verdict is the same, figures moved.',
    '判定は同じで、数値が動きました。',
  ],
];

describe('the headline of a comparison', () => {
  test.each(ROWS)('%s', (_name, facts, en, ja) => {
    expect([comparisonHeadline(facts, EN), comparisonHeadline(facts, JA)]).toEqual([en, ja]);
  });

  test('one bundle judged again is no before and after', () => {
    const told = (differs: boolean) =>
      comparisonHeadline(compared(OPENS, SAME, { differs }), EN, { judgedAgain: true });
    expect([told(false), told(true)]).toEqual([
      'Judged by the rules of this version, the result is the same.',
      'Judged by the rules of this version, the result is another one.',
    ]);
  });
});

test('what was asked otherwise or cut short is a caution, what both sides share is none', () => {
  const row = (what: 'request' | 'completed' | 'os', same: boolean | null) => ({
    what,
    a: 'x',
    b: 'y',
    same,
  });
  const facts = compared(SAME, SAME, {
    surroundings: [row('os', false), row('request', false), row('completed', true)],
  });
  expect(comparisonCautions(facts, EN)).toEqual(['Careful: A and B did not ask for the same.']);
});

test.each([
  ['vpn', 'none', 'off', 'オフ'],
  ['proxy', 'none', 'no', 'なし'],
  ['proxy', 'http://proxy.example:3128', 'http://proxy.example:3128', 'http://proxy.example:3128'],
  ['completed', 'whole', 'whole', '最後まで'],
  ['completed', 'cut: deadline', 'the time was over', '時間切れ'],
  ['simulated', 'the real network', 'the real network', '実際のネットワーク'],
  ['computer', null, 'not known', '分かりません'],
] as const)('%s %s', (what, value, en, ja) => {
  expect([surroundingText(what, value, EN), surroundingText(what, value, JA)]).toEqual([en, ja]);
});

describe('that the VPN holds it is said', () => {
  const elsewhere = { what: 'network', a: 'Home', b: 'Office', same: false } as const;
  const rows: readonly (readonly [name: string, facts: ComparedFacts, said: boolean])[] = [
    ['where a protocol opens with it off', compared(OPENS, SAME, vpn('utun4', 'none')), true],
    ['where a protocol shuts with it on', compared(SHUTS, SAME, vpn('none', 'utun4')), true],
    ['not where both have one', compared(OPENS, SAME, vpn('utun4', 'utun5')), false],
    ['not where a side does not know', compared(OPENS, SAME, vpn(null, 'none')), false],
    ['not where nothing turned with it', compared(SAME, SAME, vpn('utun4', 'none')), false],
    ['not where it shuts without it', compared(SHUTS, SAME, vpn('utun4', 'none')), false],
    [
      'not where the network is another one too',
      compared(OPENS, SAME, { surroundings: [...(vpn('utun4', 'none').surroundings ?? []), elsewhere] }),
      false,
    ],
  ];
  test.each(rows)('%s', (_name, facts, said) => {
    expect(comparisonConclusion(facts, EN)).toBe(said ? 'So the block is in the VPN or behind it.' : null);
    expect(comparisonConclusion(facts, JA)).toBe(said ? '遮断は VPN かその先にあります。' : null);
  });
});
