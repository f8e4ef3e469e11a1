/** A hundred random rulesets in the real programs, knocked on: the audit says the same, or that it did not understand. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compare, rulesetOf, type Compared } from '../../differential/compare.ts';
import { figures } from '../../differential/figures.ts';
import { openScene, type Scene } from '../../differential/scene.ts';
import { describeUnless, whyMissing, whyNotLinux } from '../../setup/describe-unless.ts';

const isRoot = process.getuid?.() === 0 ? null : 'it needs root';
const whyNot = whyNotLinux ?? isRoot ?? whyMissing('nft', 'iptables-restore', 'ip', 'nsenter', 'python3');

describeUnless(whyNot, 'the audit against real packets', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  test('control: without rules every door is open, and what is refused is shut', async () => {
    const open = await compare(scene, { kind: 'nft', seed: 0, where: 'output', text: '', words: [] });
    expect([open.doors?.shut, open.disagreements]).toEqual([0, []]);
    const text = 'table inet t { \nchain o { \ntype filter hook output priority 0; policy drop; \n} \n}';
    const shut = await compare(scene, { kind: 'nft', seed: 0, where: 'output', text, words: [] });
    expect([shut.doors?.open, shut.disagreements]).toEqual([0, []]);
  });

  test('a hundred rulesets by seed', async () => {
    const all: Compared[] = [];
    for (let seed = 90_000; seed < 90_100; seed += 1) all.push(await compare(scene, rulesetOf(seed)));
    const { disagreements, doors, notUnderstood, refused } = figures(all);
    expect(
      all.flatMap(({ ruleset, disagreements: own }) => own.map((one) => `${ruleset.seed}: ${one}`)),
    ).toEqual([]);
    expect(disagreements).toBe(0);
    expect(notUnderstood / doors).toBeLessThan(0.05);
    expect(refused).toBeLessThan(10);
  }, 110_000);
});
