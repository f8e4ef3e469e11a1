/** What leaves a computer by itself: only at a change of cause, within the caps, again after a failure, never for ever. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dropSchema, dropPlace, dropText, urlOf, type Drop } from '../../../src/policy/drop.ts';
import { Dropper, dropState, NO_DROPS, type DropState } from '../../../src/watch/drop.ts';
import type { Left } from '../../../src/engine/drop-places.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-29T12:00:00Z');
const folder = (over: object = {}): Drop => dropSchema.parse({ folder: '/srv/drop', ...over });

interface World {
  readonly drop?: Drop;
  readonly answers?: readonly Left[];
  readonly kilobytes?: number;
  readonly spread?: boolean;
  readonly state?: DropState;
}

function world({
  drop = folder(),
  answers = [],
  kilobytes = 50,
  spread = false,
  state = NO_DROPS,
}: World = {}) {
  const seen = { nowMs: NOON, made: 0, left: [] as string[], failed: [] as string[], state };
  let held: Uint8Array | null = null;
  const waiting = [...answers];
  const dropper = new Dropper(
    {
      ...{ drop, spread, random: () => 1, nowMs: () => seen.nowMs },
      leave: ({ name }) => {
        const answer = waiting.shift() ?? { kind: 'left' };
        if (answer.kind === 'left') seen.left.push(`${name.day} ${name.sha256.slice(0, 2)}`);
        return Promise.resolve(answer);
      },
      held: () => Promise.resolve(held),
      hold: (bytes) => Promise.resolve(void (held = bytes)),
      keep: (now) => Promise.resolve(void (seen.state = dropState.parse(JSON.parse(JSON.stringify(now))))),
      onLeft: () => Promise.resolve(),
      onFailed: (reason) => seen.failed.push(reason),
    },
    state,
  );
  const see = async (cause: string | null) => {
    await dropper.see(cause, () => {
      seen.made += 1;
      return Promise.resolve({
        bytes: new Uint8Array(kilobytes * 1000),
        sha256: String(seen.made).padStart(64, '0'),
      });
    });
    await dropper.attempt();
  };
  return { seen, see, attempt: () => dropper.attempt() };
}

test('one bundle for a cause, none while it stays, one when it comes again', async () => {
  const { seen, see } = world();
  for (const cause of [null, 'dns/no-answer', 'dns/no-answer', 'dns/no-answer', null, 'dns/no-answer'])
    await see(cause);
  expect([seen.made, seen.left.length, seen.state.total.sent]).toEqual([2, 2, 2]);
});

test('a day has its caps, in number and in bytes; the next one begins anew', async () => {
  const { seen, see } = world({ drop: folder({ perDay: 2 }) });
  for (const cause of ['a/a', 'b/b', 'c/c']) await see(cause);
  expect([seen.left.length, seen.state.total.dropped]).toEqual([2, 1]);
  seen.nowMs += 24 * 60 * MINUTE;
  await see('d/d');
  expect(seen.left).toHaveLength(3);
  const small = world({ drop: folder({ kilobytesPerDay: 60 }) });
  for (const cause of ['a/a', 'b/b']) await small.see(cause);
  expect([small.seen.left.length, small.seen.state.total.dropped]).toEqual([1, 1]);
});

test('what could not go waits, twice as long each time, and is told without its link', async () => {
  const later: Left = { kind: 'later', reason: 'status 503', retryAfterMs: null };
  const { seen, see, attempt } = world({ answers: [later, later] });
  await see('a/a');
  const first = (seen.state.waiting?.nextMs ?? 0) - seen.nowMs;
  await attempt();
  expect(seen.failed).toEqual(['status 503']);
  seen.nowMs += first;
  await attempt();
  expect((seen.state.waiting?.nextMs ?? 0) - seen.nowMs).toBe(2 * first);
  seen.nowMs += 2 * first;
  await attempt();
  expect([seen.left.length, seen.state.total]).toEqual([1, { sent: 1, failed: 2, dropped: 0 }]);
});

test('the server may ask for more patience, up to four hours', async () => {
  const { seen, see } = world({ answers: [{ kind: 'later', reason: 'status 429', retryAfterMs: 1e12 }] });
  await see('a/a');
  expect(seen.state.waiting?.nextMs).toBe(NOON + 240 * MINUTE);
});

test('what is refused for ever, or older than three days, goes nowhere', async () => {
  const refused = world({ answers: [{ kind: 'refused', reason: 'status 413' }] });
  await refused.see('a/a');
  expect(refused.seen.state).toMatchObject({ waiting: null, total: { sent: 0, failed: 1, dropped: 1 } });
  const old = world({ answers: [{ kind: 'later', reason: 'ENOENT', retryAfterMs: null }] });
  await old.see('a/a');
  old.seen.nowMs += 73 * 60 * MINUTE;
  await old.attempt();
  expect(old.seen.state).toMatchObject({ waiting: null, total: { sent: 0, dropped: 1 } });
});

test('a fleet in one outage is spread; a scheduler’s start is spread already', async () => {
  const { seen, see } = world({ spread: true });
  await see('a/a');
  expect([seen.left.length, seen.state.waiting?.nextMs]).toEqual([0, NOON + 10 * MINUTE]);
});

test('whatever comes, a day never has more than its caps, and a bundle that waits is one', async () => {
  const step = fc.record({
    cause: fc.constantFrom(null, 'a/a', 'b/b', 'c/c'),
    minutes: fc.integer({ min: 0, max: 600 }),
    answer: fc.constantFrom<Left>(
      { kind: 'left' },
      { kind: 'refused', reason: 'status 413' },
      { kind: 'later', reason: 'ECONNREFUSED', retryAfterMs: null },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { seen, see } = world({ answers: steps.map(({ answer }) => answer), kilobytes: 300 });
      for (const { cause, minutes } of steps) {
        seen.nowMs += minutes * MINUTE;
        await see(cause);
        expect(seen.state.sent).toBeLessThanOrEqual(2);
        expect(seen.state.sentBytes).toBeLessThanOrEqual(1_000_000);
      }
      const { total, waiting } = seen.state;
      expect(total.sent).toBe(seen.left.length);
      expect(total.sent + total.dropped + (waiting === null ? 0 : 1)).toBe(seen.made);
    }),
  );
});

test.each([
  [{ url: 'http://drop.example.com/{sha256}.zip' }],
  [{ url: 'https://user:pass@drop.example.com/{sha256}.zip' }],
  [{ url: 'https://drop.example.com/one.zip' }],
  [{ url: 'https://drop.example.com/{sha256}/{host}' }],
  [{ url: 'https://drop.example.com/?key={sha256}' }],
  [{ url: 'ftp://drop.example.com/{sha256}' }],
  [{ folder: 'relative/drop' }],
  [{ folder: '/srv/drop', url: 'https://drop.example.com/{sha256}' }],
  [{ folder: '/srv/drop', redaction: 'full' }],
  [{ folder: '/srv/drop', perDay: 11 }],
  [{}],
])('%j is no drop', (value) => {
  expect(dropSchema.safeParse(value).success).toBe(false);
});

test.each([['\\\\files\\drop$\\preflight'], ['D:\\drop'], ['/srv/drop']])('%s is a folder', (path) => {
  expect(dropSchema.safeParse({ folder: path }).success).toBe(true);
});

test('a link is filled by digest and day, and shown without what signs it', () => {
  const url = 'https://drop.example.com/in/SECRET1/{day}/{sha256}.zip?sig=SECRET2';
  const drop = dropSchema.parse({ url });
  expect(urlOf(url, { sha256: 'ab', day: '2026-11-29' })).toBe(
    'https://drop.example.com/in/SECRET1/2026-11-29/ab.zip?sig=SECRET2',
  );
  expect(dropPlace(drop)).toBe('drop.example.com');
  expect(dropText(drop)).not.toMatch(/SECRET/);
});
