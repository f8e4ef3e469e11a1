/** Filter, search and order of the checks table. Pure. */
import type { Status } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Words } from '../../words/en.ts';
import { checkPort, checkTarget, checkWhat } from '../report/check-words.ts';

export const SORT_KEYS = ['what', 'target', 'port', 'state', 'when', 'took'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sort {
  readonly key: SortKey;
  readonly down: boolean;
}
export interface CheckFilter {
  /** Empty: every status. */
  readonly statuses: ReadonlySet<Status>;
  readonly search: string;
  readonly sort: Sort | null;
}

export function filterChecks(words: Words, checks: readonly Check[], filter: CheckFilter): Check[] {
  const terms = filter.search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = checks.filter(
    (check) =>
      (filter.statuses.size === 0 || filter.statuses.has(check.status)) &&
      (terms.length === 0 || matches(searchText(words, check), terms)),
  );
  return filter.sort === null ? found : sortChecks(words, found, filter.sort);
}

function matches(text: string, terms: readonly string[]): boolean {
  return terms.every((term) => text.includes(term));
}

function searchText(words: Words, check: Check): string {
  const { host, address } = check.target;
  const parts = [
    check.id,
    checkWhat(words, check),
    host,
    address,
    checkPort(check),
    check.state,
    check.failure?.code,
  ];
  return parts.filter(Boolean).join(' ').toLowerCase();
}

function sortChecks(words: Words, checks: readonly Check[], { key, down }: Sort): Check[] {
  const value = (check: Check): string | number | null => {
    switch (key) {
      case 'what':
        return checkWhat(words, check);
      case 'target':
        return checkTarget(check);
      case 'port':
        return check.target.port;
      case 'state':
        return check.state;
      case 'when':
        return check.startMs;
      case 'took':
        return check.durationMs;
    }
  };
  const sign = down ? -1 : 1;
  return [...checks].sort((a, b) => compare(value(a), value(b), sign));
}

/** What has no value stands at the end, whichever way the order goes. */
function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b), 'en', { numeric: true });
}
