/** Each recipe of CONTRIBUTING still fits the tree and touches no more files than promised (`npm run recipes` compiles them too). */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { filesOf, isProgram, RECIPES } from '../../../scripts/recipes/samples.ts';

test.each(RECIPES.map((recipe) => [recipe.name, recipe] as const))('%s', (_name, recipe) => {
  const files = [...filesOf(recipe, (file) => readFileSync(file, 'utf8')).keys()];
  expect(files.filter(isProgram).length).toBeLessThanOrEqual(recipe.most ?? Infinity);
});
