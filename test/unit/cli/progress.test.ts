/** The one line that counts: what is skipped was never waited for, and a step counts once it has ended. */
import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { CommandContext } from '../../../src/cli/command-context.ts';
import { makeCount, startProgress } from '../../../src/cli/progress.ts';
import { judge } from '../../../src/judge/judge.ts';
import { healthy, tables } from '../judge/record-builder.ts';

const record = healthy();
const { checks } = judge(record, tables);
const events = checks.map((check) => ({ type: 'checked' as const, check, atMs: 1400 }));
const taken = record.steps.filter(({ skipped }) => skipped === null).length;
const planned = { type: 'planned' as const, steps: record.steps, expectedMs: 5000 };

test('it ends at all of all, and not before the last step has', () => {
  const count = makeCount('en');
  expect(record.steps.length).toBeGreaterThan(taken);
  expect(count(planned)).toBe(`Checking: 0 of ${taken} steps, 0 s, nothing wrong so far`);
  const skipped = new Set(record.steps.filter((step) => step.skipped !== null).map(({ id }) => id));
  const lines = [...events]
    .sort((a, b) => Number(skipped.has(b.check.id)) - Number(skipped.has(a.check.id)))
    .map(count);
  expect(lines[skipped.size - 1]).toBe(`Checking: 0 of ${taken} steps, 1 s, nothing wrong so far`);
  expect(lines.at(-2)).toBe(`Checking: ${taken - 1} of ${taken} steps, 1 s, nothing wrong so far`);
  expect(lines.at(-1)).toBe(`Checking: ${taken} of ${taken} steps, 1 s, nothing wrong so far`);
});

test('a repeated run begins its own count', () => {
  const count = makeCount('en');
  count(planned);
  for (const event of events) count(event);
  expect(count(planned)).toBe(`Checking: 0 of ${taken} steps, 0 s, nothing wrong so far`);
});

test('what failed is counted, and never named before the proof', () => {
  const count = makeCount('en');
  count(planned);
  const [first] = events;
  if (first === undefined) throw new Error('no checks');
  expect(count({ ...first, check: { ...first.check, status: 'fail' } })).toContain(
    '1 without success so far',
  );
});

test('an early verdict is told as one of so far, with what is still measured, in the language of the person', () => {
  const event = {
    type: 'so-far',
    verdicts: { pcoip: 'ready', dcv: 'not-ready' },
    measuring: 'loss',
    atMs: 4000,
  } as const;
  const [en, ja] = [makeCount('en'), makeCount('ja')];
  en(planned);
  expect(en(event)).toBe(
    'So far: PCoIP is ready. DCV does not get through. Still measured: whether the loss comes again with slow connects. (4 s)',
  );
  expect(ja(event)).toContain('ここまでの結果');
  expect(en({ ...event, verdicts: { pcoip: 'unknown', dcv: 'unknown' } })).toMatch(/^Checking: /);
  en(event);
  expect(en(planned)).toMatch(/^Checking: 0 of/);
});

/** A terminal of this width, and all that is written to it. */
function terminal(columns: number): { context: CommandContext; written: () => string } {
  const parts: string[] = [];
  const stream = new PassThrough().on('data', (part: Buffer) => parts.push(part.toString()));
  const progressStream = Object.assign(stream, {
    isTTY: true,
    columns,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  }) as unknown as CommandContext['progressStream'];
  const context = { progressStream, env: {}, interrupt: new AbortController().signal };
  return { context: context as unknown as CommandContext, written: () => parts.join('') };
}

test.each([
  ['says nothing on a terminal without a width, which would never end', 0, false],
  ['speaks on one of 80 columns', 80, true],
])('%s', async (_what, columns, speaks) => {
  const { context, written } = terminal(columns);
  const progress = await startProgress(new Map(), context);
  progress.onEvent(planned);
  progress.say('Run 1 of 3 is over');
  progress.stop();
  expect(written() !== '').toBe(speaks);
});
