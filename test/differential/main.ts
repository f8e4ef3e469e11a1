/** `npm run firewalls -- --count 5000 --seed 1 [--write]`: the audit against real packets, with the figures. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare, rulesetOf, type Compared } from './compare.ts';
import { figures, renderFigures } from './figures.ts';
import { openScene } from './scene.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    scenes: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

async function run(seeds: number[]): Promise<Compared[]> {
  const scene = await openScene();
  const done: Compared[] = [];
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
    const first = await compare(scene, rulesetOf(seed));
    // A busy machine loses packets: what is wrong stays wrong when it is knocked on again.
    const one = first.disagreements.length === 0 ? first : await compare(scene, rulesetOf(seed));
    done.push(one);
    if (one.disagreements.length > 0)
      console.log(
        `seed ${seed} (${one.ruleset.kind}, ${one.ruleset.where}): ${one.disagreements.slice(0, 3).join('; ')}`,
      );
  }
  scene.close();
  return done;
}

const first = Number(values.seed);
const seeds =
  values.only === undefined
    ? Array.from({ length: Number(values.count) }, (_, index) => first + index)
    : [Number(values.only)];
if (values.only !== undefined) console.log(rulesetOf(Number(values.only)).text);
const started = Date.now();
const all = (
  await Promise.all(
    Array.from({ length: values.only === undefined ? Number(values.scenes) : 1 }, () => run(seeds)),
  )
).flat();
const result = figures(all);
const text = renderFigures(result, { first, seconds: Math.round((Date.now() - started) / 1000) });
console.log(text);
if (values.write) writeFileSync(new URL('../../docs/proof/firewalls.md', import.meta.url), text);
process.exit(result.disagreements === 0 ? 0 : 1);
