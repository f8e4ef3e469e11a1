/**
 * The order of findings: what causes a graver one beside it, then errors, warnings, notices; in each the deciding Region's first, roots
 * first, then the order of the one list of causes.
 */
import { CAUSES } from '../causes/index.ts';
import type { AnyCause, AnyFound } from '../causes/cause.ts';
import { SEVERITIES } from '../core/words.ts';
import { compareText } from '../reading/view.ts';

/** What a rule found, with the cause whose rule it is. */
export interface Held extends AnyFound {
  readonly cause: AnyCause;
}

/** Whether nobody could see behind it what the protocols do. Facts are its own, so its cause reads them. */
export function isHiding({ cause, facts }: Held): boolean {
  return cause.hidesVerdict?.(facts) === true;
}

interface Context {
  readonly roots: readonly Held[];
  readonly deciding: string | null;
}

export function sortHeld(all: readonly Held[], { roots, deciding }: Context): readonly Held[] {
  const isDeciding = (held: Held) => held.region === null || held.region === deciding;
  const keyOf = (held: Held): readonly number[] => [
    held.leads === true && isDeciding(held) ? 0 : 1,
    SEVERITIES.indexOf(held.severity),
    isDeciding(held) ? 0 : 1,
    roots.includes(held) ? 0 : 1,
    (CAUSES as readonly AnyCause[]).indexOf(held.cause),
  ];
  return [...all].sort(
    (a, b) => compareKeys(keyOf(a), keyOf(b)) || compareText(a.region ?? '', b.region ?? ''),
  );
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** The id of a finding: `<code>@<region>`, or `<code>` where it concerns no single Region. */
export function findingId({ cause, region }: Pick<Held, 'cause' | 'region'>): string {
  return region === null ? cause.code : `${cause.code}@${region}`;
}

/** Gives each finding an id of its own: where one code stands twice for a Region, the lesser ones carry their severity. */
export function makeUnique(all: readonly Held[]): readonly { readonly id: string; readonly held: Held }[] {
  const taken = new Set<string>();
  return all.map((held) => {
    const plain = findingId(held);
    const candidates = [
      plain,
      `${plain}:${held.severity}`,
      `${plain}:${held.severity}:${held.protocols.join('+')}`,
    ];
    const id = candidates.find((candidate) => !taken.has(candidate)) ?? `${plain}:${taken.size}`;
    taken.add(id);
    return { id, held };
  });
}
