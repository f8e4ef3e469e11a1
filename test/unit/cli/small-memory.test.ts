import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { FLAGS_OF_CHECK } from '../../../src/cli/small-memory.ts';

const listed = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });

test.each(FLAGS_OF_CHECK)('V8 still knows %s', (flag) => {
  expect(listed).toMatch(new RegExp(`^ +${flag.split('=')[0]} \\(`, 'm'));
});
