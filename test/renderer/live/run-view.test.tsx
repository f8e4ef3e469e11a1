import { describe, expect, test } from '@jest/globals';
import type { AgentEvent } from '../../../src/contract/index.ts';
import { replayOf } from '../fixtures/replay.ts';
import { EMPTY_RUN, takeEvents } from '../../../renderer/features/live/run-view.ts';
import { stagesOf } from '../../../renderer/features/live/stages.ts';
import { many, pcoipBlocked } from '../fixtures/index.ts';

const events = replayOf(pcoipBlocked).map(({ event }) => event);
const upTo = (atMs: number) =>
  replayOf(pcoipBlocked)
    .filter((timed) => timed.atMs <= atMs)
    .map(({ event }) => event);

describe('a run as its events tell it', () => {
  test('the plan gives every row its place before anything is sent', () => {
    const view = takeEvents(EMPTY_RUN, events.slice(0, 1));
    expect(view.phase).toBe('running');
    expect(view.steps.length).toBe(pcoipBlocked.checks.length);
    expect(stagesOf(view).map(({ group, done }) => [group, done])).toEqual([
      ['local', 0],
      ['dns', 0],
      ['https', 0],
      ['streaming', 0],
      ['latency', 0],
      ['mtu', 0],
    ]);
  });

  test('the same event twice changes nothing', () => {
    const once = takeEvents(EMPTY_RUN, events);
    expect(takeEvents(once, events)).toBe(once);
  });

  test('all at once and one by one give the same', () => {
    const single = events.reduce((view, event) => takeEvents(view, [event]), EMPTY_RUN);
    expect(single).toEqual(takeEvents(EMPTY_RUN, events));
  });

  test('a second tab that begins in the middle and catches up sees the same run', () => {
    const first = takeEvents(EMPTY_RUN, upTo(7000));
    const later = takeEvents(first, events);
    expect(later).toEqual(takeEvents(EMPTY_RUN, events));
  });

  test('what is under way is known, and ends with its result', () => {
    const view = takeEvents(EMPTY_RUN, upTo(4200));
    expect([...view.active.keys()]).toContain('us-west-2/health-check/tcp-4172/34.217.248.177');
    expect(takeEvents(view, events).active.size).toBe(0);
  });

  test('the next of several runs begins anew', () => {
    const first = takeEvents(EMPTY_RUN, upTo(7000));
    const plan = events[0];
    if (plan?.type !== 'planned') throw new Error('no plan');
    const seq = first.lastSeq + 1;
    const view = takeEvents(first, [{ ...plan, seq, turn: { number: 2, of: 3 } }]);
    expect([first.checks.length > 0, view.checks, view.samples, view.active.size]).toEqual([true, [], [], 0]);
    expect([view.turn, view.steps.length]).toEqual([{ number: 2, of: 3 }, first.steps.length]);
  });

  test('the last event carries the report', () => {
    const view = takeEvents(EMPTY_RUN, events);
    expect(view).toMatchObject({ phase: 'stopped', reason: 'finished', judged: true });
    expect(view.report?.id).toBe('pcoip-blocked');
  });

  test('a thousand checks are folded by one look at each event', () => {
    let looks = 0;
    const all = replayOf(many).map(({ event }) => ({
      ...event,
      get type() {
        looks += 1;
        return event.type;
      },
    })) as AgentEvent[];
    expect(takeEvents(EMPTY_RUN, all).checks.length).toBeGreaterThan(800);
    expect(looks).toBeLessThanOrEqual(2 * all.length);
  });
});
