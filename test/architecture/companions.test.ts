/** What must stand beside what: a probe has its evidence, its budget and its test; a link in the docs leads somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { evidence } from '../../src/evidence/index.ts';
import { PROBE_IDS } from '../../src/plan/step.ts';
import { PROBES } from '../../src/probes/index.ts';

const root = process.cwd();

const testTexts = ['unit', 'loopback'].flatMap((folder) => {
  const names = readdirSync(join(root, 'test', folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, 'test', folder, name), 'utf8'));
});

test('every planned probe is in the registry once, and none is there without a plan', () => {
  expect(PROBES.map(({ id }) => id).sort()).toEqual([...PROBE_IDS].sort());
});

test.each(PROBE_IDS)('%s has its file, its evidence and its test', (id) => {
  expect(existsSync(join(root, `src/probes/${id}.ts`))).toBe(true);
  expect(evidence.options.map((option) => option.shape.kind.value)).toContain(id);
  expect(testTexts.some((text) => text.includes(`/probes/${id}.ts'`))).toBe(true);
});

function pages(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

test.each([...pages('docs'), 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'])(
  'links of %s lead somewhere',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  },
);
