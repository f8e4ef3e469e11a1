/** A limit or a fault of ours is no operation of the network: nobody may read "connect" where nothing was connected. */
import { expect, test } from '@jest/globals';
import { makeStep } from '../../../src/plan/make-step.ts';
import type { AnyProbe } from '../../../src/probes/probe.ts';
import { executeStep, type StepEnvironment } from '../../../src/run/execute-step.ts';

const step = makeStep({
  id: 'client/installed',
  probe: 'client',
  role: 'client',
  group: 'client',
  reason: 'for the test',
  regions: [],
  protocols: [],
  budgetMs: 5,
});

function environmentOf(run: () => Promise<never>): StepEnvironment {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return {
    ports: { clock: { sleep } },
    probes: new Map([['client', { id: 'client', run } as unknown as AnyProbe]]),
    signal: new AbortController().signal,
    timeouts: () => ({}),
    elapsedMs: () => 0,
    onSample: () => undefined,
  } as unknown as StepEnvironment;
}

test.each<[string, () => Promise<never>, object]>([
  ['a budget that is over', () => new Promise(() => undefined), { outcome: 'timed-out' }],
  ['a crash of ours', () => Promise.reject(new Error('ours')), { outcome: 'crashed' }],
])('%s has no operation', async (_name, run, wanted) => {
  const observed = await executeStep(step, [], environmentOf(run));
  expect(observed).toMatchObject({ ...wanted, failure: { operation: 'none' } });
});
