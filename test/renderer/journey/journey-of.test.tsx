import { describe, expect, test } from '@jest/globals';
import { journeyOf } from '../../../renderer/features/journey/journey-of.ts';
import type { JourneyModel } from '../../../renderer/features/journey/journey-model.ts';
import { inTwoLines, journeyFacts } from '../../../renderer/features/journey/journey-text.ts';
import { liveJourney } from '../../../renderer/features/journey/live-journey.ts';
import { EMPTY_RUN, type RunView } from '../../../renderer/features/live/run-view.ts';
import { runLead } from '../../../renderer/features/run/run-lead.ts';
import { stepOf } from '../fixtures/replay.ts';
import { en } from '../../../renderer/words/en.ts';
import { ja } from '../../../renderer/words/ja.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { LaneTruth, Truth } from '../../../src/judge/truth.ts';
import type { Report } from '../../../src/report/report.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
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

function modelOf(report: Report): JourneyModel {
  const model = journeyOf(en, report, spokenOf(report, 'en'));
  if (model === null) throw new Error('no truth table');
  return model;
}
const tones = (model: JourneyModel) => Object.fromEntries(model.lanes.map(({ id, tone }) => [id, tone]));
const laneOf = (model: JourneyModel, id: string) => model.lanes.find((lane) => lane.id === id)!;

/** The blocked report with another truth of one lane. */
function withLane(id: 'pcoip' | 'dcv', lane: Partial<LaneTruth>, cells: Truth['cells'] = []): Report {
  const truth = pcoipBlocked.truth!;
  const own = truth.lanes[id]!;
  const kept = truth.cells.filter(
    (cell) =>
      !cells.some(
        (other) => other.role === cell.role && other.port === cell.port && other.transport === cell.transport,
      ),
  );
  return {
    ...pcoipBlocked,
    truth: { cells: [...kept, ...cells], lanes: { ...truth.lanes, [id]: { ...own, ...lane } } },
  };
}

const states: [string, Report, Record<string, string>][] = [
  ['a ready report has three whole lanes', ready, { 'sign-in': 'pass', dcv: 'pass', pcoip: 'pass' }],
  ['one blocked port cuts its lane alone', pcoipBlocked, { 'sign-in': 'pass', dcv: 'pass', pcoip: 'fail' }],
  ['no network cuts all', offline, { 'sign-in': 'fail', dcv: 'fail', pcoip: 'fail' }],
  ['a login page cuts all', captive, { 'sign-in': 'fail', dcv: 'fail', pcoip: 'fail' }],
  ['dead DNS cuts all', dnsDead, { 'sign-in': 'fail', dcv: 'fail', pcoip: 'fail' }],
  ['a slow way is amber and whole', slow, { 'sign-in': 'pass', dcv: 'pass', pcoip: 'warn' }],
  ['silent UDP leaves whole lanes', udpUnproven, { 'sign-in': 'pass', dcv: 'pass', pcoip: 'pass' }],
  ['who accepts all proves no stream', acceptsAll, { 'sign-in': 'pass', dcv: 'unproven', pcoip: 'unproven' }],
  [
    'a cancelled run keeps what was seen',
    cancelled,
    { 'sign-in': 'pass', dcv: 'not-tested', pcoip: 'not-tested' },
  ],
];

describe('the journey of a report', () => {
  test.each(states)('%s', (_name, report, expected) => {
    const model = modelOf(report);
    expect(tones(model)).toEqual(expected);
    expect(model.sentence).toBe(spokenOf(report, 'en').headline);
  });

  test.each(states)('every lane says the word of the truth table: %s', (_name, report) => {
    const { lanes } = spokenOf(report, 'ja');
    const model = journeyOf(ja, report, spokenOf(report, 'ja'));
    for (const lane of model?.lanes ?? []) {
      const line = lanes.find((one) => one.lane === lane.id);
      expect([lane.word, lane.tone, lane.name]).toEqual([line?.word, line?.tone, line?.name]);
    }
  });

  test('a report of an older version has no picture', () => {
    const older = { ...ready, truth: undefined };
    expect(journeyOf(en, older, spokenOf(older, 'en'))).toBeNull();
  });

  test('all lanes end together where the cause stands before them', () => {
    expect(modelOf(offline).trunkCut).toEqual({ side: 'this-machine', proven: true });
    expect(modelOf(captive).trunkCut).toEqual({ side: 'local-network', proven: true });
    expect(modelOf(pcoipBlocked).trunkCut).toBeNull();
  });

  test('only a side that is proven tints a column', () => {
    expect(modelOf(offline).fault).toEqual({ side: 'this-machine', tone: 'fail' });
    expect(modelOf(acceptsAll).fault).toEqual({ side: 'this-machine', tone: 'unproven' });
    expect(modelOf(ready).fault).toBeNull();
    expect(modelOf(withLane('pcoip', { side: 'path', sideProven: false })).fault).toBeNull();
    expect(modelOf(withLane('pcoip', { side: 'path', sideProven: true })).fault).toEqual({
      side: 'path',
      tone: 'fail',
    });
    expect(modelOf(withLane('pcoip', { side: 'us', sideProven: true })).fault).toBeNull();
  });

  test('a cut that nobody placed says where it could be, and claims no side', () => {
    const model = modelOf(pcoipBlocked);
    expect(laneOf(model, 'pcoip').cut).toEqual({ side: 'path', proven: false });
    expect(model.note).toMatchObject({ title: 'PCoIP 4172: stopped', detail: 'silent 0\u00a0of\u00a06' });
    expect(model.note?.where).toContain('somewhere from here to Amazon');
  });

  test('a limit is no place: the lane is red and whole', () => {
    const model = modelOf(withLane('pcoip', { state: 'limited', limit: 'ended', medianMs: 392 }));
    expect(laneOf(model, 'pcoip')).toMatchObject({ tone: 'fail', cut: null, state: 'limited' });
    expect(model.note).toBeNull();
  });

  test('a way around is amber, with the cut that it goes around', () => {
    const model = modelOf(withLane('dcv', { state: 'detour', side: 'path' }));
    expect(laneOf(model, 'dcv')).toMatchObject({ tone: 'warn', state: 'detour' });
    expect(laneOf(model, 'dcv').cut).not.toBeNull();
    expect(laneOf(model, 'dcv').figure).toBe('goes around, over 443');
  });

  test('what is stopped before it begins has no disc of its own', () => {
    const model = modelOf(withLane('dcv', { state: 'cut', before: true }));
    expect(laneOf(model, 'dcv')).toMatchObject({ tone: 'fail', cut: null, word: 'stopped' });
  });

  test('two strands where UDP is not what TCP is, one where it is', () => {
    const health = (transport: 'tcp' | 'udp', state: 'open' | 'closed' | 'no-reply' | 'silent') => ({
      role: 'health-check' as const,
      port: 4195,
      transport,
      protocol: 'dcv' as const,
      state,
      limit: null,
      counts: { planned: 6, tested: 6, passed: state === 'open' ? 6 : 0 },
      because: null,
    });
    const strands = (tcp: 'open' | 'silent', udp: 'open' | 'closed' | 'no-reply') =>
      laneOf(modelOf(withLane('dcv', {}, [health('tcp', tcp), health('udp', udp)])), 'dcv');
    expect(strands('open', 'closed').strands).toEqual({ tcp: 'pass', udp: 'fail' });
    expect(strands('open', 'closed').near.text).toBe('TCP open · UDP refused');
    expect(strands('open', 'no-reply').strands).toEqual({ tcp: 'pass', udp: 'unproven' });
    expect(strands('open', 'open').strands).toBeNull();
    expect(strands('silent', 'no-reply').strands).toBeNull();
  });

  test.each([
    ['MacBook Air', ['MacBook Air']],
    ['DESKTOP-7F3K2LQ', ['DESKTOP-', '7F3K2LQ']],
    ['finance-laptop-042.corp.example', ['finance-laptop-', '042.corp.example']],
    ['a'.repeat(60), ['a'.repeat(17), `${'a'.repeat(16)}…`]],
  ])('the name %s stands in two lines at most', (name, lines) => {
    expect(inTwoLines(name, 134)).toEqual(lines);
  });

  test('without a VPN there is no station, and the unmeasured stays unmeasured', () => {
    expect(modelOf(ready).vpn).toBeNull();
    expect(modelOf({ ...ready, host: { ...ready.host, vpn: null } }).vpn).toBe('unknown');
    const silent = { ...ready, checks: ready.checks.filter(({ role }) => role !== 'first-hop') };
    expect(modelOf(silent).lan.figure).toBeNull();
    expect(modelOf(silent).router).toEqual({ answersPing: null });
  });

  test('the list says what the picture shows', () => {
    const facts = journeyFacts(en, modelOf(pcoipBlocked));
    expect(facts).toContain('MacBook Air: macOS 15.1');
    expect(facts).toContain('VPN: utun4, all traffic');
    const lane = facts.find((fact) => fact.startsWith('PCoIP 4172: fail'));
    expect(lane).toMatch(/^PCoIP 4172: fail; stopped; .*Health check silent 0\u00a0of\u00a06/);
  });
});

describe('the journey of a run under way', () => {
  const view = (checks: readonly Check[], all: readonly Check[] = checks): RunView => ({
    ...EMPTY_RUN,
    phase: 'running',
    decidingRegion: 'us-west-2',
    steps: all.map(stepOf),
    checks: checks.map((check) => ({ check, atMs: 0 })),
  });

  test('shows proof at once and no red before the end', () => {
    const half = pcoipBlocked.checks.filter(({ startMs }) => startMs !== null && startMs < 4300);
    const model = liveJourney(en, view(half, pcoipBlocked.checks), []);
    expect(model.live).toBe(true);
    expect(tones(model)).toEqual({ 'sign-in': 'pass', dcv: 'pass', pcoip: 'running' });
    expect([model.trunkCut, model.fault, model.note]).toEqual([null, null, null]);
  });

  test('a lane with a failed check is not green, and the words name the same lanes', () => {
    const checks = ready.checks.map((check) =>
      check.target.port === 4172 && check.target.transport === 'udp'
        ? { ...check, status: 'fail' as const }
        : check,
    );
    const failed = checks.filter(({ status }) => status === 'fail').length;
    const now = view(checks);
    const model = liveJourney(en, now, []);
    expect(failed).toBeGreaterThan(0);
    expect(tones(model)).toEqual({ 'sign-in': 'pass', dcv: 'pass', pcoip: 'running' });
    expect(model.lanes.map(({ failedSoFar }) => failedSoFar)).toEqual([0, 0, failed]);
    expect(runLead(en, now, model)).toBe(en.run.seenSoFar('PCoIP'));
    expect(journeyFacts(en, model).join('\n')).toContain(`${failed} checks failed so far`);
  });

  test('nothing is planned, nothing is claimed', () => {
    expect(new Set(liveJourney(en, EMPTY_RUN, []).lanes.map(({ tone }) => tone))).toEqual(
      new Set(['not-tested']),
    );
  });
});
