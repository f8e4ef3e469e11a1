/**
 * Root-cause reduction: a pure stage of its own. Root causes are asked for in the order of the one list; what each one covers is masked,
 * so that later rules see it as not measured. What would have been said without the masks and is not said with them is what the root
 * explains. An independent fault rests on checks that no root covers, so no root can hide it.
 */
import type { AnyCause, AnyFound } from '../causes/cause.ts';
import { CAUSES } from '../causes/index.ts';
import { maskEntries, type View } from '../reading/view.ts';
import { findingId, makeUnique, sortHeld, type Held } from './order.ts';

export interface Reduced {
  readonly id: string;
  readonly held: Held;
  /** Ids of findings that this one makes superfluous. */
  readonly explains: readonly string[];
}

export interface Reduction {
  readonly reduced: readonly Reduced[];
  /** The view without what root causes cover. */
  readonly trusted: View;
  /** Covered check to the finding that covers it; never a check that a finding rests on. */
  readonly coveredBy: ReadonlyMap<string, Reduced>;
}

interface FoundRoot {
  readonly held: Held;
  readonly covers: ReadonlySet<string>;
}

/** Reduces what the rules say of this view to causes, roots first. */
export function reduce(view: View, deciding: string | null): Reduction {
  const { roots, masked } = findRoots(view);
  const rootsHeld = roots.map(({ held }) => held);
  const rest = allHeld(masked).filter((held) => !rootsHeld.some((root) => isOf(root, held)));
  const kept = rest.filter((held) => supersededBy(held, [...rootsHeld, ...rest], deciding) === null);
  const unique = makeUnique(sortHeld([...rootsHeld, ...kept], { roots: rootsHeld, deciding }));
  const gone = [...allHeld(view), ...rest].filter((held) => !unique.some((one) => isSame(one.held, held)));
  const reduced = unique.map(({ id, held }) => {
    const explains = gone
      .filter((one) => explainerOf(one, { roots, others: [...rootsHeld, ...kept], deciding }) === held)
      .map(findingId);
    return { id, held, explains: [...new Set(explains)].filter((one) => one !== id).sort() };
  });
  return { reduced, trusted: masked, coveredBy: coverage(reduced, roots) };
}

function findRoots(view: View): { readonly roots: readonly FoundRoot[]; readonly masked: View } {
  const roots: FoundRoot[] = [];
  let masked = view;
  for (const cause of CAUSES as readonly AnyCause[]) {
    const { root } = cause;
    if (root === undefined) continue;
    for (const found of cause.holds(masked).filter((one) => root.holds?.(one, masked) ?? true)) {
      const covers = coveredIds(masked, root, found);
      roots.push({ held: { ...found, cause }, covers });
      masked = maskEntries(masked, covers);
    }
  }
  return { roots, masked };
}

/** What a root covers may be its own evidence too: a certificate that looks expired also tells the time. */
function coveredIds(view: View, root: NonNullable<AnyCause['root']>, found: AnyFound): ReadonlySet<string> {
  const covered = view.entries.filter((entry) => entry.evidence !== null && root.covers(entry, found, view));
  return new Set(covered.map((entry) => entry.step.id));
}

/** What is asked for as a root alone rests on nothing having answered: a mask would hide an answer. */
function allHeld(view: View): readonly Held[] {
  return (CAUSES as readonly AnyCause[])
    .filter(({ root }) => root?.only !== true)
    .flatMap((cause) => cause.holds(view).map((found) => ({ ...found, cause })));
}

function isSame(a: Held, b: Held): boolean {
  return a.cause === b.cause && a.region === b.region && a.severity === b.severity;
}

/** Whether it is the root itself, or what its rule makes of the same checks once the mask is on. */
function isOf(root: Held, held: Held): boolean {
  if (isSame(root, held)) return true;
  if (root.cause !== held.cause) return false;
  const isRest = held.severity === 'notice' && root.checks.every((id) => held.checks.includes(id));
  return isRest || held.checks.every((id) => root.checks.includes(id));
}

/** A finding that says the same more precisely or with more weight. */
function supersededBy(held: Held, others: readonly Held[], deciding: string | null): Held | null {
  const better = others.find((one) =>
    (one.cause.supersedes ?? []).some(
      (worse) =>
        worse.cause.code === held.cause.code &&
        (worse.when === undefined ? one.region === held.region : worse.when(one, held, deciding)),
    ),
  );
  return better ?? null;
}

function explainerOf(
  held: Held,
  {
    roots,
    others,
    deciding,
  }: { roots: readonly FoundRoot[]; others: readonly Held[]; deciding: string | null },
): Held | null {
  const direct = supersededBy(held, others, deciding);
  if (direct !== null) return direct;
  const rests = [...held.checks, ...(held.supposes ?? [])];
  return roots.find(({ covers }) => rests.some((id) => covers.has(id)))?.held ?? null;
}

function coverage(reduced: readonly Reduced[], roots: readonly FoundRoot[]): ReadonlyMap<string, Reduced> {
  const rested = new Set(reduced.flatMap(({ held }) => held.checks));
  const pairs = roots.flatMap(({ held, covers }) => {
    const told = reduced.find((one) => one.held === held);
    if (told === undefined) return [];
    return [...covers].filter((check) => !rested.has(check)).map((check) => [check, told] as const);
  });
  return new Map(pairs);
}
