/**
 * Makes one sample of each recipe of CONTRIBUTING in a copy of the tree, compiles it and counts the files that it touched. `npm run recipes`
 * writes docs/proof/recipes.md and fails where a sample does not compile or touches more than the house promises.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilerOf, copyOfTree } from './compiler.ts';
import { formatted } from './format-generated.ts';
import { filesOf, isProgram, RECIPES, type Recipe } from './recipes/samples.ts';

const PAGE = 'docs/proof/recipes.md';
const root = process.cwd();
const { copy, remove } = copyOfTree(root);

interface Tried {
  readonly recipe: Recipe;
  readonly files: readonly string[];
  readonly error: string | null;
}

function kept({ recipe: { most }, files, error }: Tried): boolean {
  return error === null && (most === null || files.filter(isProgram).length <= most);
}

function page(all: readonly Tried[]): string {
  return [
    '# Recipes',
    '',
    'Written by `npm run recipes`: one sample of each recipe of [CONTRIBUTING](../../CONTRIBUTING.md), made in a copy of the tree and compiled.',
    '',
    '| recipe | files of the program | promised | compiles |',
    '| --- | --- | --- | --- |',
    ...all.map(
      ({ recipe: { name, most }, files, error }) =>
        `| ${name} | ${files.filter(isProgram).length} | ${most === null ? '–' : `${most} at most`} | ${error === null ? 'yes' : `no: ${error}`} |`,
    ),
    ...all.flatMap(({ recipe: { name, made }, files }) => [
      '',
      `## ${name}`,
      '',
      ...files.map((file) => `- \`${file}\`${file in made ? ' (new)' : ''}`),
    ]),
    '',
  ].join('\n');
}

try {
  const compiler = compilerOf(copy);
  const all = RECIPES.map((recipe): Tried => {
    const files = filesOf(recipe, (file) => readFileSync(join(copy, file), 'utf8'));
    const error = compiler.errorAnywhere(files);
    const tried = { recipe, files: [...files.keys()], error };
    console.log(
      `${kept(tried) ? 'ok  ' : 'FAIL'} ${recipe.name}: ${tried.files.join(', ')}${error === null ? '' : `\n     ${error}`}`,
    );
    return tried;
  });
  writeFileSync(join(root, PAGE), await formatted(page(all), PAGE));
  process.exitCode = all.every(kept) ? 0 : 1;
} finally {
  remove();
}
