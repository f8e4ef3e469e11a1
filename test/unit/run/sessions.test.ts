/** The sessions that a plan tells, held against those that a run opens, and the bound of `--gentle`. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simulatedPorts } from '../../../src/net/simulated/simulated-ports.ts';
import { situationById, SITUATIONS } from '../../../src/net/simulated/situation.ts';
import type { Ports } from '../../../src/probes/ports.ts';
import { GENTLE, planSessions, SessionWindow } from '../../../src/run/session-window.ts';
import { run } from '../../../src/run/run.ts';
import { prepare } from '../../../src/run/prepare.ts';
import type { Sessions } from '../../../src/plan/sessions.ts';
import { requestOf } from '../plan/plan-fixtures.ts';
import { virtualClock } from './virtual-clock.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const tables = loadTables();

/** Ports that note when each session was opened. Questions to a DNS server on this side of the NAT make none. */
function counting(ports: Ports, opened: (kind: keyof Sessions) => void): Ports {
  return {
    ...ports,
    tcp: { connect: (...call) => (opened('tcp'), ports.tcp.connect(...call)) },
    https: { request: (...call) => (opened('tcp'), ports.https.request(...call)) },
    plainHttp: { get: (...call) => (opened('tcp'), ports.plainHttp.get(...call)) },
    systemTls: { handshake: (...call) => (opened('tcp'), ports.systemTls.handshake(...call)) },
    datagram: { exchange: (...call) => (opened('udp'), ports.datagram.exchange(...call)) },
    ping: {
      ping: (request, options) => {
        if (!request.address.startsWith('192.168.')) opened('ping'); // the router
        return ports.ping.ping(request, options);
      },
    },
  };
}

async function opens(scenario: string, asked: Parameters<typeof requestOf>[0]) {
  const clock = virtualClock();
  const count = { tcp: 0, udp: 0, ping: 0 };
  const atMs: number[] = [];
  const request = requestOf({ deadlineMs: 3_600_000, ...asked });
  const situation = situationById(scenario);
  if (situation === null) throw new Error(scenario);
  const [homeRegion = null] = request.regions;
  const ports = counting(simulatedPorts({ situation, tables, homeRegion, clock, seed: 1 }), (kind) => {
    count[kind] += 1;
    atMs.push(clock.nowMs());
  });
  const { signal } = new AbortController();
  const plan = await prepare({ tables, request, ports, signal });
  const agent = { name: 'preflight', version: '0', platform: 'linux', arch: 'x64', runtime: 'node' } as const;
  const result = await run({ id: 'x', plan, ports, signal, agent, scenario });
  const first = result.record.steps.filter(({ role }) => role !== 'slow-series');
  return { count, atMs, told: planSessions(first, plan.host, request), result };
}

describe('what a plan tells', () => {
  test.each(SITUATIONS.map(({ id }) => id))('%s: no run opens more', async (id) => {
    const { count, told } = await opens(id, { regions: ['eu-central-1'] });
    expect(count.udp).toBeLessThanOrEqual(told.most.udp);
    expect(count.ping).toBeLessThanOrEqual(told.most.ping);
    // Loss is confirmed by at most 60 more, which no plan knows of.
    expect(count.tcp).toBeLessThanOrEqual(told.most.tcp + 60);
  });

  test('a healthy run opens at least that many', async () => {
    const { count, told } = await opens('ready', { regions: ['eu-central-1'] });
    expect(told.bound).toBeNull();
    for (const kind of ['tcp', 'udp', 'ping'] as const)
      expect(count[kind]).toBeGreaterThanOrEqual(told.least[kind]);
    expect(told.least.tcp).toBeGreaterThan(60);
  });
});

describe('gentle', () => {
  const mostIn = (atMs: readonly number[], windowMs: number): number =>
    Math.max(...atMs.map((endMs) => atMs.filter((ms) => ms > endMs - windowMs && ms <= endMs).length));

  test('all Regions open few in any window, and say the same', async () => {
    const regions = tables.regions.filter(({ partition }) => partition === 'aws').map(({ code }) => code);
    const [quick, gentle] = await Promise.all(
      [false, true].map((isGentle) => opens('lossy-wifi', { regions, allRegions: true, gentle: isGentle })),
    );
    expect(mostIn(quick?.atMs ?? [], GENTLE.windowMs)).toBeGreaterThan(1_200);
    expect(mostIn(gentle?.atMs ?? [], GENTLE.windowMs)).toBeLessThanOrEqual(GENTLE.newInWindow);
    expect(gentle?.result.judgement.verdict).toBe(quick?.result.judgement.verdict);
    expect(gentle?.result.record.completed).toBe(true);
  });

  test('the window holds whatever steps come, last and open', () => {
    const limits = { atOnce: 20, newInWindow: 50, windowMs: 1_000 };
    const step = fc.record({
      most: fc.integer({ min: 0, max: 50 }),
      share: fc.float({ min: 0, max: 1, noNaN: true }),
      lastsMs: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const { atMs, mostHeld } = playedThrough(steps, limits);
        expect(atMs.length).toBe(steps.reduce((sum, { most, share }) => sum + Math.floor(most * share), 0));
        expect(mostHeld).toBeLessThanOrEqual(Math.max(limits.atOnce, ...steps.map(({ most }) => most)));
        if (atMs.length > 0) expect(mostIn(atMs, limits.windowMs)).toBeLessThanOrEqual(limits.newInWindow);
      }),
    );
  });
});

interface Played {
  readonly most: number;
  /** Part of `most` that it opens, spread over its time. */
  readonly share: number;
  readonly lastsMs: number;
}

/** Steps one after the other as soon as the window lets them, by a clock of its own; ends come before starts. */
function playedThrough(steps: readonly Played[], limits: ConstructorParameters<typeof SessionWindow>[0]) {
  const window = new SessionWindow(limits);
  const atMs: number[] = [];
  const running: (Played & { readonly endMs: number })[] = [];
  let [nowMs, held, mostHeld] = [0, 0, 0];
  const endUntil = (untilMs: number): void => {
    for (const one of running.filter(({ endMs }) => endMs <= untilMs).sort((a, b) => a.endMs - b.endMs)) {
      running.splice(running.indexOf(one), 1);
      window.ends(one.most, Math.floor(one.most * one.share), one.endMs);
      held -= one.most;
    }
    nowMs = untilMs;
  };
  for (const step of steps) {
    const waitMs = (): number | null => window.waitMs(step.most, nowMs);
    for (let ms = waitMs(); ms !== 0; ms = waitMs()) {
      const nextEndMs = Math.min(...running.map(({ endMs }) => endMs));
      endUntil(Math.min(nowMs + (ms ?? Infinity), nextEndMs));
    }
    window.holds(step.most);
    held += step.most;
    mostHeld = Math.max(mostHeld, held);
    const count = Math.floor(step.most * step.share);
    for (let one = 0; one < count; one += 1) atMs.push(nowMs + (step.lastsMs * one) / count);
    running.push({ ...step, endMs: nowMs + step.lastsMs });
    endUntil(nowMs);
  }
  return { atMs, mostHeld };
}
