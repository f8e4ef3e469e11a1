import { describe, expect, test } from '@jest/globals';
import type { HostName } from '../../src/core/address.ts';
import { makeClock } from '../../src/net/clock.ts';
import { makeLookupHere } from '../../src/net/dns/dns-lookup-here.ts';
import { makeLookupProcess } from '../../src/net/dns/dns-lookup-process.ts';
import { makeLookup, type LookupAnswer, type LookupSource } from '../../src/net/dns/dns-lookup.ts';
import { childStart, isLookupChild } from '../../src/net/dns/lookup-child.ts';
import { afterClosing, openHandles } from './open-handles.ts';

const HOST = 'localhost' as HostName;
const clock = makeClock();
const calm = { timeoutMs: 5000, signal: new AbortController().signal };

describe.each([
  ['in a child process', makeLookupProcess],
  ['in this process', () => makeLookupHere({})],
])('the system resolver %s', (...[, makeSource]) => {
  test('knows localhost', async () => {
    const result = await makeLookup(makeSource(), clock)(HOST, calm);
    expect(result.failure).toBeNull();
    expect(result.addresses).toContain('127.0.0.1');
    expect(result.durationMs).toBeGreaterThan(0);
  });

  test('answers many at once, each its own question', async () => {
    const lookup = makeLookup(makeSource(), clock);
    const results = await Promise.all(Array.from({ length: 40 }, () => lookup(HOST, calm)));
    expect(results.every(({ addresses }) => addresses.includes('127.0.0.1' as never))).toBe(true);
  });
});

test('the child gives the code of libuv for a name that cannot be', async () => {
  // The label is too long for DNS, so no packet is sent.
  const { code, addresses } = await makeLookupProcess().resolve('a'.repeat(70) as HostName, calm.signal);
  expect(addresses).toEqual([]);
  expect(code).toMatch(/^E/);
});

test('where no child can be started this process answers', async () => {
  const { addresses } = await makeLookupProcess(makeLookupHere({}), '/nonexistent/node').resolve(
    HOST,
    calm.signal,
  );
  expect(addresses).toContain('127.0.0.1');
});

test('this process is not asked in the place of a child that ended because nobody waited any more', async () => {
  const { source, waiting } = slowSource(1);
  const answer = await makeLookupProcess(source, '/nonexistent/node').resolve(HOST, AbortSignal.abort());
  expect(answer.addresses).toEqual([]);
  expect(waiting).toEqual([]);
});

test('a single program starts itself, and only its own parent makes it a child', () => {
  const { args, env } = childStart(true);
  expect(args).toEqual(['--internal-look-up']);
  const forThisParent = { ...env, PREFLIGHT_LOOK_UP_FOR: String(process.ppid) };
  expect(isLookupChild(args, forThisParent)).toBe(true);
  expect(isLookupChild(args, env)).toBe(false);
  expect(isLookupChild(args, {})).toBe(false);
  expect(isLookupChild([...args, 'more'], forThisParent)).toBe(false);
});

test('how many really run at once follows the size of the pool', () => {
  expect(makeLookupHere({}).parallel).toBe(2);
  expect(makeLookupHere({ UV_THREADPOOL_SIZE: '64' }).parallel).toBe(32);
});

/** A resolver that answers when the test says so. */
function slowSource(parallel: number) {
  const waiting: ((answer: LookupAnswer) => void)[] = [];
  const source: LookupSource = { parallel, resolve: () => new Promise((settle) => waiting.push(settle)) };
  return { source, waiting };
}

describe('a resolver that hangs', () => {
  test('is asked no more than it can take; names behind it say why they have no answer', async () => {
    const { source, waiting } = slowSource(2);
    const lookup = makeLookup(source, clock);
    const results = await Promise.all([1, 2, 3].map(() => lookup(HOST, { ...calm, timeoutMs: 30 })));
    expect(waiting.length).toBe(2);
    expect(results.map(({ failure }) => failure?.code)).toEqual([
      'dns-timeout',
      'dns-timeout',
      'dns-timeout',
    ]);
    expect(results.map(({ failure }) => failure?.detail)).toEqual([
      null,
      null,
      expect.stringMatching(/busy/),
    ]);
  });

  test('its late answer is discarded and makes room', async () => {
    const { source, waiting } = slowSource(1);
    const lookup = makeLookup(source, clock);
    await lookup(HOST, { ...calm, timeoutMs: 10 });
    waiting[0]?.({ addresses: ['192.0.2.1'], code: null, durationMs: 9 });
    await afterClosing();
    const next = lookup(HOST, calm);
    await afterClosing();
    waiting[1]?.({ addresses: ['192.0.2.2'], code: null, durationMs: 9 });
    expect((await next).addresses).toEqual(['192.0.2.2']);
  });

  test('does not hold a cancelled call', async () => {
    const before = openHandles();
    const cancel = new AbortController();
    const looking = makeLookup(slowSource(1).source, clock)(HOST, { timeoutMs: 5000, signal: cancel.signal });
    cancel.abort(new Error('stop'));
    await expect(looking).rejects.toThrow('stop');
    expect(openHandles()).toBe(before);
  });
});

test('answers that are no addresses are dropped, and none is a failure', async () => {
  const source: LookupSource = {
    parallel: 1,
    resolve: () => Promise.resolve({ addresses: ['not an address'], code: null, durationMs: 1 }),
  };
  const result = await makeLookup(source, clock)(HOST, calm);
  expect(result).toMatchObject({ addresses: [], failure: { code: 'dns-no-data' } });
});
