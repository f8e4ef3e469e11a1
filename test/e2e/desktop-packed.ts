/** The packed program itself: it does not start with a switch that takes its protection away. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { Suite } from './suite.ts';

const SWITCHES = [
  '--no-sandbox',
  '--disable-web-security',
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect=0',
  '--js-flags=--expose-gc',
];
const START_MS = 20_000;

export async function testPackedRefusals(suite: Suite, program: string): Promise<void> {
  for (const given of SWITCHES)
    await suite.test(`desktop: the packed program does not start with ${given}`, async () => {
      const { status, stderr } = await Promise.resolve(
        spawnSync(program, [given], { encoding: 'utf8', timeout: START_MS }),
      );
      assert.equal(status, 2, stderr);
      assert.match(stderr, /does not start with/);
    });
  await suite.test('desktop: the packed program is no Node (ELECTRON_RUN_AS_NODE)', async () => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout } = await Promise.resolve(
      spawnSync(program, ['-e', 'console.log("node")', '--no-sandbox'], {
        encoding: 'utf8',
        env,
        timeout: START_MS,
      }),
    );
    assert.equal(stdout.includes('node'), false);
  });
}
