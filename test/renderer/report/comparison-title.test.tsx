import { expect, test } from '@jest/globals';
import { comparisonTitle, sideNames } from '../../../renderer/features/compare/comparison-title.ts';
import { compareWords } from '../../../renderer/words/en/compare.ts';
import { en as words } from '../../../renderer/words/en.ts';
import type { Comparison } from '../../../src/contract/index.ts';
import { compareReports } from '../../../src/report/compare-reports.ts';
import { compareFixtures } from '../fixtures/compare.ts';
import { pcoipBlocked, ready, slow } from '../fixtures/index.ts';

const en = { ...words, compare: compareWords };

const RUNS = { a: { kind: 'history', id: 'a' }, b: { kind: 'history', id: 'b' } } as const;
const ONE_BUNDLE = { a: { kind: 'bundle', id: 'x' }, b: { kind: 'judged', id: 'x' } } as const;
const same = compareReports(ready, ready);
const title = (comparison: Comparison) => comparisonTitle(en, comparison, RUNS).title;

test.each<[string, Comparison, string]>([
  ['nothing', same, 'Nothing that matters changed.'],
  [
    'a lane that opened with the VPN off',
    compareFixtures(pcoipBlocked, ready).comparison,
    'With the VPN off, PCoIP can get through.',
  ],
  [
    'a lane that the VPN keeps from opening, as the engine compares',
    compareReports(
      { ...ready, host: { ...ready.host, vpn: { interface: null, kind: null, allTraffic: null } } },
      {
        ...pcoipBlocked,
        host: { ...ready.host, vpn: { interface: 'utun4', kind: 'utun', allTraffic: true } },
      },
    ),
    'With the VPN on, PCoIP cannot get through.',
  ],
  [
    'no VPN where one side does not know of it',
    compareReports(
      { ...ready, host: { ...ready.host, vpn: null } },
      {
        ...pcoipBlocked,
        host: { ...ready.host, vpn: { interface: 'utun4', kind: 'utun', allTraffic: true } },
      },
    ),
    en.compare.nowBlocked('PCoIP'),
  ],
  ['a lane that became slow', compareReports(ready, slow), 'Now PCoIP gets through only with limits.'],
  ['a lane that is quick again', compareReports(slow, ready), 'Now PCoIP is within its limits.'],
  [
    'a cause that became graver while every verdict stayed',
    compareReports(
      { ...slow, findings: slow.findings.map((finding) => ({ ...finding, severity: 'notice' as const })) },
      slow,
    ),
    'The causes are others.',
  ],
  ['figures alone', { ...same, differs: true }, 'The verdict is the same. Figures moved.'],
])('the title names %s', (_what, comparison, words) => {
  expect(title(comparison)).toBe(words);
});

test('one bundle judged again is no before and after', () => {
  const other = compareReports(pcoipBlocked, ready);
  expect(comparisonTitle(en, same, ONE_BUNDLE).title).toBe(en.compare.judgedSame);
  expect(comparisonTitle(en, other, ONE_BUNDLE)).toEqual({
    title: en.compare.judgedOther,
    lead: en.compare.leadJudged,
  });
  expect(sideNames(en, ONE_BUNDLE)).toEqual({
    a: 'A · as the bundle says',
    b: 'B · by this version’s rules',
  });
});
