/** Several reports side by side: a column a site, a row a rule. Pure. */
import { ContractError, type ResultOf } from '../contract/index.ts';
import { RULE_STATES, WORST_FIRST, type RuleState } from '../core/words.ts';
import type { Tables } from '../regions/model.ts';
import type { Report } from '../report/report.ts';
import { spokenOf } from '../report/spoken-of.ts';
import { proofLines, type ProofLine } from '../rules/proof/lines.ts';
import { mergeProofs, statesDiffer } from '../rules/proof/merge.ts';
import type { Proof } from '../rules/proof/proof.ts';
import { proveReport } from '../rules/proof/prove-report.ts';
import { renderMatrixCsv } from '../rules/proof/render-matrix.ts';
import { AS_DOCUMENTED } from './proof-of.ts';

export interface SiteReport {
  /** What the column is called; null: nothing names it. */
  readonly name: string | null;
  /** Reports of one site that somebody named share a column; null: it has one of its own. */
  readonly site: string | null;
  readonly report: Report;
}

type Made = ResultOf<'proof.sites'>;

interface Proved extends SiteReport {
  readonly proof: Proof;
  readonly lines: ReadonlyMap<string, ProofLine>;
}

/** Throws `invalid-argument` for a Region that none of the reports was asked about. */
export function sitesOf(
  reports: readonly SiteReport[],
  { region: wanted, tables }: { readonly region: string | null; readonly tables: Tables },
): Made {
  const regions = [...new Set(reports.flatMap(({ report }) => report.request.regions))];
  const region = wanted ?? reports[0]?.report.decidingRegion ?? regions[0];
  if (region === undefined || !regions.includes(region)) throw new ContractError('invalid-argument');
  const columns = columnsOf(reports.map((one) => proved(one, region, tables)));
  const matrix = mergeProofs(
    columns.flat().map(({ name, proof }) => ({ site: name ?? proof.report.createdAt, proof })),
  );
  return {
    region,
    regions,
    sites: columns.map((column) => siteOf(column, region)),
    rows: rowsOf(columns),
    csv: renderMatrixCsv(matrix),
  };
}

function proved(one: SiteReport, region: string, tables: Tables): Proved {
  const isAsked = one.report.request.regions.includes(region);
  const proof = proveReport(one.report, tables, { ...AS_DOCUMENTED, regions: [region] });
  const lines = isAsked ? proofLines(proof, one.report) : [];
  return { ...one, proof, lines: new Map(lines.map((line) => [line.id, line])) };
}

function columnsOf(reports: readonly Proved[]): readonly (readonly Proved[])[] {
  const columns = new Map<string, Proved[]>();
  for (const [index, one] of reports.entries()) {
    const key = one.site === null ? `#${index}` : `site ${one.site}`;
    columns.set(key, [...(columns.get(key) ?? []), one]);
  }
  return [...columns.values()];
}

function siteOf(column: readonly Proved[], region: string): Made['sites'][number] {
  const times = column.map(({ report }) => report.createdAt).sort();
  const verdicts = column.map(({ report }) => spokenOf(report, 'en').mark);
  const verdict = WORST_FIRST.find((one) => verdicts.includes(one)) ?? 'unknown';
  return {
    name: column[0]?.site ?? column[0]?.name ?? null,
    reports: column.length,
    from: times[0] ?? '',
    to: times.at(-1) ?? '',
    completed: column.every(({ report }) => report.completed),
    simulated: column.some(({ report }) => report.simulated),
    asked: column.every(({ report }) => report.request.regions.includes(region)),
    verdict,
    worst: verdicts.filter((one) => one === verdict).length,
  };
}

/** In the order in which the rules first appear; those in which the sites differ first. */
function rowsOf(columns: readonly (readonly Proved[])[]): Made['rows'] {
  const lines = new Map<string, ProofLine>();
  for (const { lines: own } of columns.flat())
    for (const [id, line] of own) if (!lines.has(id)) lines.set(id, line);
  const rows = [...lines.values()].map(
    ({ id, category, purpose, need, protocol, port, transport, destinations }) => {
      const cells = columns.map((column) =>
        cellOf(column.flatMap(({ lines: own }) => own.get(id)?.state ?? [])),
      );
      return {
        ...{ id, category, purpose, need, protocol, port, transport },
        destinations: [...destinations],
        differs: statesDiffer(columns.flat().map(({ lines: own }) => own.get(id)?.state ?? null)),
        cells,
      };
    },
  );
  return [...rows.filter(({ differs }) => differs), ...rows.filter(({ differs }) => !differs)];
}

function cellOf(states: readonly RuleState[]): Made['rows'][number]['cells'][number] {
  const state = RULE_STATES.find((one) => states.includes(one));
  return state === undefined ? null : { state, reports: states.filter((one) => one === state).length };
}
