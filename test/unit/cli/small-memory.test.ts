import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { SMALL_FLAGS } from '../../../src/cli/small-memory.ts';

const listed = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });

test.each([...new Set([...SMALL_FLAGS.values()].flat())])('V8 still knows %s', (flag) => {
  const name = flag.replace(/=.*/, '').replace(/^--no-/, '--');
  expect(listed).toMatch(new RegExp(`^ +${name} \\(`, 'm'));
});

/** Megabytes of the young generation where a thread has started and many short-lived values were made. */
function youngMegabytes(command: string): number {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import { Worker } from 'node:worker_threads';
        import { getHeapSpaceStatistics } from 'node:v8';
        import { staySmall } from './src/cli/small-memory.ts';
        staySmall('${command}');
        const thread = new Worker('setInterval(() => {}, 1e9)', { eval: true });
        thread.once('online', () => setImmediate(() => {
          const kept = [];
          for (let n = 0; n < 1_000_000; n += 1) kept[n % 20_000] = [n];
          const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
          process.stdout.write(String(young.space_size / 2 ** 20));
          process.exit(0);
        }));`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    write: false,
  });
  const code = outputFiles[0]?.text ?? '';
  return Number(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }));
}

test('the young generation stays small though a thread has started', () => {
  expect(youngMegabytes('check')).toBeLessThanOrEqual(youngMegabytes('rules') / 2);
});
