/** What was silent while packets were lost is asked once more, alone: only then does its silence count. */
import { describe, expect, test } from '@jest/globals';
import type { Observed } from '../../../src/core/measured.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import type { Step } from '../../../src/plan/step.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { judge } from '../../../src/judge/judge.ts';
import { secondLook } from '../../../src/run/second-look.ts';
import { dnsFails, host, httpsFails, onPort, rtt, tcp } from '../judge/faults.ts';
import { alter, healthy, pipe, slowly, tables, type Mutator } from '../judge/record-builder.ts';

const LOSSY: Mutator = pipe(rtt([null, null, null, ...Array.from({ length: 17 }, () => 40)]), slowly(0));
/** One connect to 4195 took so long. */
function connectTook(connectMs: number): Mutator {
  return alter('tcp', onPort(4195), (evidence) => ({
    ...evidence,
    attempts: evidence.attempts.map((attempt) => ({ ...attempt, connectMs })),
  }));
}
const BLOCKED = 'd2td7dqidlhjx7.cloudfront.net';

/** The second answer is that of a healthy network, or the first one again. */
async function lookAgain(first: RunRecord, second: RunRecord, mayAsk = (_id: string) => true) {
  const asked: string[] = [];
  const outcome = await secondLook(
    { steps: first.steps, observations: new Map(Object.entries(first.observations)) },
    {
      ...{ tables, mayAsk, onBegin: () => undefined },
      recordOf: ({ steps, observations }) => ({
        ...first,
        steps: [...steps],
        observations: Object.fromEntries(observations),
      }),
      ask: (steps, known) => {
        const open = steps.filter(({ id }) => !known.has(id));
        asked.push(...open.map(({ id }) => id));
        return Promise.resolve({ steps, observations: answered(open, known, second) });
      },
    },
  );
  const record = {
    ...first,
    steps: [...outcome.steps],
    observations: Object.fromEntries(outcome.observations),
  };
  return { asked, codes: judge(record, tables).findings.map(({ code }) => code), steps: outcome.steps };
}

function answered(open: readonly Step[], known: ReadonlyMap<string, Observed<Evidence>>, from: RunRecord) {
  const added = open.flatMap(({ id }) => {
    const observed = from.observations[id];
    return observed === undefined ? [] : [[id, observed] as const];
  });
  return new Map([...known, ...added]);
}

describe('a second look', () => {
  const page = pipe(httpsFails('connection-timeout', host(BLOCKED)), LOSSY)(healthy());

  test('a page that answers when it is asked alone is not blocked, and its check says that it was asked again', async () => {
    const { asked, codes, steps } = await lookAgain(page, healthy());
    expect(asked).toHaveLength(1);
    expect(codes).not.toContain('https/blocked');
    expect(steps.find(({ id }) => id === asked[0])?.reason).toMatch(/asked alone/);
  });

  test('a page that is silent again is blocked, with its first evidence', async () => {
    const { asked, codes } = await lookAgain(page, page);
    expect(asked).toHaveLength(1);
    expect(codes).toContain('https/blocked');
  });

  test('without loss nothing is asked again: a block is told at once', async () => {
    const blocked = httpsFails('connection-timeout', host(BLOCKED))(healthy());
    expect((await lookAgain(blocked, healthy())).asked).toEqual([]);
  });

  test('a connect that took a repeated SYN is loss too: the series may have been too slow to lose any', async () => {
    const blocked = httpsFails('connection-timeout', host(BLOCKED));
    const askedWith = async (connectMs: number) =>
      (await lookAgain(pipe(blocked, connectTook(connectMs))(healthy()), healthy())).asked;
    expect(await askedWith(1_040)).toHaveLength(1);
    expect(await askedWith(880)).toEqual([]);
  });

  test('where 443 is silent everywhere our pace is not the reason', async () => {
    const shut = pipe(httpsFails('connection-timeout'), LOSSY)(healthy());
    const { asked, codes } = await lookAgain(shut, healthy());
    expect(asked.filter((id) => id.startsWith('https'))).toEqual([]);
    expect(codes).toContain('https/blocked');
  });

  test('a name that got no answer is asked again with the page that hung on it', async () => {
    const nameless = pipe(dnsFails(null, host(BLOCKED)), LOSSY)(healthy());
    const { asked, codes } = await lookAgain(nameless, healthy());
    expect(asked.length).toBeGreaterThan(1);
    expect(codes).not.toContain('dns/name-not-found');
  });

  test('of many silent ones two that stay silent are enough', async () => {
    const oneServer = healthy().steps.find(onPort(4172));
    const most = pipe(
      tcp('filtered', (step) => onPort(4172)(step) && step.id !== oneServer?.id),
      LOSSY,
    )(healthy());
    expect((await lookAgain(most, most)).asked).toHaveLength(2);
  });

  test('pages beyond number leave time for the ports, and two blocked sites of less need do not end the look before them', async () => {
    const isLesser = ({ probe, need }: Step) => probe === 'https' && need !== 'essential';
    const silentPort = healthy().steps.find(onPort(4172))?.id ?? '';
    const narrow = pipe(
      httpsFails('connection-timeout', isLesser),
      tcp('filtered', ({ id }) => id === silentPort),
      LOSSY,
    )(healthy());
    const open = await lookAgain(narrow, healthy());
    expect(open.asked.filter((id) => id.startsWith('https/')).length).toBeGreaterThan(16);
    expect(open.codes).not.toContain('streaming/partial');
    const portAlone = { ...narrow.observations, [silentPort]: healthy().observations[silentPort] };
    const blocked = await lookAgain(narrow, {
      ...narrow,
      observations: portAlone as RunRecord['observations'],
    });
    expect(blocked.asked[0]).toBe(silentPort);
    expect(blocked.codes).not.toContain('streaming/partial');
  });

  test('of a part that is done again only that part is asked', async () => {
    expect((await lookAgain(page, healthy(), () => false)).asked).toEqual([]);
  });
});
