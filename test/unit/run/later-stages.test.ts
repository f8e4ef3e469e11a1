/** What comes after the plan tells an early verdict first, and nothing where nothing comes. */
import { expect, test } from '@jest/globals';
import type { RunEvent } from '../../../src/run/events.ts';
import { laterStages, type Stages } from '../../../src/run/later-stages.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { rtt } from '../judge/faults.ts';
import { healthy, pipe, slowly, tables } from '../judge/record-builder.ts';

const loses = rtt([null, null, null, ...Array.from({ length: 17 }, () => 40)]);
const quick = loses(healthy());
/** The same network, whose slow series lost nothing. */
const whole = pipe(loses, slowly(0))(healthy());

async function eventsAfter(
  record: RunRecord,
  more: Partial<Stages['input']> = {},
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  await laterStages(
    { steps: record.steps, observations: new Map(Object.entries(record.observations)) },
    {
      input: { plan: { tables }, ...more },
      recordOf: ({ steps, observations }) => ({
        ...record,
        steps: [...steps],
        observations: Object.fromEntries(observations),
      }),
      ask: (steps, known) => {
        const added = Object.entries(whole.observations).filter(([id]) =>
          steps.some((step) => step.id === id),
        );
        return Promise.resolve({ steps, observations: new Map([...added, ...known]) });
      },
      choose: (steps) => steps,
      onEvent: (event) => events.push(event),
      elapsedMs: () => 4000,
      signal: new AbortController().signal,
    },
  );
  return events;
}

test('before loss is confirmed slowly the verdict so far is told, with what is measured', async () => {
  const events = await eventsAfter(quick);
  expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['expanded', 'so-far']);
  expect(events[1]).toEqual({
    type: 'so-far',
    verdicts: {
      pcoip: expect.stringMatching(/^(ready|degraded)$/),
      dcv: expect.stringMatching(/^(ready|degraded)$/),
    },
    measuring: 'loss',
    atMs: 4000,
  });
});

test('a network that is well has no early verdict: the last one comes at once', async () => {
  expect(await eventsAfter(healthy())).toEqual([]);
});

test('chosen steps have no verdict of their own', async () => {
  const events = await eventsAfter(quick, { choose: (steps) => steps });
  expect(events.filter(({ type }) => type === 'so-far')).toEqual([]);
});
