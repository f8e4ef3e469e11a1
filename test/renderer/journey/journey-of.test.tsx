import { describe, expect, test } from '@jest/globals';
import { journeyOf } from '../../../renderer/features/journey/journey-of.ts';
import type { JourneyKind, JourneyModel } from '../../../renderer/features/journey/journey-model.ts';
import {
  inTwoLines,
  journeyFacts,
  journeySentence,
} from '../../../renderer/features/journey/journey-text.ts';
import { EMPTY_RUN } from '../../../renderer/features/live/run-view.ts';
import { runLead } from '../../../renderer/features/run/run-lead.ts';
import { pictureOf } from '../../../renderer/features/report/run-picture.ts';
import { en } from '../../../renderer/words/en.ts';
import {
  acceptsAll,
  cancelled,
  captive,
  dnsDead,
  offline,
  pcoipBlocked,
  ready,
  slow,
  udpUnproven,
} from '../fixtures/index.ts';
import type { Report } from '../../../src/report/report.ts';

const modelOf = (report: Report): JourneyModel => journeyOf(pictureOf(report));
const tones = (model: JourneyModel) => Object.fromEntries(model.lanes.map(({ id, tone }) => [id, tone]));

const states: [string, Report, JourneyKind, Record<string, string>][] = [
  ['a ready report has three solid lanes', ready, 'ready', { 'sign-in': 'pass', dcv: 'pass', pcoip: 'pass' }],
  [
    'one blocked port cuts its lane alone',
    pcoipBlocked,
    'one-port',
    { 'sign-in': 'pass', dcv: 'pass', pcoip: 'fail' },
  ],
  [
    'no network cuts all before the router',
    offline,
    'offline',
    { 'sign-in': 'not-tested', dcv: 'not-tested', pcoip: 'not-tested' },
  ],
  [
    'a login page cuts all at the router',
    captive,
    'captive',
    { 'sign-in': 'fail', dcv: 'not-tested', pcoip: 'not-tested' },
  ],
  [
    'dead DNS cuts sign-in and leaves streaming untested',
    dnsDead,
    'dns-dead',
    { 'sign-in': 'fail', dcv: 'not-tested', pcoip: 'not-tested' },
  ],
  [
    'a slow way is amber where a limit is passed',
    slow,
    'slow',
    { 'sign-in': 'pass', dcv: 'pass', pcoip: 'warn' },
  ],
  [
    'silent UDP leaves solid lanes with a dashed end',
    udpUnproven,
    'udp-unproven',
    { 'sign-in': 'pass', dcv: 'pass', pcoip: 'pass' },
  ],
  [
    'an agent that accepts all proves nothing',
    acceptsAll,
    'accepts-all',
    { 'sign-in': 'unproven', dcv: 'unproven', pcoip: 'unproven' },
  ],
  [
    'a cancelled run keeps what was seen',
    cancelled,
    'partial',
    { 'sign-in': 'pass', dcv: 'pass', pcoip: 'not-tested' },
  ],
];

describe('journeyOf', () => {
  test.each(states)('%s', (_name, report, kind, expected) => {
    const model = modelOf(report);
    expect(model.kind).toBe(kind);
    expect(tones(model)).toEqual(expected);
  });

  test('a run shows proof at once and no red before the end', () => {
    const picture = pictureOf(pcoipBlocked);
    const half = picture.checks.filter(({ startMs }) => startMs !== null && startMs < 4300);
    const pending = picture.checks.filter((check) => !half.includes(check));
    const model = journeyOf({ ...picture, checks: half, findings: [], forecasts: null, pending });
    expect(model.kind).toBe('running');
    expect(tones(model)).toEqual({ 'sign-in': 'pass', dcv: 'pass', pcoip: 'running' });
    expect(model.trunkCut).toBeNull();
  });

  test('a lane with a failed check is not green while it runs, and the words name the same lanes', () => {
    const checks = ready.checks.map((check) =>
      check.target.port === 4172 && check.target.transport === 'udp'
        ? { ...check, status: 'fail' as const }
        : check,
    );
    const failed = checks.filter(({ status }) => status === 'fail').length;
    const model = journeyOf({ ...pictureOf(ready), checks, findings: [], forecasts: null, pending: [] });
    expect(failed).toBeGreaterThan(0);
    expect(tones(model)).toEqual({ 'sign-in': 'pass', dcv: 'pass', pcoip: 'running' });
    expect(model.lanes.map(({ failedSoFar }) => failedSoFar)).toEqual([0, 0, failed]);
    const view = {
      ...EMPTY_RUN,
      phase: 'running' as const,
      checks: checks.map((check) => ({ check, atMs: 0 })),
    };
    expect(runLead(en, view, model)).toBe(en.run.seenSoFar('PCoIP'));
    expect(journeyFacts(en, model).join('\n')).toContain(`${failed} checks failed so far`);
  });

  test('the fault stands in the column of the root finding and nowhere else', () => {
    expect(modelOf(pcoipBlocked).faults).toEqual([{ side: 'path', severity: 'error' }]);
    expect(modelOf(offline).faults).toEqual([{ side: 'this-machine', severity: 'error' }]);
    expect(modelOf(slow).faults).toEqual([{ side: 'path', severity: 'warning' }]);
    expect(modelOf(ready).faults).toEqual([]);
  });

  test('notices and our own limits tint no column', () => {
    const [root] = pcoipBlocked.findings;
    const mild = {
      ...pcoipBlocked,
      findings: [
        { ...root!, severity: 'error' as const, side: 'us' as const },
        ...pcoipBlocked.findings.slice(1),
      ],
    };
    expect(modelOf(mild).faults).toEqual([]);
  });

  test('a finding of another Region changes nothing here', () => {
    const [root] = pcoipBlocked.findings;
    const elsewhere = { ...ready, findings: [{ ...root!, region: 'eu-west-1' }] };
    expect(modelOf(elsewhere)).toEqual(modelOf(ready));
  });

  test.each([
    ['MacBook Air', ['MacBook Air']],
    ['DESKTOP-7F3K2LQ', ['DESKTOP-', '7F3K2LQ']],
    ['finance-laptop-042.corp.example', ['finance-laptop-', '042.corp.example']],
    ['a'.repeat(60), ['a'.repeat(17), `${'a'.repeat(16)}…`]],
  ])('the name %s stands in two lines at most', (name, lines) => {
    expect(inTwoLines(name, 134)).toEqual(lines);
  });

  test('the cut says how many addresses were silent and claims no point', () => {
    expect(modelOf(pcoipBlocked).lanes.find(({ id }) => id === 'pcoip')?.cut).toEqual({
      side: 'path',
      reason: 'silent',
      failed: 6,
    });
  });

  test('idle gateways are never red', () => {
    const gateways = modelOf(pcoipBlocked).lanes.map(({ far }) => far.tone);
    expect(gateways).not.toContain('fail');
  });

  test('without a VPN there is no station, and the unmeasured stays unmeasured', () => {
    expect(modelOf(ready).vpn).toBeNull();
    expect(modelOf({ ...ready, host: { ...ready.host, vpn: null } }).vpn).toBe('unknown');
    const silent = { ...ready, checks: ready.checks.filter(({ role }) => role !== 'first-hop') };
    expect(modelOf(silent).lan.figure).toBeNull();
    expect(modelOf(silent).router).toEqual({ answersPing: null });
  });

  test('a report without any check draws dotted lanes', () => {
    const empty = modelOf({ ...ready, checks: [], findings: [], regions: [] });
    expect(new Set(empty.lanes.map(({ tone }) => tone))).toEqual(new Set(['not-tested']));
    expect(empty.kind).toBe('partial');
  });
});

describe('the words of the journey', () => {
  test('the list says what the picture shows', () => {
    const facts = journeyFacts(en, modelOf(pcoipBlocked));
    expect(facts).toContain('MacBook Air: macOS 15.1');
    expect(facts).toContain('VPN: utun4, all traffic');
    expect(facts.find((fact) => fact.startsWith('PCoIP 4172'))).toBe(
      'PCoIP 4172: Fail; Stopped along here, 6 addresses silent; Health check 0 of 6 reached; Gateways not tested',
    );
  });

  test.each(states)('a sentence stands for the state: %s', (_name, report) => {
    expect(journeySentence(en, modelOf(report)).length).toBeGreaterThan(20);
  });
});
