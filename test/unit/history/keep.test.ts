import { expect, test } from '@jest/globals';
import { DEFAULT_RETENTION, surplusRuns, tooOld, type KeptRunFacts } from '../../../src/history/keep.ts';

const now = Date.parse('2026-11-29T10:00:00Z');
const file = (name: string, bytes = 1000) => ({ name, bytes });

test('days leave after 35, hours after 13 months, files of others never', () => {
  const names = [
    '2026-10-25.jsonl.gz',
    '2026-10-26.jsonl.gz',
    '2026-11-29.jsonl',
    'rollup-2025-10.jsonl',
    'rollup-2025-11.jsonl',
    'notes.txt',
    '../2020-01-01.jsonl',
  ];
  expect(
    tooOld(
      names.map((name) => file(name)),
      now,
      DEFAULT_RETENTION,
    ),
  ).toEqual(['2026-10-25.jsonl.gz', 'rollup-2025-10.jsonl']);
});

test('a full folder loses its oldest days first, today never', () => {
  const files = [
    file('2026-11-27.jsonl.gz', 60),
    file('2026-11-28.jsonl.gz', 60),
    file('2026-11-29.jsonl', 60),
    file('rollup-2026-11.jsonl', 60),
  ];
  expect(tooOld(files, now, { ...DEFAULT_RETENTION, bytes: 130 })).toEqual([
    '2026-11-27.jsonl.gz',
    '2026-11-28.jsonl.gz',
  ]);
  expect(tooOld(files, now, { ...DEFAULT_RETENTION, bytes: 0 })).not.toContain('2026-11-29.jsonl');
});

const runs = (...kinds: readonly string[]): KeptRunFacts[] =>
  kinds.map((kind, index) => ({
    id: `${kind}-${index}`,
    by: kind.startsWith('person') ? 'person' : 'watch',
    verdict: kind === 'ready' ? 'ready' : 'not-ready',
    cause: kind === 'ready' ? null : { code: kind },
  }));

test('of a watch the first and the last of each episode stay', () => {
  expect(
    surplusRuns(runs('ready', 'ready', 'ready', 'dns', 'dns', 'dns', 'tcp', 'ready'), {
      keep: 0,
      watchRuns: 200,
    }),
  ).toEqual(['ready-1', 'dns-4']);
});

test('a person keeps the newest, and a watch takes none of their places', () => {
  expect(surplusRuns(runs('person', 'ready', 'person', 'dns', 'person'), { keep: 2, watchRuns: 1 })).toEqual([
    'person-4',
    'dns-3',
  ]);
});
