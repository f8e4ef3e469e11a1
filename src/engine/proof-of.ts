/** What the proof page shows of a report, and of the report before it. Pure. */
import { ContractError, type ResultOf } from '../contract/index.ts';
import type { Tables } from '../regions/model.ts';
import type { Report } from '../report/report.ts';
import { proofLines, type ProofLine } from '../rules/proof/lines.ts';
import type { Proof } from '../rules/proof/proof.ts';
import { proveReport } from '../rules/proof/prove-report.ts';
import { renderProofCsv } from '../rules/proof/render-proof.ts';
import { isControl } from '../rules/proof/retest.ts';

export const AS_DOCUMENTED = { withAga: false, withFips: false, withIpv6: false } as const;

type Made = ResultOf<'proof.make'>;

export interface ProofAsked {
  readonly before: Report | null;
  /** Null: the one that decides. */
  readonly region: string | null;
  readonly tables: Tables;
}

/** Throws `invalid-argument` for a Region that the report was not asked about. */
export function proofOf(report: Report, { before: earlier, region: wanted, tables }: ProofAsked): Made {
  const region = regionFor(report, wanted);
  const proof = proveReport(report, tables, { ...AS_DOCUMENTED, regions: [region] });
  const old = earlier === null ? null : oldLines(tables, earlier, proof);
  return {
    region,
    regions: [...report.request.regions],
    protocols: [...report.request.protocols],
    profile: report.request.profile,
    createdAt: proof.report.createdAt,
    completed: report.completed,
    tables: tablesText(proof),
    missing: proof.incomplete.flatMap(({ missing }) => missing),
    lines: proofLines(proof, report).map((line) =>
      told(line, { report, earlier, old: old?.get(line.id) ?? null }),
    ),
    controls: report.checks.filter(isControl).map(({ id }) => id),
    csv: renderProofCsv(proof),
    before: earlier?.createdAt ?? null,
  };
}

/** Only a Region that was asked about has anything to prove. */
function regionFor({ decidingRegion, request }: Report, wanted: string | null): string {
  const region = wanted ?? decidingRegion ?? request.regions[0];
  if (region === undefined || !request.regions.includes(region)) throw new ContractError('invalid-argument');
  return region;
}

function tablesText({ tables: { edition, overlay } }: Proof): string {
  return overlay === null ? edition : `${edition}, ${overlay}`;
}

function oldLines(tables: Tables, earlier: Report, { request }: Proof): Map<string, ProofLine> {
  const proof = proveReport(earlier, tables, { ...AS_DOCUMENTED, regions: request.regions });
  return new Map(proofLines(proof, earlier).map((line) => [line.id, line]));
}

interface Earlier {
  readonly report: Report;
  readonly earlier: Report | null;
  readonly old: ProofLine | null;
}

function told(line: ProofLine, { report, earlier, old }: Earlier): Made['lines'][number] {
  const plain = {
    ...line,
    destinations: [...line.destinations],
    rules: [...line.rules],
    checks: [...line.checks],
    again: [...line.again],
  };
  if (earlier === null || old === null) return { ...plain, before: null };
  const asked = wasAsked(line, report, earlier);
  // What a part that was done again left out keeps the time of the report that has it.
  const askedAt = asked ? line.askedAt : old.askedAt;
  const change = asked ? changeOf(old.state, line.state) : 'not-asked';
  return { ...plain, askedAt, before: { state: old.state, counts: old.counts, change } };
}

/** A part that is done again keeps the rest as it was: what was asked anew has its own time. */
function wasAsked({ checks, again }: ProofLine, report: Report, earlier: Report): boolean {
  const own = new Set([...checks, ...again]);
  const keyOf = ({ startMs, durationMs, status, state }: Report['checks'][number]): string =>
    [startMs, durationMs, status, state].join(' ');
  const old = new Map(earlier.checks.map((check) => [check.id, keyOf(check)]));
  return report.checks.some((check) => own.has(check.id) && old.get(check.id) !== keyOf(check));
}

type Change = NonNullable<Made['lines'][number]['before']>['change'];

const isShut = (state: ProofLine['state']): boolean => state === 'closed' || state === 'silent';

function changeOf(before: ProofLine['state'], after: ProofLine['state']): Change {
  if (before === after) return 'same';
  if (after === 'open') return 'opened';
  if (isShut(before)) return isShut(after) ? 'changed' : 'unproved';
  return isShut(after) ? 'shut' : 'changed';
}
