/** Ports between a WorkSpace and its directory, as the guide lists them. Literal ports are tested one by one, a range never. Pure. */
import { z } from 'zod';
import type { DirectoryPorts } from '../../src/regions/directory-ports.ts';
import { documentSource } from './provenance.ts';

const thresholdsPart = z.object({
  meta: z.object({ files: z.record(z.string(), z.string()) }),
  primaryInterface: z.object({
    source: z.object({ file: z.string(), lines: z.string() }),
    directory: z.array(
      z.object({ protocols: z.array(z.enum(['TCP', 'UDP'])), ports: z.string(), use: z.string() }),
    ),
  }),
});

/** `137-138` and `3268-3269` name two neighbouring services each; anything longer is a range. */
const MOST_NEIGHBOURS = 2;

export function assembleDirectoryPorts(printedThresholds: unknown): DirectoryPorts {
  const { meta, primaryInterface } = thresholdsPart.parse(printedThresholds);
  const rows = primaryInterface.directory.flatMap(({ protocols, ports, use }) => {
    const [first = 0, last = first] = ports.split('-').map(Number);
    return protocols.map((name) => ({
      transport: name === 'TCP' ? ('tcp' as const) : ('udp' as const),
      first,
      last,
      use,
    }));
  });
  const isLiteral = ({ first, last }: { first: number; last: number }): boolean =>
    last - first < MOST_NEIGHBOURS;
  return {
    source: documentSource(primaryInterface.source, meta.files, 'Primary interface'),
    literal: rows
      .filter(isLiteral)
      .flatMap(({ transport, first, last, use }) =>
        [...new Set([first, last])].map((port) => ({ port, transport, use })),
      ),
    ranges: rows.filter((row) => !isLiteral(row)),
  };
}
