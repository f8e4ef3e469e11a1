/** Several vantage points side by side: one row a rule, one column a site. Pure. */
import type { RuleState } from '../../core/words.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import type { Rule } from '../rule.ts';
import type { Proof } from './proof.ts';
import type { ProofState } from './read-check.ts';

export interface SiteProof {
  /** As the matrix heads its column. */
  readonly site: string;
  readonly proof: Proof;
}

export interface SiteMatrix {
  readonly schema: 'preflight.matrix/1';
  readonly sites: readonly {
    readonly site: string;
    readonly regions: readonly string[];
    readonly report: Proof['report'];
  }[];
  /** `states` in the order of the sites; null: the site's rule set does not have the rule. */
  readonly rows: readonly { readonly rule: Rule; readonly states: readonly (ProofState | null)[] }[];
}

/** Sites of the same name (a file named twice, two folders) are told apart by a number. */
function labels(proofs: readonly SiteProof[]): string[] {
  return proofs.map(({ site }, index) => {
    const before = proofs.slice(0, index).filter((other) => other.site === site).length;
    return before === 0 ? site : `${site} (${before + 1})`;
  });
}

export function differs({ states }: SiteMatrix['rows'][number]): boolean {
  return statesDiffer(states);
}

/** What was not tested, or not asked, is no difference: nobody saw it. */
export function statesDiffer(states: readonly (RuleState | null)[]): boolean {
  const unseen: ReadonlySet<RuleState | null> = new Set([null, 'not-tested', 'untestable'] as const);
  return new Set(states.filter((state) => !unseen.has(state))).size > 1;
}

/** One line when the sites were not asked about the same Regions; null when they were. */
export function regionsDiffer(
  { sites }: SiteMatrix,
  { merge: words, comma, semicolon }: Vocabulary,
): string | null {
  const asked = [...new Set(sites.map(({ regions }) => [...regions].sort().join(', ')))];
  if (asked.length < 2) return null;
  const told = asked.map((regions) => {
    const own = sites.flatMap((site, index) =>
      [...site.regions].sort().join(', ') === regions ? [index + 1] : [],
    );
    return words.ofSites(regions, own.join(comma));
  });
  return words.regions(told.join(semicolon));
}

/** Rules in the order in which they first appear. */
export function mergeProofs(proofs: readonly SiteProof[]): SiteMatrix {
  const rules = new Map<string, Rule>();
  for (const { proof } of proofs)
    for (const { rule } of proof.rows) if (!rules.has(rule.id)) rules.set(rule.id, rule);
  const states = proofs.map(({ proof }) => new Map(proof.rows.map(({ rule, state }) => [rule.id, state])));
  const names = labels(proofs);
  return {
    schema: 'preflight.matrix/1',
    sites: proofs.map(({ proof }, index) => ({
      site: names[index] ?? '',
      regions: proof.request.regions,
      report: proof.report,
    })),
    rows: [...rules.values()].map((rule) => ({
      rule,
      states: states.map((site) => site.get(rule.id) ?? null),
    })),
  };
}
