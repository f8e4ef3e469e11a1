/** What the journey and the figures are drawn from: a finished report, or as much of it as a run has told so far. */
import type { Protocol } from '../../../src/core/words.ts';
import type { HostFacts } from '../../../src/evidence/index.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Finding, Judgement } from '../../../src/judge/finding.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';

export interface RunPicture {
  readonly host: HostFacts | null;
  readonly vpn: Report['host']['vpn'];
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
  readonly forecasts: Judgement['protocols'] | null;
  readonly figures: RegionFigures | null;
  readonly protocols: readonly Protocol[];
  readonly region: { readonly code: string; readonly name: string } | null;
  readonly completed: boolean;
  /** Planned checks without a result yet; null when the run is over. */
  readonly pending: readonly PendingCheck[] | null;
}

/** A planned step, as far as the picture needs it. */
export type PendingCheck = Pick<Check, 'id' | 'group' | 'category' | 'need' | 'region' | 'target' | 'role'>;

export function pictureOf(report: Report): RunPicture {
  const figures = report.regions.find(({ code }) => code === report.decidingRegion) ?? null;
  return {
    host: report.host,
    vpn: report.host.vpn,
    checks: report.checks,
    findings: report.findings,
    forecasts: report.protocols,
    figures,
    protocols: report.request.protocols,
    region: figures,
    completed: report.completed,
    pending: null,
  };
}
