/** Bundles that somebody opened in the page: their zips are kept, in bounds; what was unpacked of them only for the last few. */
import { randomUUID } from 'node:crypto';
import { openBundle, type OpenedBundle } from '../bundle/open-bundle.ts';
import { ContractError } from '../contract/index.ts';
import type { BundleRow } from '../fleet/row.ts';
import type { Unreadable } from '../fleet/summarise.ts';

export interface KeptBundle {
  readonly fileName: string;
  /** The zip, from which its files are read when somebody asks. */
  readonly bytes: Uint8Array;
  /** Of a bundle that was added to a list; null where it was opened alone. */
  readonly row: BundleRow | null;
}

export interface OpenedEntry extends OpenedBundle, KeptBundle {}

/** An outage of a large office; the oldest goes first. */
const MOST_KEPT = 2000;
const MOST_BYTES = 192 * 1024 * 1024;
/** Reports and evidence in memory: a few megabytes each. */
const MOST_PARSED = 8;

export interface OpenedStore {
  readonly kept: Map<string, KeptBundle>;
  readonly parsed: Map<string, OpenedEntry>;
  /** Files of a list that are no bundle: they are counted as such. */
  readonly unreadable: Unreadable[];
}

export function openedStore(): OpenedStore {
  return { kept: new Map(), parsed: new Map(), unreadable: [] };
}

/** Keeps it and gives its id; the oldest are forgotten where there are too many. */
export function keepBundle({ kept, parsed }: OpenedStore, bundle: KeptBundle): string {
  const id = randomUUID();
  kept.set(id, bundle);
  let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes.byteLength, 0);
  for (const [oldest, one] of [...kept]) {
    if (kept.size <= 1 || (kept.size <= MOST_KEPT && bytes <= MOST_BYTES)) break;
    bytes -= one.bytes.byteLength;
    kept.delete(oldest);
    parsed.delete(oldest);
  }
  return id;
}

export function keepUnreadable({ unreadable }: OpenedStore, file: string, why: string): void {
  if (unreadable.length < MOST_KEPT) unreadable.push({ file, why });
}

/** Rejects with `unknown-entry`. */
export async function entryOf(store: OpenedStore, id: string): Promise<OpenedEntry> {
  const known = store.parsed.get(id);
  if (known !== undefined) return known;
  const bundle = store.kept.get(id);
  if (bundle === undefined) throw new ContractError('unknown-entry');
  return keepParsed(store, id, { ...bundle, ...(await openBundle(bundle.bytes)) });
}

/** What was unpacked, until eight others were. */
export function keepParsed({ parsed }: OpenedStore, id: string, entry: OpenedEntry): OpenedEntry {
  parsed.set(id, entry);
  for (const oldest of [...parsed.keys()].slice(0, -MOST_PARSED)) parsed.delete(oldest);
  return entry;
}
