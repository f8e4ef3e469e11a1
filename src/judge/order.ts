/**
 * The order of findings: what causes a graver one beside it, then errors, warnings, notices; in each the deciding Region's first, roots
 * first, then layer by layer.
 */
import { SEVERITIES } from '../core/words.ts';
import { CODES } from '../causes/catalogue/index.ts';
import type { Draft } from '../causes/draft.ts';
import { findingId } from './finding-id.ts';
import { compareText } from '../reading/view.ts';

interface Context {
  readonly roots: readonly Draft[];
  readonly deciding: string | null;
}

export function sortDrafts(drafts: readonly Draft[], { roots, deciding }: Context): readonly Draft[] {
  const isDeciding = (draft: Draft) => draft.region === null || draft.region === deciding;
  const keyOf = (draft: Draft): readonly number[] => [
    draft.leads === true && isDeciding(draft) ? 0 : 1,
    SEVERITIES.indexOf(draft.severity),
    isDeciding(draft) ? 0 : 1,
    roots.includes(draft) ? roots.indexOf(draft) : roots.length,
    CODES.indexOf(draft.code),
  ];
  return [...drafts].sort(
    (a, b) => compareKeys(keyOf(a), keyOf(b)) || compareText(a.region ?? '', b.region ?? ''),
  );
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** Gives each draft an id of its own: where one code stands twice for a Region, the lesser ones carry their severity. */
export function makeUnique(
  drafts: readonly Draft[],
): readonly { readonly id: string; readonly draft: Draft }[] {
  const taken = new Set<string>();
  return drafts.map((draft) => {
    const plain = findingId(draft);
    const candidates = [
      plain,
      `${plain}:${draft.severity}`,
      `${plain}:${draft.severity}:${draft.protocols.join('+')}`,
    ];
    const id = candidates.find((candidate) => !taken.has(candidate)) ?? `${plain}:${taken.size}`;
    taken.add(id);
    return { id, draft };
  });
}
