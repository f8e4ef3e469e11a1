/** A report against the rules of what it was asked for. Pure. */
import type { Tables } from '../../regions/model.ts';
import type { Report } from '../../report/report.ts';
import { makeRules } from '../make-rules.ts';
import type { RuleRequest } from '../rule-request.ts';
import { prove, type Proof } from './proof.ts';
import type { ProofWords } from './read-check.ts';

/** `regions` where not all that were asked for are wanted. */
export function proveReport(
  report: Report,
  tables: Tables,
  options: Pick<RuleRequest, 'withAga' | 'withFips' | 'withIpv6'> &
    Partial<Pick<RuleRequest, 'regions'>> & { readonly words?: ProofWords },
): Proof {
  const { regions, protocols, profile, directoryId } = report.request;
  const { words, ...asked } = options;
  return prove(report, makeRules(tables, { regions, protocols, profile, directoryId, ...asked }), words);
}
