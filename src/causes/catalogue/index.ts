/** THE table of finding codes: a closed list, in the order of the layers (spec/findings.md). Texts, schema, documentation and tests derive from it. */
import type { Severity, Side } from '../../core/words.ts';
import type { Finding } from '../../judge/finding.ts';
import { FIGURES } from './figures.ts';
import { GETTING_OUT } from './getting-out.ts';
import { HTTPS } from './https.ts';
import { MACHINE } from './machine.ts';
import { STREAMING } from './streaming.ts';
import type { CatalogueEntry, Facts } from './entry.ts';

export type { CatalogueEntry } from './entry.ts';

const TABLE = { ...GETTING_OUT, ...HTTPS, ...STREAMING, ...FIGURES, ...MACHINE };

export type FindingCode = keyof typeof TABLE;

export const CATALOGUE: Readonly<Record<FindingCode, CatalogueEntry>> = TABLE;

/** Every code, in the order of the layers. */
export const CODES = Object.keys(TABLE) as readonly FindingCode[];

interface Described {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly side?: Side;
  readonly params: Facts;
}

/** The texts, the side and the sources of a cause. */
export function describe(
  draft: Described,
): Pick<Finding, 'side' | 'title' | 'explanation' | 'remedies' | 'sources'> {
  const entry = CATALOGUE[draft.code];
  const { params } = draft;
  return {
    side: draft.side ?? entry.side,
    title: entry.title(params),
    explanation: entry.explanation(params),
    remedies: { user: entry.user(params), helpdesk: entry.helpdesk(params), network: entry.network(params) },
    sources: [...entry.sources],
  };
}
