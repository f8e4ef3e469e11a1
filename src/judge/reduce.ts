/**
 * Root-cause reduction: a pure stage of its own. Root causes are asked for in a fixed order; what each one covers is masked, so that later
 * rules see it as not measured. What would have been said without the masks and is not said with them is what the root explains.
 * An independent fault rests on checks that no root covers, so no root can hide it.
 */
import type { Draft, Rule } from '../causes/draft.ts';
import { findingId } from './finding-id.ts';
import { ROOTS, type Root } from '../causes/roots.ts';
import { RULES } from '../causes/rules.ts';
import { makeUnique, sortDrafts } from './order.ts';
import { maskEntries, type View } from '../reading/view.ts';

export interface Cause {
  readonly id: string;
  readonly draft: Draft;
  readonly isRoot: boolean;
  /** Ids of findings that this one makes superfluous. */
  readonly explains: readonly string[];
}

export interface Reduction {
  readonly causes: readonly Cause[];
  /** The view without what root causes cover. */
  readonly trusted: View;
  /** Covered check to the id of the finding that covers it; never a check that a finding rests on. */
  readonly coveredBy: ReadonlyMap<string, string>;
}

interface Found {
  readonly draft: Draft;
  readonly covers: ReadonlySet<string>;
}

/** Reduces what the rules say of this view to causes, roots first. */
export function reduce(view: View, deciding: string | null): Reduction {
  const { roots, masked } = findRoots(view);
  const rest = allDrafts(masked).filter((draft) => !roots.some((root) => isOf(root.draft, draft)));
  const kept = rest.filter((draft) => supersededBy(draft, rest, deciding) === null);
  const drafts = makeUnique(
    sortDrafts([...roots.map(({ draft }) => draft), ...kept], {
      roots: roots.map(({ draft }) => draft),
      deciding,
    }),
  );
  const unmasked = allDrafts(view);
  const gone = [...unmasked, ...rest].filter((draft) => !drafts.some((one) => isSame(one.draft, draft)));
  const causes = drafts.map(({ id, draft }) => {
    const root = roots.find((one) => one.draft === draft);
    const explains = gone
      .filter((one) => explainerOf(one, { roots, rest: kept, deciding }) === draft)
      .map(findingId);
    return {
      id,
      draft,
      isRoot: root !== undefined,
      explains: [...new Set(explains)].filter((one) => one !== id).sort(),
    };
  });
  return { causes, trusted: masked, coveredBy: coverage(causes, roots) };
}

function findRoots(view: View): { readonly roots: readonly Found[]; readonly masked: View } {
  const roots: Found[] = [];
  let masked = view;
  for (const root of ROOTS) {
    for (const draft of root.rule(masked).filter((one) => root.holds?.(one, masked) ?? true)) {
      const covers = coveredIds(masked, { root, draft });
      roots.push({ draft, covers });
      masked = maskEntries(masked, covers);
    }
  }
  return { roots, masked };
}

/** What a root covers may be its own evidence too: a certificate that looks expired also tells the time. */
function coveredIds(view: View, { root, draft }: { root: Root; draft: Draft }): ReadonlySet<string> {
  const covered = view.entries.filter(
    (entry) => entry.evidence !== null && root.covers(entry, { draft, view }),
  );
  return new Set(covered.map((entry) => entry.step.id));
}

function allDrafts(view: View): readonly Draft[] {
  return RULES.flatMap((rule: Rule) => rule(view));
}

function isSame(a: Draft, b: Draft): boolean {
  return a.code === b.code && a.region === b.region && a.severity === b.severity;
}

/** Whether the draft is the root itself, or what its rule makes of the same checks once the mask is on. */
function isOf(root: Draft, draft: Draft): boolean {
  if (isSame(root, draft)) return true;
  if (root.code !== draft.code) return false;
  const isRest = draft.severity === 'notice' && root.checks.every((id) => draft.checks.includes(id));
  return isRest || draft.checks.every((id) => root.checks.includes(id));
}

/** A finding that says the same more precisely or with more weight; both rest on the same checks or the same port. */
function supersededBy(draft: Draft, others: readonly Draft[], deciding: string | null): Draft | null {
  // Names are slow because the resolver waits for the server that is dead.
  if (draft.code === 'dns/slow') return others.find(({ code }) => code === 'dns/partial-servers') ?? null;
  // Where more than a tenth of everything is lost, a name that got no answer is one of the lost: nobody denied it.
  // Loss on the way to another Region alone says nothing of it.
  if (draft.code === 'dns/name-not-found' && draft.params['answer'] === 'silence')
    return (
      others.find(
        ({ code, severity, region }) =>
          code === 'latency/loss' && severity === 'error' && region === (draft.region ?? deciding),
      ) ?? null
    );
  // Two methods that agree on less than 1200 bytes: that the rest vanishes without a word is the fuller story.
  if (draft.code === 'mtu/too-small')
    return others.find(({ code, region }) => code === 'mtu/black-hole' && region === draft.region) ?? null;
  const [area, aspect] = draft.code.split('/');
  if (aspect !== 'udp-unproven') return null;
  const stronger = [`${area}/tcp-blocked`, `${area}/tcp-refused`, 'streaming/udp-silent'];
  const isAbout = (one: Draft) => one.protocols.some((protocol) => draft.protocols.includes(protocol));
  return (
    others.find((one) => one.region === draft.region && stronger.includes(one.code) && isAbout(one)) ?? null
  );
}

function explainerOf(
  draft: Draft,
  { roots, rest, deciding }: { roots: readonly Found[]; rest: readonly Draft[]; deciding: string | null },
): Draft | null {
  const direct = supersededBy(draft, rest, deciding);
  if (direct !== null) return direct;
  const rests = [...draft.checks, ...(draft.supposes ?? [])];
  const root = roots.find(({ covers }) => rests.some((id) => covers.has(id)));
  return root?.draft ?? null;
}

function coverage(causes: readonly Cause[], roots: readonly Found[]): ReadonlyMap<string, string> {
  const rested = new Set(causes.flatMap(({ draft }) => draft.checks));
  const pairs = roots.flatMap(({ draft, covers }) => {
    const id = causes.find((cause) => cause.draft === draft)?.id ?? findingId(draft);
    return [...covers].filter((check) => !rested.has(check)).map((check) => [check, id] as const);
  });
  return new Map(pairs);
}
