/** Writes anew the golden chains (test/golden), what an audit says of each file of the books (test/fixtures/firewalls/books) and what judging says of each boundary (test/unit/judge/boundaries). `--record` runs the networks again first; without it the kept evidence is judged. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as boundaries from '../test/unit/judge/boundaries/told.ts';
import * as books from '../test/unit/rules/audit/books.ts';
import { chainOf, GOLDEN, keptRecord, NETWORKS, recordOf } from '../test/golden/chains.ts';

for (const network of NETWORKS) {
  const folder = join(GOLDEN, network.id);
  mkdirSync(folder, { recursive: true });
  if (process.argv.includes('--record')) {
    const record = await recordOf(network);
    writeFileSync(join(folder, 'record.json.gz'), gzipSync(JSON.stringify(record), { level: 9 }));
  }
  for (const [name, text] of Object.entries(chainOf(keptRecord(network.id))))
    writeFileSync(join(folder, name), text);
}
for (const { KEPT, linesNow } of [books, boundaries]) writeFileSync(KEPT, `${linesNow().join('\n')}\n`);
writeFileSync(books.READ, books.readNow());
console.log(`${NETWORKS.length} golden chains written to ${GOLDEN}; read the diff`);
