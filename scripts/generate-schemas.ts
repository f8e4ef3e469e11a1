// Writes schemas/*.json from the zod schemas.
import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemaOf } from '../src/report/json-schema.ts';
import { formatted } from './format-generated.ts';
import { PUBLISHED_SCHEMAS } from './published-schemas.ts';

const folder = new URL('../schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const published of PUBLISHED_SCHEMAS) {
  const text = JSON.stringify(jsonSchemaOf(published));
  writeFileSync(new URL(published.file, folder), await formatted(text, published.file));
}
