/** Builds the files of src/regions/data and docs/tables-conflicts.md from the transcription. Run with `npm run tables:build`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { assembleObsolete } from './tables/assemble-obsolete.ts';
import { assembleDirectoryPorts } from './tables/assemble-directory-ports.ts';
import { assembleTables } from './tables/assemble-tables.ts';
import { renderConflicts } from './tables/render-conflicts.ts';

const root = new URL('..', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const thresholds = read('src/regions/transcription/thresholds.json');
const tables = assembleTables(read('src/regions/transcription/regions.json'), thresholds);
const write = (path: string, value: unknown): void =>
  writeFileSync(new URL(path, root), `${JSON.stringify(value, null, 1)}\n`);
write('src/regions/data/tables.json', tables);
write('src/regions/data/obsolete.json', assembleObsolete(tables, thresholds));
write('src/regions/data/directory-ports.json', assembleDirectoryPorts(thresholds));
writeFileSync(new URL('docs/tables-conflicts.md', root), renderConflicts(tables));
console.log(`${tables.regions.length} Regions, edition ${tables.edition}, sha256 ${tables.sha256}`);
