/** The series of made and random reports: absent and not zero, labels from closed lists, never above the limit. */
import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CODES } from '../../../src/causes/index.ts';
import { GROUPS, PROTOCOLS, SEVERITIES, SIDES, STATUSES, VERDICTS } from '../../../src/core/words.ts';
import { lineOf } from '../../../src/history/line.ts';
import { CELL_STATES } from '../../../src/judge/truth.ts';
import { expose, formatFor, type Families } from '../../../src/metrics/exposition.ts';
import { seriesOf } from '../../../src/metrics/series.ts';
import { afterTold, firstState, type MetricState } from '../../../src/metrics/state.ts';
import { METRIC_NAMES, METRICS, MOST_SERIES, PHASE_CATEGORIES, rowOf } from '../../../src/metrics/table.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Told } from '../../../src/watch/watch.ts';
import {
  blockedReport,
  madeCheck,
  madeFinding,
  madeRecord,
  madeRegion,
  madeReport,
} from '../report/made-report.ts';

const interval = { fullMs: 900_000, quickMs: 60_000 };
const AT_MS = Date.parse('2026-11-20T10:31:12.000Z');
const around = { version: '0.1.0', tables: 'guide2025-2', interval, sentPackets: 530 };

function ran(report: Report, kind: 'full' | 'quick' = 'full'): Extract<Told, { line: unknown }> {
  const context = { by: 'watch', nextMs: 60_000, network: 'ab12cd34', offsetMin: 60 } as const;
  return {
    type: 'ran',
    kind,
    outcome: 'completed',
    report,
    record: madeRecord(report),
    line: lineOf(report, { ...context, kind }),
    changes: [],
  };
}

function families(told: readonly Told[], nowMs = AT_MS + 60_000): Families {
  const state = told.reduce<MetricState>(afterTold, firstState(new Map(), null));
  return seriesOf(state, { ...around, nowMs });
}

function lines(told: readonly Told[], nowMs?: number): string {
  return expose(families(told, nowMs), 'text');
}

function regionWith(samplesMs: readonly (number | null)[]) {
  const { rtt, ...rest } = madeRegion();
  if (rtt === null) throw new Error('the made Region has a round trip');
  const server = { address: '192.0.2.1', sent: samplesMs.length, received: 0, medianMs: null };
  return { ...rest, rtt: { ...rtt, servers: [{ ...server, samplesMs: [...samplesMs] }] } };
}

test('counts and histogram are sums over runs; edges are inclusive', () => {
  const told = [100, 100.01, null, 1500].map((ms) => ran(madeReport({ regions: [regionWith([ms])] })));
  const text = lines(told);
  const own = 'region="us-east-1",method="tcp-connect"';
  expect(text).toContain(`preflight_rtt_seconds_bucket{${own},le="0.1"} 1\n`);
  expect(text).toContain(`preflight_rtt_seconds_bucket{${own},le="0.15"} 2\n`);
  expect(text).toContain(`preflight_rtt_seconds_bucket{${own},le="1.0"} 2\n`);
  expect(text).toContain(`preflight_rtt_seconds_bucket{${own},le="+Inf"} 3\n`);
  expect(text).toContain('preflight_rtt_probes_total{region="us-east-1"} 4\n');
  expect(text).toContain('preflight_rtt_lost_total{region="us-east-1"} 1\n');
  expect(text).toContain('preflight_runs_total{kind="full",outcome="completed"} 4\n');
});

test('a quick run counts its own samples once more and leaves the figures of the full one', () => {
  const full = ran(madeReport({ regions: [{ ...regionWith([40, 41]), mtu: madeRegion().mtu }] }));
  const text = lines([full, ran(madeReport({ regions: [regionWith([50])] }), 'quick')]);
  expect(text).toContain('preflight_rtt_probes_total{region="us-east-1"} 3\n');
  expect(text).toContain('stat="median"} 0.05\n');
  expect(text).toMatch(/preflight_path_mtu_bytes\{region="us-east-1"\} \d+/);
});

test('nothing measured: no round trip, a verdict all the same, and the totals stay', () => {
  const dead = madeReport({ verdict: 'unknown', regions: [], decidingRegion: null, protocols: {} });
  const text = lines([ran(madeReport()), ran(dead)]);
  expect(text).not.toContain('preflight_rtt_last_seconds');
  expect(text).toContain('preflight_verdict{region="us-east-1",protocol="overall",verdict="unknown"} 1\n');
  expect(text).toMatch(/preflight_rtt_probes_total\{region="us-east-1"\} [1-9]/);
  expect(lines([])).not.toMatch(/preflight_(?:verdict|rtt)/);
});

test('a verdict decays to unknown, its cause and figures go, its totals stay', () => {
  const late = lines([ran(blockedReport())], AT_MS + 21 * 60_000);
  expect(late).toContain('protocol="pcoip",verdict="unknown"} 1\n');
  expect(late).toContain('protocol="pcoip",verdict="not-ready"} 0\n');
  expect(late).not.toMatch(/preflight_(?:root_cause|port_state|rtt_last|checks)/);
  expect(late).toContain('preflight_rtt_probes_total');
  expect(lines([ran(blockedReport())])).toContain(
    'preflight_root_cause{region="us-east-1",code="pcoip/tcp-blocked",side="path"} 1',
  );
});

test('a finding that went is 0 for a day, then absent', () => {
  const change = { code: 'pcoip/tcp-blocked', severity: 'error', side: 'path', layer: 'streaming' } as const;
  const told = (['active', 'gone'] as const).map((to) => ({
    ...ran(madeReport()),
    changes: [{ change: to, ...change }],
  }));
  const name =
    'preflight_finding_active{region="us-east-1",code="pcoip/tcp-blocked",severity="error",side="path"}';
  expect(lines(told.slice(0, 1))).toContain(`${name} 1\n`);
  expect(lines(told)).toContain(`${name} 0\n`);
  expect(lines(told, AT_MS + 25 * 3_600_000)).not.toContain('preflight_finding_active');
});

test('what the loop tells besides runs is counted', () => {
  const text = lines([
    { type: 'network', event: 'resume', at: '2026-11-20T10:31:12.000Z' },
    { type: 'not-kept', error: new Error('full') },
    { type: 'waiting', paused: 'battery' },
    { type: 'ran', kind: 'quick', outcome: 'crashed', error: new Error('ours') },
  ]);
  for (const line of [
    'preflight_network_events_total{event="resume"} 1',
    'preflight_not_kept_total 1',
    'preflight_watch_paused{reason="battery"} 1',
    'preflight_runs_total{kind="quick",outcome="crashed"} 1',
    'preflight_sent_packets_total 530',
  ])
    expect(text).toContain(`${line}\n`);
});

const https = (category: string) =>
  madeCheck({
    ...{
      id: `https ${category}`,
      group: 'https',
      category,
      target: { host: 'h', address: null, port: 443, transport: 'tcp' },
    },
    evidence: { kind: 'https', attempts: [{ phases: { tcpMs: 1, tlsMs: 2, ttfbMs: 3 } }] },
  });
const WORST = [
  ...PHASE_CATEGORIES.map(https),
  madeCheck({
    id: 'dns',
    group: 'dns',
    evidence: { kind: 'dns' },
    target: { host: 'h', address: null, port: null, transport: null },
  }),
  ...GROUPS.flatMap((group) =>
    STATUSES.map((status) => madeCheck({ id: `${group} ${status}`, group, status })),
  ),
];

const finding = fc.record({
  code: fc.constantFrom(...CODES),
  severity: fc.constantFrom(...SEVERITIES),
  side: fc.constantFrom(...SIDES),
});
const report = fc
  .record({
    verdict: fc.constantFrom(...VERDICTS),
    pcoip: fc.constantFrom(...VERDICTS),
    states: fc.array(fc.constantFrom(...CELL_STATES), { minLength: 4, maxLength: 4 }),
    samples: fc.array(fc.option(fc.double({ min: 0, max: 9000, noNaN: true })), { maxLength: 60 }),
    findings: fc.array(finding, { maxLength: 40 }),
    planted: fc.string({ maxLength: 20 }),
  })
  .map(({ verdict, pcoip, states, samples, findings, planted }) => {
    const made = madeReport();
    const host = { ...made.host, hostName: `desk ${planted}` };
    const cells = states.map((state, at) => ({
      ...{ role: 'health-check' as const, port: 4172, limit: null, because: null, state },
      ...{ protocol: PROTOCOLS[at % 2] ?? 'dcv', transport: at < 2 ? ('tcp' as const) : ('udp' as const) },
      counts: { planned: 1, tested: 1, passed: 1 },
    }));
    const { dcv } = made.protocols;
    const protocols = { ...(dcv ? { dcv, pcoip: { ...dcv, verdict: pcoip } } : {}) };
    const lanes = made.truth?.lanes;
    return {
      findings,
      report: madeReport({
        ...{ verdict, protocols, host, checks: WORST, regions: [regionWith(samples)] },
        findings: findings.map((one) => madeFinding(one)),
        ...(lanes ? { truth: { cells, lanes } } : {}),
      }),
    };
  });

test('random reports: at most 200 series, closed labels, each verdict sums to 1', () => {
  fc.assert(
    fc.property(fc.array(report, { minLength: 1, maxLength: 4 }), (runs) => {
      const told = runs.map((one) => ({
        ...ran(one.report),
        changes: one.findings.map((seen) => ({ change: 'active' as const, layer: 'path' as const, ...seen })),
      }));
      const all = families(told);
      let count = 0;
      const wrong: string[] = [];
      for (const [name, series] of all) {
        const { labels } = rowOf(name);
        const keys = new Set(series.map(({ labels: given, suffix }) => JSON.stringify([given, suffix])));
        count += series.length;
        if (series.length > METRICS[name].series || keys.size < series.length) wrong.push(name);
        for (const { labels: given } of series)
          for (const [key, value] of Object.entries(given)) {
            const allowed = key === 'le' ? 'text' : labels[key];
            const isFine = allowed === 'region' ? value === 'us-east-1' : allowed?.includes(value);
            if (allowed !== 'text' && isFine !== true) wrong.push(`${name} ${key}=${value}`);
          }
      }
      expect(wrong).toEqual([]);
      expect(count).toBeLessThanOrEqual(MOST_SERIES);
      for (const protocol of ['overall', ...PROTOCOLS]) {
        const own =
          all.get('preflight_verdict')?.filter(({ labels }) => labels['protocol'] === protocol) ?? [];
        expect(own.reduce((sum, { value }) => sum + value, 0)).toBe(1);
      }
    }),
    { numRuns: 100 },
  );
});

test('the table by itself keeps the limit', () => {
  expect(METRIC_NAMES.reduce((sum, name) => sum + METRICS[name].series, 0)).toBeLessThanOrEqual(MOST_SERIES);
});

test('the format is what the scraper accepts', () => {
  const prometheus =
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
  expect(formatFor(prometheus)).toBe('openMetrics');
  for (const accept of [
    undefined,
    '*/*',
    'text/plain',
    'application/openmetrics-text;q=0',
    'x-application/openmetrics-text',
  ])
    expect([accept, formatFor(accept)]).toEqual([accept, 'text']);
  const open = expose(families([ran(madeReport())]), 'openMetrics');
  expect(open).toMatch(/# TYPE preflight_build info\npreflight_build_info\{/);
  expect(open).toMatch(/# TYPE preflight_rtt_probes counter\n/);
  expect(open).toMatch(/# TYPE preflight_rtt_seconds histogram\n# UNIT preflight_rtt_seconds seconds\n/);
  expect(open.endsWith('\n# EOF\n')).toBe(true);
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
// Where promtool is installed: in CI, and after `npm run alert-path`.
(hasPromtool ? test : test.skip)('promtool finds nothing to say', () => {
  const input = lines([ran(blockedReport({ checks: WORST })), ran(madeReport(), 'quick')]);
  expect(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' })).toBe('');
});
