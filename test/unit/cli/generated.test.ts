/** What is generated from the definitions is in the repository as it would be generated now. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commandPages } from '../../../src/cli/render-command-page.ts';
import { jsonSchemaOf } from '../../../src/report/json-schema.ts';
import { PUBLISHED_SCHEMAS } from '../../../scripts/published-schemas.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('docs/commands (npx tsx scripts/generate-docs-cli.ts)', () => {
  const pages = commandPages(version);

  test('holds the generated pages and nothing else', () => {
    expect(readdirSync('docs/commands').sort()).toEqual([...pages.keys()].sort());
  });

  test.each([...pages])('%s is up to date', (name, text) => {
    expect(readFileSync(`docs/commands/${name}`, 'utf8')).toBe(text);
  });
});

describe('schemas (npx tsx scripts/generate-schemas.ts)', () => {
  test.each(PUBLISHED_SCHEMAS.map((published) => [published.file, published] as const))(
    '%s is up to date',
    (file, published) => {
      expect(JSON.parse(readFileSync(`schemas/${file}`, 'utf8'))).toEqual(
        JSON.parse(JSON.stringify(jsonSchemaOf(published))),
      );
    },
  );
});
