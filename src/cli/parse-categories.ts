/** `--require CATEGORY`: categories of the tables that this network must reach. */
import type { Tables } from '../regions/model.ts';
import { didYouMean } from './suggest-near.ts';
import { UsageError, quoted } from './usage-error.ts';

export function parseCategories(texts: readonly string[], tables: Tables): readonly string[] {
  const known = knownCategories(tables);
  return [...new Set(texts.map((text) => parseCategory(text.trim(), known)))];
}

/** Every category that the tables have, sorted. */
function knownCategories(tables: Tables): readonly string[] {
  const categories = tables.regions.flatMap((region) =>
    region.endpoints.map((endpoint) => endpoint.category),
  );
  return [...new Set([...categories, 'healthCheck'])].sort();
}

function parseCategory(text: string, known: readonly string[]): string {
  const found = known.find((category) => category.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  const hint = didYouMean(text, known) || `; accepted: ${known.join(', ')}`;
  throw new UsageError(`--require ${quoted(text)} is no category of the tables${hint}`);
}
