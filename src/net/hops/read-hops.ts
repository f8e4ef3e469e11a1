/**
 * Reads what the systems' tools print about the way: numbers, addresses and signs alone, never words, which Windows translates.
 * Formats: traceroute (Linux, and the one of BSD and macOS), mtr's report, tracert of Windows.
 * Of netcat, which knows one hop at a time, there is one output for each.
 */
import { parseIpAddress } from '../../core/address.ts';
import type { Hop } from '../../evidence/hops.ts';

export type ReadHops = (output: string) => readonly Hop[];

/** Tools stop at 20 or 30; a line that claims more is none of theirs. */
const FARTHEST = 64;

export interface Row extends Partial<Hop> {
  readonly n: number;
}

const SILENT = { answered: false, addresses: [], rttsMs: [], sent: 1, mark: null, mtu: null };

/** As the tool tells them: a hop may have several rows (the probe joins them). */
export function toHops(rows: readonly Row[]): readonly Hop[] {
  return rows.filter(({ n }) => n >= 1 && n <= FARTHEST).map((row) => ({ ...SILENT, ...row }));
}

function addressesIn(text: string): string[] {
  const found = text.split(/[\s[\]()]+/).flatMap((word) => parseIpAddress(word) ?? []);
  return [...new Set(found)];
}

const lines = (output: string): string[] => output.split(/\r?\n/);

/** ` 3  198.51.100.2  0.066 ms !X`, ` 4  *`. */
export const readTraceroute: ReadHops = (output) =>
  toHops(
    lines(output).flatMap((line) => {
      const [, n, rest = ''] = /^\s*(\d+) {1,3}(?=\S)(.*)$/.exec(line) ?? [];
      if (n === undefined) return [];
      const addresses = addressesIn(rest);
      const rttsMs = [...rest.matchAll(/(\d+(?:\.\d+)?) ms/g)].map(([, ms]) => Number(ms));
      const [mark = null] = /!(?:[A-Z]|\d+|(?=\s|$))/.exec(rest) ?? [];
      const mtu = /(?:F=|!F-)(\d+)/.exec(rest)?.[1];
      const answered = addresses.length > 0;
      return [
        { n: Number(n), answered, addresses, rttsMs, mark, mtu: mtu === undefined ? null : Number(mtu) },
      ];
    }),
  );

/** `  3.|-- 185.0.3.2   0.0%  1  0.2 …`, `  4.|-- ???  100.0 …`. */
export const readMtr: ReadHops = (output) =>
  toHops(
    lines(output).flatMap((line) => {
      const [, n, rest = ''] = /^\s*(\d+)\.\|--\s+(.*)$/.exec(line) ?? [];
      if (n === undefined) return [];
      const addresses = addressesIn(rest);
      const last = /%?\s+\d+\s+(\d+(?:\.\d+)?)/.exec(rest)?.[1];
      const answered = addresses.length > 0;
      return [
        { n: Number(n), answered, addresses, rttsMs: answered && last !== undefined ? [Number(last)] : [] },
      ];
    }),
  );

/** `  3    21 ms     4 ms     2 ms  203.0.113.1`, `  4     *        *        *     …`: number, three cells, address. */
export const readTracert: ReadHops = (output) =>
  toHops(
    lines(output).flatMap((line) => {
      const [, n, cells = '', rest = ''] =
        /^\s*(\d+)((?:\s+(?:\*|<?\d+\s+[^\s\d*]+)){3})(?:\s+(.*))?$/.exec(line) ?? [];
      if (n === undefined) return [];
      const rttsMs = [...cells.matchAll(/(\d+)\s/g)].map(([, ms]) => Number(ms));
      const addresses = rttsMs.length > 0 ? addressesIn(rest) : [];
      return [{ n: Number(n), answered: addresses.length > 0, addresses, rttsMs, sent: 3 }];
    }),
  );

/** What one netcat with a small time to live heard: the kernel says "no route to host" where a packet died, and nothing where it was dropped. */
export function readNetcat(
  { stderr, exitCode }: { readonly stderr: string; readonly exitCode: number | null },
  n: number,
  address: string,
): Row {
  const isEnd = exitCode === 0 || /refused/i.test(stderr);
  const died = /no route to host/i.test(stderr);
  return { n, answered: died || isEnd, addresses: isEnd ? [address] : [] };
}
