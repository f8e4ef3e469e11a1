/** A finished report as the stream of events that would have led to it: for tests and pictures. */
import type { AgentEvent, PlannedStep } from '../../src/contract/index.ts';
import type { Check } from '../../src/reading/check.ts';
import type { Report } from '../../src/report/report.ts';

type Untold = AgentEvent extends infer E ? (E extends AgentEvent ? Omit<E, 'seq' | 'runId'> : never) : never;
export interface TimedEvent {
  readonly atMs: number;
  readonly event: AgentEvent;
}

export function replayOf(report: Report): TimedEvent[] {
  const timed = [plannedOf(report), ...report.checks.flatMap(eventsOfCheck), ...endOf(report)];
  timed.sort((a, b) => a.atMs - b.atMs);
  return timed.map(({ atMs, event }, index) => ({
    atMs,
    event: { ...event, seq: index + 1, runId: report.id },
  }));
}

interface UntoldAt {
  readonly atMs: number;
  readonly event: Untold;
}

function plannedOf(report: Report): UntoldAt {
  const { host, request } = report;
  return {
    atMs: -1,
    event: {
      type: 'planned',
      request: {
        regions: request.regions.slice(0, 1),
        allRegions: request.allRegions,
        protocols: request.protocols,
        scenario: null,
      },
      decidingRegion: report.decidingRegion,
      steps: report.checks.map(stepOf),
      expectedMs: report.durationMs,
      host,
      basedOn: null,
    },
  };
}

export function stepOf(check: Check): PlannedStep {
  return {
    id: check.id,
    probe: check.probe ?? 'tcp',
    role: check.role ?? 'endpoint',
    group: check.group,
    category: check.category,
    need: check.need,
    region: check.region,
    protocols:
      check.target.port === 4172 ? ['pcoip'] : check.target.port === 4195 ? ['dcv'] : ['pcoip', 'dcv'],
    target: check.target,
    samples: check.group === 'latency' ? samplesOf(check).length : null,
    listed: true,
    reason: 'a listed address of the Region',
    skipped: null,
    skipReason: null,
  };
}

interface Sample {
  readonly atMs: number;
  readonly rttMs: number | null;
}

function samplesOf({ evidence }: Check): Sample[] {
  return Array.isArray(evidence['samples']) ? (evidence['samples'] as Sample[]) : [];
}

function eventsOfCheck(check: Check): UntoldAt[] {
  const from = check.startMs ?? 0;
  const to = from + (check.durationMs ?? 0);
  const samples = samplesOf(check).map(({ atMs, rttMs }): UntoldAt => {
    const at = from + atMs;
    return {
      atMs: at,
      event: { type: 'sample', region: check.region, address: check.target.address ?? '', rttMs, atMs: at },
    };
  });
  const started: UntoldAt = { atMs: from, event: { type: 'started', stepId: check.id, atMs: from } };
  const checked: UntoldAt = {
    atMs: Math.max(to, ...samples.map(({ atMs }) => atMs)),
    event: { type: 'checked', check, atMs: to },
  };
  return check.startMs === null ? [] : [started, ...samples, checked];
}

function endOf(report: Report): UntoldAt[] {
  const last = Number.MAX_SAFE_INTEGER;
  // A report of an older version has no truth table: such a run ends without its judgement.
  const { truth, limits } = report;
  const judged: UntoldAt[] =
    truth === undefined || limits === undefined
      ? []
      : [{ atMs: last - 1, event: { type: 'judged', judgement: { ...report, truth, limits } } }];
  return [
    ...judged,
    { atMs: last, event: { type: 'stopped', reason: report.completedBecause ?? 'finished', report } },
  ];
}
