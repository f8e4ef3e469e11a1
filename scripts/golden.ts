/** Writes the golden chains (test/golden) and what an audit says of each file of the books (test/fixtures/firewalls/books) anew. `--record` runs the networks again first; without it the kept evidence is judged. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { KEPT, linesNow, READ, readNow } from '../test/unit/rules/audit/books.ts';
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
writeFileSync(KEPT, `${linesNow().join('\n')}\n`);
writeFileSync(READ, readNow());
console.log(`${NETWORKS.length} golden chains written to ${GOLDEN}; read the diff`);
