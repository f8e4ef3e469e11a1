/**
 * What is asked once more, slowly and with nothing else running, after everything has ended: our own pace must never be the fault
 * (findings.md, second edition, latency/loss). Pure.
 */
import type { RunRecord } from '../reading/record.ts';
import { judgedRegions, lossiest, quickLoss, type QuickLoss } from '../reading/loss.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import { makeView } from '../reading/view.ts';
import { makeStep } from '../plan/make-step.ts';
import type { Step, StepOf } from '../plan/step.ts';
import type { Tables } from '../regions/model.ts';

const { slowSeries, routerPings } = THRESHOLDS;
/** Each sample may wait for a repeated SYN. */
const SERIES_BUDGET_MS = 20_000;
const PING_BUDGET_MS = 18_000;

/** A slow series for each judged Region that lost, and a long ping to the routers beside it; nothing where nothing was lost. */
export function confirmingSteps(record: RunRecord, tables: Tables): readonly Step[] {
  const view = makeView(record, tables);
  const series = judgedRegions(view).flatMap((region) => {
    const quick = quickLoss(view, region);
    const lossy = quick === null ? null : lossiest(view, region);
    return quick === null || lossy === null ? [] : [slowSeriesOf(lossy, quick)];
  });
  return series.length === 0 ? [] : [...series, ...record.steps.flatMap(longPing)];
}

function slowSeriesOf(lossy: StepOf<'rtt'>, { level }: QuickLoss): Step {
  return {
    ...lossy,
    id: `${lossy.region}/slow-series`,
    role: 'slow-series',
    samples: slowSeries.samples,
    untilLost: level === 'error' ? slowSeries.lostError : slowSeries.lostWarning,
    budgetMs: SERIES_BUDGET_MS,
    reason: 'loss was seen: does a slow series with nothing else running lose too?',
  };
}

function longPing(step: Step): Step[] {
  if (step.probe !== 'icmp' || step.role !== 'first-hop') return [];
  return [
    makeStep({
      ...step,
      id: `${step.id}/long`,
      role: 'slow-series',
      samples: routerPings,
      budgetMs: PING_BUDGET_MS,
      reason: 'loss was seen: does it begin before the router?',
    }),
  ];
}
