/** Every sentence of the vocabulary, in each language: it says something, and in Japanese as Japanese is set. */
import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../../src/core/language.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
import { englishLeft } from './english-left.ts';

type Words = (...args: readonly unknown[]) => unknown;

/** Arguments that are no figures, words or lists alone. */
const COUNTED = { rules: 9, destinations: 12 };
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  sessions: [
    {
      least: { tcp: 1, udp: 2, ping: 3, total: 6 },
      most: { total: 9 },
      bound: { atOnce: 4, new: 5, inSeconds: 10 },
    },
  ],
  'plan.loads': [[{ direction: 'up', kbps: 1_700, seconds: 3 }]],
  'watch.last': [{ ms: '12 ms', lost: 1, sent: 9, ago: '3 s' }],
  'serve.joined': ['x1', 'x2'],
  'proof.why.openToPeer': ['198.51.100.20', { received: 499, sent: 500 }, 'x'],
  'proof.why.because': [{ reason: 'deadline', text: 'the time was over' }],
  'rules.counts': [COUNTED, 'guide2025-2', 'overlay.json'],
  'rules.lead': [COUNTED, 'client', 'guide2025-2'],
  'audit.missing': [COUNTED, 'us-east-1'],
  'audit.doubtful': [COUNTED, 'us-east-1'],
  'proof.counts': [COUNTED, { open: 1, closed: 2, silent: 3, noReply: 1, notTested: 2 }],
  'rules.format': [{ id: 'text', summary: 'for reading' }],
  'rules.protocols': [['pcoip', 'dcv']],
  purpose: [{ category: 'pcoipGateway', purpose: 'PCoIP gateways' }],
};
const KINDS: readonly unknown[] = [2, 'x1', 'pcoip', ['x1', 'x2'], true, 2n, null];

/** Every combination of arguments, as many as the function has. */
function combinations(count: number): readonly (readonly unknown[])[] {
  return count === 0 ? [[]] : combinations(count - 1).flatMap((rest) => KINDS.map((kind) => [...rest, kind]));
}

/** What a sentence never holds: the arguments were none of its own. */
const NOT_ITS_OWN = /undefined|NaN|null|\[object|=>/;

function said(words: Words, args: readonly unknown[]): string | null {
  try {
    const text = words(...args);
    return typeof text === 'string' && text !== '' && !NOT_ITS_OWN.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** The first arguments with which English says something. */
function argsFor(path: string, words: Words): readonly unknown[] | undefined {
  const sample = SAMPLES[path];
  return sample ?? combinations(words.length).find((args) => said(words, args) !== null);
}

type Leaf = readonly [path: string, value: string | Words];

function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value === 'function') return [[path.join('.'), value as Words]];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
    : [];
}

const english = leavesOf(vocabularyOf('en'));

describe.each(LANGUAGES)('%s', (language) => {
  const own = new Map(leavesOf(vocabularyOf(language)));

  test.each(english)('%s', (path, value) => {
    const word = own.get(path);
    const args = typeof value === 'string' ? [] : argsFor(path, value);
    expect(args).toBeDefined();
    const text = typeof word === 'function' ? said(word, args ?? []) : word;
    expect(text ?? '').not.toBe('');
    if (language !== 'ja') return;
    expect(text).not.toMatch(/[。、：] /);
    expect(englishLeft(text ?? '')).toEqual([]);
  });
});
