import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const { folders } = JSON.parse(readFileSync(new URL('./scripts/import-table.json', import.meta.url), 'utf8'));

/** One `no-restricted-imports` zone a folder, out of the import table. Parent-relative paths alone can leave a folder. */
function zone([folder, row]) {
  const others = Object.keys(folders).filter((name) => name !== folder);
  const pattern = (name) => `(^|/)(\\.\\./)+${relativeName(folder, name)}(/|$)`;
  const forbidden = others.filter((name) => !row.values.includes(name) && !row.types.includes(name));
  const patterns = [
    ...forbidden.map((name) => ({
      regex: pattern(name),
      message: `${folder} may not import ${name} (scripts/import-table.json)`,
    })),
    ...row.types.map((name) => ({
      regex: pattern(name),
      allowTypeImports: true,
      message: `${folder} may import only types of ${name}`,
    })),
  ];
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

/** Inside `src` a sibling is `../core`; from elsewhere it is `../../src/core`. */
function relativeName(from, to) {
  const [fromTop] = from.split('/');
  const [toTop, ...rest] = to.split('/');
  return fromTop === toTop ? rest.join('/') : to;
}

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', 'node_modules/**', 'docs/**'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      complexity: ['error', 10],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**', 'scripts/**', 'renderer/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // A language is one record of sentences: data, with as many blanks to fill as a sentence has.
  { files: ['src/words/{en,ja}/*.ts'], rules: { 'max-params': 'off' } },
  ...Object.entries(folders).map(zone),
);
