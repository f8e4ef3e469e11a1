/** packaging/units, as far as this system can prove them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { watchCommand } from '../../../src/cli/commands/watch.ts';

const unit = (name: string) => `packaging/units/${name}`;
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;

(hasAnalyze ? test : test.skip)('the service is exposed by at most 2.0 of 10', () => {
  const args = [
    'security',
    '--offline=true',
    '--no-pager',
    '--threshold=20',
    unit('preflight-watch.service'),
  ];
  const said = execFileSync('systemd-analyze', args, { encoding: 'utf8' });
  const [, level] = /Overall exposure level[^:]*: ([\d.]+)/.exec(said) ?? [];
  expect(Number(level)).toBeLessThanOrEqual(2);
});

test('each unit starts the program with options that it has', () => {
  const known = new Set((watchCommand.options ?? []).map(({ name }) => name));
  const files = [
    'preflight-watch.service',
    'preflight-once.service',
    'preflight-once.xml',
    'com.preflight.once.plist',
  ];
  for (const file of files) {
    const text = readFileSync(unit(file), 'utf8');
    const given = [...text.matchAll(/(?<=[\s>"])--([a-z][a-z-]+)/g)].map(([, name = '']) => name);
    expect([file, given.length > 0]).toEqual([file, true]);
    expect([file, given.filter((name) => !known.has(name))]).toEqual([file, []]);
    expect(text).toMatch(/\bwatch\b/);
  }
});
