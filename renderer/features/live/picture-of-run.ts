/** The journey while it is still being checked: what was seen so far and what is planned. */
import type { PlannedStep, RegionChoice } from '../../../src/contract/index.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { RunPicture } from '../report/run-picture.ts';
import type { RunView } from './run-view.ts';

export function pictureOfRun(view: RunView, regions: readonly RegionChoice[]): RunPicture {
  const seen = new Set(view.checks.map(({ check }) => check.id));
  const planned = new Map(view.steps.map((step) => [step.id, step]));
  const region = regions.find(({ code }) => code === view.decidingRegion);
  const fallback =
    view.decidingRegion === null ? null : { code: view.decidingRegion, name: view.decidingRegion };
  return {
    host: view.host,
    vpn: null,
    checks: view.checks.map(({ check }) => withRole(check, planned.get(check.id))),
    findings: [],
    forecasts: null,
    figures: null,
    protocols: view.request?.protocols ?? ['pcoip', 'dcv'],
    region: region ?? fallback,
    completed: false,
    pending: view.steps.filter(({ id, skipped }) => skipped === null && !seen.has(id)),
  };
}

/** The plan knows what a check is for, also where the check does not say so itself. */
function withRole(check: Check, step: PlannedStep | undefined): Check {
  return step === undefined ? check : { ...check, role: step.role, probe: step.probe };
}
