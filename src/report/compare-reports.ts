/** Compares two reports, `a` the earlier or the other one, `b` this one: causes first, then checks, then figures beyond noise. Pure. */
import { PROTOCOLS, SEVERITIES, type Status, type Verdict } from '../core/words.ts';
import { isChange } from '../words/compare.ts';
import type { Finding } from './finding.ts';
import { compareSurroundings } from './compare-surroundings.ts';
import type { Comparison, Direction } from './comparison.ts';
import { describeTarget } from './describe-checks.ts';
import type { Report } from './report.ts';

export function compareReports(a: Report, b: Report): Comparison {
  const verdicts = PROTOCOLS.filter((protocol) => a.protocols[protocol] ?? b.protocols[protocol]).map(
    (protocol) => ({
      protocol,
      a: a.protocols[protocol]?.verdict ?? null,
      b: b.protocols[protocol]?.verdict ?? null,
    }),
  );
  const causes = compareCauses(a, b);
  const figures = compareFigures(a, b);
  // What one side did not ask for is no difference.
  const differs =
    verdicts.some((row) => row.a !== null && row.b !== null && row.a !== row.b) ||
    causes.some(isChange) ||
    figures.some(({ matters }) => matters);
  return {
    differs,
    direction: differs ? directionOf(verdicts, causes) : 'same',
    surroundings: compareSurroundings(a, b),
    verdicts,
    causes,
    ...compareChecks(a, b),
    figures,
  };
}

/** From best to worst; what could not be told is worse than what works. */
const WORSE: readonly Verdict[] = ['ready', 'degraded', 'unknown', 'not-ready'];

/** Verdicts first; where they stay, graver causes that came or went. */
function directionOf(verdicts: Comparison['verdicts'], causes: Comparison['causes']): Direction {
  const byVerdict = verdicts.flatMap(({ a, b }) =>
    a === null || b === null ? [] : [WORSE.indexOf(b) - WORSE.indexOf(a)],
  );
  const byCause = causes
    .filter(isChange)
    .map(({ change, severity, severityBefore }) =>
      severityBefore === undefined
        ? change === 'new'
          ? 1
          : -1
        : SEVERITIES.indexOf(severityBefore) - SEVERITIES.indexOf(severity),
    );
  return wayOf(byVerdict) ?? wayOf(byCause) ?? 'other';
}

/** Null: no step at all. */
function wayOf(steps: readonly number[]): Direction | null {
  const [up, down] = [steps.some((step) => step < 0), steps.some((step) => step > 0)];
  if (up && down) return 'mixed';
  if (down) return 'worse';
  return up ? 'better' : null;
}

const CHANGES: readonly Comparison['causes'][number]['change'][] = ['new', 'gone', 'stayed'];

/** New causes first, then those that went, then those that stayed; the worse before the milder. */
function compareCauses(a: Report, b: Report): Comparison['causes'] {
  const before = new Map(a.findings.map(({ id, severity }) => [id, severity]));
  const after = new Set(b.findings.map(({ id }) => id));
  const rows = [
    ...b.findings.map((finding) => rowOfB(finding, before.get(finding.id), a)),
    ...a.findings
      .filter(({ id }) => !after.has(id))
      .map((finding) => askedBy(b, finding, causeRow(finding, 'gone'))),
  ];
  const rank = ({ change, severity }: Comparison['causes'][number]): number =>
    CHANGES.indexOf(change) * SEVERITIES.length + SEVERITIES.indexOf(severity);
  return rows.sort((one, other) => rank(one) - rank(other));
}

function rowOfB(
  finding: Finding,
  before: Finding['severity'] | undefined,
  a: Report,
): Comparison['causes'][number] {
  if (before === undefined) return askedBy(a, finding, causeRow(finding, 'new'));
  const row = causeRow(finding, 'stayed');
  return before === finding.severity ? row : { ...row, severityBefore: before };
}

/** A cause of a protocol or Region that the other run did not ask for can have come or gone unseen. */
function askedBy(
  other: Report,
  { protocols, region }: Finding,
  row: Comparison['causes'][number],
): Comparison['causes'][number] {
  const { request } = other;
  const isAsked =
    protocols.some((protocol) => request.protocols.includes(protocol)) &&
    (region === null || request.allRegions || request.regions.includes(region));
  return isAsked ? row : { ...row, comparable: false };
}

function causeRow(
  { id, code, title, params, region, severity }: Finding,
  change: Comparison['causes'][number]['change'],
): Comparison['causes'][number] {
  return { change, severity, finding: { id, code, title, params, region } };
}

function compareChecks(a: Report, b: Report): Pick<Comparison, 'checks' | 'onlyIn'> {
  const before = new Map(a.checks.map((check) => [check.id, check]));
  const after = new Set(b.checks.map(({ id }) => id));
  const checks = b.checks.flatMap((check) => {
    const earlier = before.get(check.id);
    if (earlier === undefined || earlier.status === check.status) return [];
    return [{ id: check.id, title: describeTarget(check), a: earlier.status, b: check.status }];
  });
  checks.sort((one, other) => weightOf(one) - weightOf(other));
  const onlyIn = {
    a: a.checks.filter(({ id }) => !after.has(id)).length,
    b: b.checks.filter(({ id }) => !before.has(id)).length,
  };
  return { checks, onlyIn };
}

/** What failed on one side comes first: a list is cut at its end. */
function weightOf({ a, b }: Comparison['checks'][number]): number {
  return Math.min(WEIGHTS.indexOf(a), WEIGHTS.indexOf(b));
}

const WEIGHTS: readonly Status[] = ['fail', 'warn', 'unproven', 'not-tested', 'pass'];

type Figure = Comparison['figures'][number];

interface Reading {
  readonly figure: Figure['figure'];
  readonly unit: Figure['unit'];
  readonly read: (report: Report) => number | null | undefined;
  /** Null: every step counts. */
  readonly noise: (a: Report, b: Report) => number | null;
  /** Whether it belongs to the deciding Region: two different Regions have nothing to compare. */
  readonly regional: boolean;
}

const READINGS: readonly Reading[] = [
  {
    figure: 'rtt-median',
    unit: 'ms',
    read: (report) => deciding(report)?.rtt?.medianMs,
    // The same step that makes another Region better (latency/better-region): 10 ms and 10 %.
    noise: (a) => Math.max(10, (deciding(a)?.rtt?.medianMs ?? 0) / 10),
    regional: true,
  },
  {
    figure: 'rtt-jitter',
    unit: 'ms',
    read: (report) => deciding(report)?.rtt?.jitterMs,
    noise: () => 10,
    regional: true,
  },
  {
    figure: 'loss-ratio',
    unit: 'ratio',
    read: (report) => deciding(report)?.rtt?.lossRatio,
    // Two lost packets more or less are chance; three are the least that latency/loss counts.
    noise: (a, b) => 2 / Math.max(1, Math.min(sentIn(a), sentIn(b))),
    regional: true,
  },
  {
    figure: 'path-mtu',
    unit: 'bytes',
    read: (report) => deciding(report)?.mtu?.pathMtuBytes,
    noise: () => null,
    regional: true,
  },
  { figure: 'dns-median', unit: 'ms', read: dnsMedian, noise: () => 100, regional: false },
];

function compareFigures(a: Report, b: Report): Figure[] {
  const isSameRegion = a.decidingRegion !== null && a.decidingRegion === b.decidingRegion;
  return READINGS.filter(({ regional }) => isSameRegion || !regional)
    .map((reading) => compareFigure(reading, a, b))
    .filter((figure) => figure.a !== null || figure.b !== null);
}

function compareFigure({ figure, unit, read, noise }: Reading, a: Report, b: Report): Figure {
  const [one, other] = [read(a) ?? null, read(b) ?? null];
  // What one side lacks has no noise either.
  if (one === null || other === null) return { figure, unit, a: one, b: other, noise: null, matters: false };
  const limit = noise(a, b);
  return { figure, unit, a: one, b: other, noise: limit, matters: Math.abs(one - other) > (limit ?? 0) };
}

function deciding({ regions, decidingRegion }: Report): Report['regions'][number] | null {
  return regions.find(({ code }) => code === decidingRegion) ?? null;
}

function sentIn(report: Report): number {
  return deciding(report)?.rtt?.sent ?? 0;
}

/** Median duration of the name lookups that passed; null when there is none. */
function dnsMedian({ checks }: Report): number | null {
  const durations = checks
    .filter(({ group, status }) => group === 'dns' && status === 'pass')
    .flatMap(({ durationMs }) => durationMs ?? [])
    .sort((one, other) => one - other);
  return durations[Math.floor(durations.length / 2)] ?? null;
}
