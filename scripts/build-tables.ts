/** Builds src/regions/data/tables.json and docs/tables-conflicts.md from the transcription. Run with `npm run tables:build`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { assembleTables } from './tables/assemble-tables.ts';
import { renderConflicts } from './tables/render-conflicts.ts';

const root = new URL('..', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const tables = assembleTables(
  read('src/regions/transcription/regions.json'),
  read('src/regions/transcription/thresholds.json'),
);
writeFileSync(new URL('src/regions/data/tables.json', root), `${JSON.stringify(tables, null, 1)}\n`);
writeFileSync(new URL('docs/tables-conflicts.md', root), renderConflicts(tables));
console.log(`${tables.regions.length} Regions, edition ${tables.edition}, sha256 ${tables.sha256}`);
