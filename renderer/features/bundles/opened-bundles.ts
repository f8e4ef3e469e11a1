/** Bundles that were opened in this window; they live as long as the page. The engine keeps nothing of them on disk. */
import type { BundleJudged, BundleOpened } from '../../../src/contract/index.ts';

const opened = new Map<string, BundleOpened>();

export function keepBundle(bundle: BundleOpened): void {
  opened.set(bundle.bundleId, bundle);
}

export function openedBundle(id: string): BundleOpened | undefined {
  return opened.get(id);
}

export function openedBundles(): BundleOpened[] {
  return [...opened.values()];
}

let added = 0;
const unreadable: string[] = [];

/** One more of many is in the engine's list. */
export function countAdded(): void {
  added += 1;
}

export function addedCount(): number {
  return added;
}

export function keepUnreadable(fileName: string): void {
  unreadable.push(fileName);
}

/** Names of files that are no bundle, in the order in which they were dropped. */
export function unreadableFiles(): readonly string[] {
  return unreadable;
}

const judged = new Map<string, BundleJudged>();

/** The same evidence and the same rules give the same answer: it is asked for once. */
export function keepJudged(id: string, answer: BundleJudged): void {
  judged.set(id, answer);
}

export function judgedBundle(id: string): BundleJudged | undefined {
  return judged.get(id);
}
