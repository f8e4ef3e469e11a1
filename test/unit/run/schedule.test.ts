import { setMaxListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import type { Observed } from '../../../src/core/measured.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { makeStep, type StepSeed } from '../../../src/plan/make-step.ts';
import type { PlannedRow, Step } from '../../../src/plan/step.ts';
import { schedule, type ScheduleInput } from '../../../src/run/schedule.ts';
import { hostFactsOf } from '../plan/plan-fixtures.ts';
import { virtualClock } from './virtual-clock.ts';

interface Span {
  readonly id: string;
  readonly fromMs: number;
  toMs: number;
}

type Seed = { readonly id: string; readonly probe: Step['probe'] } & Partial<Omit<PlannedRow, 'target'>> & {
    readonly target?: Partial<PlannedRow['target']>;
  };

/** `target` and the fields of one probe are filled for all: the scheduler reads what the probe of the step has. */
const stepOf = ({ target, ...seed }: Seed): Step =>
  makeStep({
    ...{ role: 'endpoint', group: 'https', reason: '', regions: [], protocols: ['dcv'] },
    ...{ path: '/', proxy: null, samples: 10, ...seed, target: targetFor(seed, target) },
  } as StepSeed);

const targetFor = ({ probe }: Pick<Seed, 'probe'>, target: Partial<Seed['target']> = {}): unknown => {
  if (probe === 'client') return undefined;
  const named = { host: 'a', port: 443, ...target };
  return probe === 'https' || probe === 'captive' || probe === 'dns' ? named : { address: null, ...named };
};

const dns = (id: string, addresses: string[], rcode: string | null = 'NOERROR'): Evidence => ({
  kind: 'dns',
  host: id,
  system: { addresses, durationMs: 1, failure: null },
  servers: [
    {
      server: '192.0.2.53',
      transport: 'udp',
      question: 'A',
      rcode,
      addresses,
      texts: [],
      ttlSeconds: 1,
      truncated: false,
      tries: 1,
      durationMs: 1,
      failure: null,
    },
  ],
});
/** Neither a server nor the system's resolver got an answer. */
const lost = {
  ...dns('drp', [], null),
  system: { addresses: [], durationMs: 6_000, failure: failure('dns-timeout', 'resolve') },
} as Evidence;
const tcp = (state: 'open' | 'filtered'): Evidence => ({ kind: 'tcp', state, attempts: [] });

/** Runs the steps; `results` has the evidence and the duration of each, default an open port after 10 ms. */
async function runSteps(
  steps: Step[],
  results: Record<string, { evidence?: Evidence; ms?: number }> = {},
  changes: Partial<ScheduleInput> = {},
) {
  const clock = virtualClock();
  const spans: Span[] = [];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const execute = async (step: Step): Promise<Observed<Evidence>> => {
    const span = { id: step.id, fromMs: clock.nowMs(), toMs: 0 };
    spans.push(span);
    const { evidence = tcp('open'), ms = 10 } = results[step.id] ?? {};
    await clock.sleep(ms, signal);
    span.toMs = clock.nowMs();
    return { outcome: 'completed', startMs: span.fromMs, durationMs: ms, evidence };
  };
  const ignore = (): void => undefined;
  const input = {
    steps,
    known: new Map(),
    host: hostFactsOf(),
    clock,
    signal,
    execute,
    expand: () => [],
    onStarted: ignore,
    onEnded: ignore,
  };
  const outcome = await schedule({ ...input, ...changes });
  return { ...outcome, spans, spanOf: (id: string) => spans.find((span) => span.id === id) };
}

describe('dependencies', () => {
  test('a step starts after the name it needs, and not before', async () => {
    const steps = [
      stepOf({ id: 'https/a', probe: 'https', dependsOn: ['dns/a'] }),
      stepOf({ id: 'dns/a', probe: 'dns' }),
    ];
    const { spanOf } = await runSteps(steps, { 'dns/a': { evidence: dns('a', ['52.0.0.1']), ms: 30 } });
    expect(spanOf('https/a')?.fromMs).toBeGreaterThanOrEqual(30);
  });

  test('a name without an address leaves the step untested and says which name', async () => {
    const steps = [
      stepOf({ id: 'https/a', probe: 'https', dependsOn: ['dns/a'] }),
      stepOf({ id: 'dns/a', probe: 'dns' }),
    ];
    const { observations } = await runSteps(steps, { 'dns/a': { evidence: dns('a', []) } });
    expect(observations.get('https/a')).toMatchObject({
      outcome: 'skipped',
      reason: 'dependency-failed',
      because: 'dns/a',
    });
  });

  test('a name that leads to this machine itself is not followed', async () => {
    const steps = [
      stepOf({ id: 'https/a', probe: 'https', dependsOn: ['dns/a'] }),
      stepOf({ id: 'dns/a', probe: 'dns' }),
    ];
    const { observations } = await runSteps(steps, { 'dns/a': { evidence: dns('a', ['0.0.0.0']) } });
    expect(observations.get('https/a')?.outcome).toBe('skipped');
  });

  test('a series runs on the port that opened', async () => {
    const health = (port: number): Step =>
      stepOf({
        id: `tcp-${port}`,
        probe: 'tcp',
        role: 'health-check',
        target: { address: '52.0.0.1', port },
      });
    const series = stepOf({
      id: 'rtt',
      probe: 'rtt',
      quiet: true,
      dependsOn: ['tcp-4172', 'tcp-4195'],
      target: { address: '52.0.0.1', port: 4172 },
    });
    const { steps } = await runSteps([health(4172), health(4195), series], {
      'tcp-4172': { evidence: tcp('filtered') },
    });
    expect(steps.find(({ id }) => id === 'rtt')).toMatchObject({ target: { port: 4195 } });
  });

  const health = stepOf({
    id: 'tcp',
    probe: 'tcp',
    role: 'health-check',
    dependsOn: ['dns/drp'],
    target: { address: '52.0.0.1', port: 4172 },
  });
  const drp = stepOf({ id: 'dns/drp', probe: 'dns', role: 'health-check-name' });

  test('without a name, listed addresses are judged where a proxy works', async () => {
    const byProxy = stepOf({ id: 'https/a@proxy', probe: 'https', role: 'endpoint-by-proxy' });
    const works = {
      kind: 'https',
      host: 'a',
      path: '/',
      proxy: 'p:1',
      connect: null,
      attempts: [{ http: { status: 200 } }],
    } as unknown as Evidence;
    const fails = { ...works, attempts: [] } as Evidence;
    const outcomeWith = async (evidence: Evidence) => {
      const results = { 'dns/drp': { evidence: dns('drp', []) }, 'https/a@proxy': { evidence, ms: 500 } };
      const { observations } = await runSteps([drp, byProxy, health], results);
      return observations.get('tcp')?.outcome;
    };
    expect(await outcomeWith(works)).toBe('completed');
    expect(await outcomeWith(fails)).toBe('skipped');
  });

  test.each([
    ['a lost question among names that are answered', lost, dns('b', [], 'NXDOMAIN'), 'completed'],
    ['a name that the server denies', dns('drp', [], 'NXDOMAIN'), dns('b', ['52.0.0.2']), 'skipped'],
    ['a server that fails', dns('drp', [], 'SERVFAIL'), dns('b', ['52.0.0.2']), 'skipped'],
    ['a lost question where nobody answers anything', lost, lost, 'skipped'],
  ])('listed addresses of a name without an answer: %s', async (_, evidence, other, outcome) => {
    // The other name ends later: whether the resolver lives is not known when the first one was lost.
    const results = { 'dns/drp': { evidence }, 'dns/b': { evidence: other, ms: 900 } };
    const { observations } = await runSteps([drp, stepOf({ id: 'dns/b', probe: 'dns' }), health], results);
    expect(observations.get('tcp')?.outcome).toBe(outcome);
  });
});

describe('a dead resolver', () => {
  const names = Array.from({ length: 60 }, (_, index) =>
    stepOf({ id: `dns/${index}`, probe: 'dns', role: 'name' }),
  );
  const silent = Object.fromEntries(names.map(({ id }) => [id, { evidence: dns(id, [], null), ms: 5_000 }]));

  test('costs one time-out, not one for each name', async () => {
    const { observations, spans } = await runSteps(names, silent);
    expect(spans.length).toBeLessThanOrEqual(4);
    expect(Math.max(...spans.map(({ toMs }) => toMs))).toBeLessThan(5_100);
    expect(observations.size).toBe(60);
  });

  test('one answer to one question frees the other names, long before its own name has ended', async () => {
    const fromMs: number[] = [];
    const clock = virtualClock();
    await runSteps(names, silent, {
      clock,
      execute: async (step, _resolved, onDnsAnswer) => {
        fromMs.push(clock.nowMs());
        const { signal } = new AbortController();
        if (step.id === 'dns/0') void clock.sleep(12, signal).then(onDnsAnswer);
        await clock.sleep(5_000, signal);
        return { outcome: 'completed', startMs: 0, durationMs: 5_000, evidence: dns(step.id, [], null) };
      },
    });
    expect(fromMs.length).toBe(60);
    expect(fromMs.filter((ms) => ms < 12).length).toBe(4);
    // As many as really run beside each other.
    expect(fromMs.filter((ms) => ms < 5_000).length).toBe(32);
  });

  test('one answer of any kind keeps the lookups going', async () => {
    const { spans } = await runSteps(names, {
      ...silent,
      'dns/1': { evidence: dns('1', [], 'NXDOMAIN'), ms: 20 },
    });
    expect(spans.length).toBe(60);
  });
});

describe('quiet moments', () => {
  test('no burst runs beside a timing series', async () => {
    const series = stepOf({ id: 'rtt', probe: 'rtt', quiet: true, dependsOn: ['tcp'] });
    const pages = Array.from({ length: 20 }, (_, index) =>
      stepOf({ id: `https/${index}`, probe: 'https', dependsOn: ['dns/late'] }),
    );
    const steps = [
      stepOf({ id: 'tcp', probe: 'tcp' }),
      series,
      stepOf({ id: 'dns/late', probe: 'dns' }),
      ...pages,
    ];
    const { spanOf, spans } = await runSteps(steps, {
      'dns/late': { evidence: dns('late', ['52.0.0.1']), ms: 400 },
      rtt: { ms: 900 },
    });
    const { fromMs = 0, toMs = 0 } = spanOf('rtt') ?? {};
    const beside = spans.filter(
      (span) => span.id.startsWith('https') && span.fromMs >= fromMs && span.fromMs < toMs,
    );
    expect(beside).toEqual([]);
    expect(spans.filter(({ id }) => id.startsWith('https')).length).toBe(20);
  });

  test('a step that only waits for silence does not hold the series up', async () => {
    const steps = [
      stepOf({ id: 'tcp', probe: 'tcp' }),
      stepOf({ id: 'udp', probe: 'udp' }),
      stepOf({ id: 'rtt', probe: 'rtt', quiet: true, dependsOn: ['tcp'] }),
    ];
    const { spanOf } = await runSteps(steps, { udp: { ms: 3_000 } });
    expect(spanOf('rtt')?.fromMs).toBeLessThan(400);
  });
});

describe('what only waits in silence', () => {
  const health = (port: number): Step =>
    stepOf({ id: `tcp-${port}`, probe: 'tcp', role: 'health-check', target: { address: '52.0.0.1', port } });
  const series = stepOf({
    id: 'rtt',
    probe: 'rtt',
    quiet: true,
    dependsOn: ['tcp-4172', 'tcp-4195'],
    target: { address: '52.0.0.1', port: 4172 },
  });
  const silent = { evidence: tcp('filtered'), ms: 3_200 };

  test('a series starts on the port that opened, once the earlier one has sent and only waits', async () => {
    const ran = await runSteps([health(4172), health(4195), series], { 'tcp-4172': silent });
    expect(ran.spanOf('rtt')?.fromMs).toBe(120);
    expect(ran.steps.find(({ id }) => id === 'rtt')).toMatchObject({ target: { port: 4195 } });
    expect(ran.observations.get('tcp-4172')).toMatchObject({ durationMs: 3_200 });
  });

  test('it is not skipped while a port may still open', async () => {
    const ran = await runSteps([health(4172), health(4195), series], {
      'tcp-4172': { ms: 1_000 },
      'tcp-4195': { evidence: tcp('filtered'), ms: 40 },
    });
    expect(ran.spanOf('rtt')?.fromMs).toBeGreaterThanOrEqual(1_000);
    expect(ran.steps.find(({ id }) => id === 'rtt')).toMatchObject({ target: { port: 4172 } });
  });

  test('a burst behind a page that only waits holds no series up, and waits for it', async () => {
    const page = stepOf({ id: 'https/a', probe: 'https' });
    const large = stepOf({ id: 'large', probe: 'mtu-https', dependsOn: ['https/a'] });
    const readPage = { kind: 'https', attempts: [{ http: {}, address: '52.0.0.1' }] } as unknown as Evidence;
    const { spanOf } = await runSteps([health(4172), health(4195), series, page, large], {
      'https/a': { ms: 900, evidence: readPage },
      rtt: { ms: 800 },
    });
    expect(spanOf('rtt')?.fromMs).toBeGreaterThanOrEqual(600);
    expect(spanOf('rtt')?.fromMs).toBeLessThan(650);
    expect(spanOf('large')?.fromMs).toBeGreaterThanOrEqual(1_400);
  });
});

/** Sockets and packets of one page by the addresses of its name: 22 with TLS and HTTP as long as no chain is known, 3 for a connect alone. */
test.each([
  { addresses: ['52.0.0.1'], sockets: 1, packets: 22 },
  { addresses: ['52.0.0.1', '52.0.0.2', '52.0.0.3', '52.0.0.4'], sockets: 4, packets: 31 },
  { addresses: Array.from({ length: 20 }, (_, index) => `52.0.0.${index}`), sockets: 4, packets: 31 },
])(
  'names with $addresses.length addresses: at most 64 sockets at one time, and never more than 200 packets in 100 ms',
  async ({ addresses, sockets, packets }) => {
    const pages = Array.from({ length: 100 }, (_, index) =>
      stepOf({ id: `https/${index}`, probe: 'https', dependsOn: ['dns/all'] }),
    );
    const steps = [stepOf({ id: 'dns/all', probe: 'dns' }), ...pages];
    const results = Object.fromEntries(pages.map(({ id }) => [id, { ms: 2_000 }]));
    const { spans } = await runSteps(steps, { ...results, 'dns/all': { evidence: dns('all', addresses) } });
    const started = spans.filter(({ id }) => id.startsWith('https'));
    const most = Math.max(
      ...started.map(
        ({ fromMs }) => started.filter((other) => other.fromMs <= fromMs && other.toMs > fromMs).length,
      ),
    );
    // All that the rule allows is used, and no more.
    expect(most).toBe(Math.floor(64 / sockets));
    for (const { fromMs } of started) {
      const within = started.filter((other) => other.fromMs >= fromMs && other.fromMs < fromMs + 100).length;
      expect(within * packets).toBeLessThanOrEqual(200);
    }
  },
  30_000,
);

test.each([
  ['short', 3_000, 11],
  ['long', 20_000, 22],
])(
  'after the first page the next ones go as fast as a %s chain allows',
  async (_name, chainBytes, packets) => {
    const pages = Array.from({ length: 40 }, (_, index) => stepOf({ id: `https/${index}`, probe: 'https' }));
    const evidence = { kind: 'https', attempts: [{ tls: { chainBytes } }] } as unknown as Evidence;
    const results = Object.fromEntries(pages.map(({ id }) => [id, { evidence, ms: 80 }]));
    const { spans } = await runSteps(pages, results);
    const [from = 0, to = 0] = spans.slice(-2).map(({ fromMs }) => fromMs);
    expect(to - from).toBeCloseTo(packets / 1.25);
  },
);

test('a cancelled run ends at once and says so of every step that did not end', async () => {
  const stop = new AbortController();
  const steps = [
    stepOf({ id: 'tcp', probe: 'tcp' }),
    stepOf({ id: 'rtt', probe: 'rtt', dependsOn: ['tcp'] }),
  ];
  const execute = (): Promise<Observed<Evidence>> => {
    stop.abort('deadline');
    return Promise.resolve({ outcome: 'cancelled', reason: 'deadline' });
  };
  const { observations } = await runSteps(steps, {}, { signal: stop.signal, execute });
  expect([...observations.values()]).toEqual([
    { outcome: 'cancelled', reason: 'deadline' },
    { outcome: 'cancelled', reason: 'deadline' },
  ]);
});

test('steps that wait for each other are a bug of ours and end the run', async () => {
  const steps = [
    stepOf({ id: 'a', probe: 'tcp', dependsOn: ['b'] }),
    stepOf({ id: 'b', probe: 'tcp', dependsOn: ['a'] }),
  ];
  await expect(runSteps(steps)).rejects.toThrow(/wait for each other/);
});
