/** What is shipped is known by the bundler's list, and a known vulnerability is weighed by whether it is in there. */
import { expect, test } from '@jest/globals';

interface Shipped {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
}
const file: string = '../../../scripts/shipped.mjs';
const { shippedPackages, sbomOf, judgeAudit } = (await import(file)) as {
  shippedPackages(inputs: readonly string[]): Shipped[];
  sbomOf(shipped: readonly Shipped[], program: object): { components: { purl: string }[] };
  judgeAudit(report: object, shipped: readonly Shipped[]): { lines: string[]; failed: boolean };
};

const INPUTS = [
  'src/cli/main.ts',
  'node_modules/zod/v4/index.js',
  'node_modules/zod/v4/core.js',
  'node_modules/undici/index.js',
];

test('each bundled package stands once, with its version', () => {
  const shipped = shippedPackages(INPUTS);
  expect(shipped.map(({ name }) => name)).toEqual(['undici', 'zod']);
  expect(shipped[1]).toMatchObject({ folder: 'node_modules/zod', license: 'MIT' });
  const { components } = sbomOf(shipped, { name: 'preflight', version: '1' });
  expect(components[0]?.purl).toMatch(/^pkg:npm\/undici@7\./);
});

test.each([
  ['moderate', 'node_modules/zod', true],
  ['low', 'node_modules/zod', false],
  ['high', 'node_modules/eslint', false],
  ['critical', 'node_modules/eslint', true],
  ['critical', 'node_modules/eslint/node_modules/zod', true],
  ['high', 'node_modules/eslint/node_modules/zod', false],
])('%s in %s fails: %s', (severity, node, failed) => {
  const report = { vulnerabilities: { one: { name: 'one', severity, nodes: [node] } } };
  expect(judgeAudit(report, shippedPackages(INPUTS)).failed).toBe(failed);
});
