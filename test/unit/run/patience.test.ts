/** Which waits end early, when, and which never do. Times by a clock that jumps. */
import { describe, expect, test } from '@jest/globals';
import type { Observed } from '../../../src/core/measured.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { makeStep, type StepSeed } from '../../../src/plan/make-step.ts';
import type { Step } from '../../../src/plan/step.ts';
import { Patience } from '../../../src/run/patience.ts';
import { virtualClock } from './virtual-clock.ts';

const stepOf = (probe: Step['probe'], role: Step['role'], port: number, id = `${role}/${port}`): Step =>
  makeStep({
    ...{ id, probe, role, group: 'streaming', reason: '', regions: [], protocols: ['dcv'] },
    target: { host: null, address: '52.0.0.1', port },
  } as unknown as StepSeed);

const ended = (evidence: unknown): Observed<Evidence> => ({
  outcome: 'completed',
  startMs: 0,
  durationMs: 0,
  evidence: evidence as Evidence,
});
const open = (connectMs: number): Observed<Evidence> =>
  ended({ kind: 'tcp', state: 'open', attempts: [{ connectMs }] });
const page = (tcpMs: number, proxy: string | null = null): Observed<Evidence> =>
  ended({ kind: 'https', proxy, attempts: [{ phases: { tcpMs } }] });
const quic = (afterMs: number | null): Observed<Evidence> =>
  ended({ kind: 'quic', reply: afterMs === null ? null : { afterMs } });

const CONTROL = stepOf('tcp', 'accepts-all-control', 4195);
const GATEWAY = stepOf('tcp', 'gateway', 4195);
const GATEWAY_443 = stepOf('tcp', 'gateway-443', 443);
const HEALTH = stepOf('tcp', 'health-check', 4195);
const PAGE = stepOf('https', 'endpoint', 443);
const TEXT = stepOf('udp', 'health-check', 4195, 'text');
const QUIC = stepOf('quic', 'health-check', 4195, 'quic');

/** Milliseconds after which the wait of `step` ends early; null: it does not within the whole time-out. */
async function endsAfter(step: Step, seen: (patience: Patience) => void): Promise<number | null> {
  const clock = virtualClock();
  const { signal } = new AbortController();
  const patience = new Patience(clock, signal);
  const enough = patience.begin(step);
  if (enough === null) return null;
  const over = new Promise<number>((resolve) =>
    enough.signal.addEventListener('abort', () => resolve(clock.nowMs())),
  );
  const whole = clock.sleep(3_200, signal).then(() => null);
  await clock.sleep(20, signal);
  seen(patience);
  return Promise.race([over, whole]);
}

const four =
  (observed: Observed<Evidence>, step = HEALTH) =>
  (patience: Patience) =>
    [1, 2, 3, 4].forEach(() => patience.ended(step, observed));
const all =
  (...parts: readonly ((patience: Patience) => void)[]) =>
  (patience: Patience) =>
    parts.forEach((part) => part(patience));

describe('a connect that nobody answers', () => {
  test.each<[string, Step, (patience: Patience) => void, number | null]>([
    ['beside four quick ones: one repeated SYN and 250 ms', CONTROL, four(open(19)), 1_250],
    ['beside slow ones: four times the slowest', CONTROL, four(open(300)), 2_200],
    ['beside three alone', CONTROL, (one) => [1, 2, 3].forEach(() => one.ended(HEALTH, open(19))), null],
    ['beside pages', CONTROL, four(page(20), PAGE), 1_250],
    ['beside pages by a proxy, which is near', CONTROL, four(page(1, 'http://p:1'), PAGE), null],
    ['beside other controls that opened', CONTROL, four(open(1), GATEWAY), null],
    [
      'where one SYN was repeated',
      CONTROL,
      all(four(open(19)), (one) => one.ended(HEALTH, open(1_019))),
      null,
    ],
    ['where a series lost a sample', CONTROL, all(four(open(19)), (one) => one.sampled(null)), null],
    ['a series without loss changes nothing', CONTROL, all(four(open(19)), (one) => one.sampled(20)), 1_250],
    ['a gateway whose port opened at a health-check server', GATEWAY, four(open(19)), 1_250],
    ['a gateway whose port opened nowhere', GATEWAY, four(page(20), PAGE), null],
    ['a gateway on 443, where pages opened', GATEWAY_443, four(page(20), PAGE), 1_250],
    ['a gateway on 443, where no page did', GATEWAY_443, four(open(19)), null],
    ['a health-check server, of which findings speak', HEALTH, four(open(19)), null],
    ['a page, of which findings speak', PAGE, four(open(19)), null],
  ])('%s', async (_name, step, seen, wantedMs) => {
    expect(await endsAfter(step, seen)).toBe(wantedMs);
  });

  test('says what it was held against', async () => {
    const clock = virtualClock();
    const patience = new Patience(clock, new AbortController().signal);
    const enough = patience.begin(CONTROL);
    four(open(19))(patience);
    expect(enough?.because()).toBeNull();
    await clock.sleep(1_300, new AbortController().signal);
    expect(enough?.because()).toEqual({ others: 4, slowestMs: 19 });
  });
});

describe('a text beside QUIC', () => {
  test.each<[string, (patience: Patience) => void, number | null]>([
    ['that was answered: after all three tries and 250 ms', (one) => one.ended(QUIC, quic(20)), 1_050],
    ['that was answered slowly: four times that', (one) => one.ended(QUIC, quic(200)), 1_600],
    ['that was not answered', (one) => one.ended(QUIC, quic(null)), null],
    ['on another port', (one) => one.ended(stepOf('quic', 'udp-control', 443), quic(20)), null],
    ['that is not there', four(open(19)), null],
  ])('%s', async (_name, seen, wantedMs) => {
    expect(await endsAfter(TEXT, seen)).toBe(wantedMs);
  });

  test.each<[string, Step, number | null]>([
    ['to a gateway, which may be idle', stepOf('quic', 'gateway-443', 443), 1_050],
    ['to the control', stepOf('quic', 'udp-control', 443), 1_050],
    ['to another health-check server, of which findings speak', QUIC, null],
  ])('QUIC that stays silent %s, beside QUIC that was answered', async (_name, step, wantedMs) => {
    expect(await endsAfter(step, (one) => one.ended(QUIC, quic(20)))).toBe(wantedMs);
  });
});
