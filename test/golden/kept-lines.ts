import { readFileSync } from 'node:fs';

/** The recorded lines of a file, by what stands before their first tab (`npm run golden` writes them). */
export function keptLines(file: URL): ReadonlyMap<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(lines.map((line) => [line.split('\t')[0] ?? '', line.slice(line.indexOf('\t') + 1)]));
}
