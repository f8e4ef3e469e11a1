import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHANNELS } from '../../../src/contract/index.ts';
import { openGate, type Gate } from '../../../electron/ipc/gate.ts';
import { fakeFrame, fakeInvoke, fakeIpcMain, fakePage } from './fakes.ts';

function setUp(changes: Partial<Gate> = {}) {
  const ipc = fakeIpcMain();
  const frame = fakeFrame('app://ui/');
  const page = fakePage(frame);
  const done: unknown[] = [];
  const carryOut = (command: string, argument: unknown): Promise<unknown> => {
    done.push([command, argument]);
    return Promise.resolve({ ok: 'value' });
  };
  openGate(ipc, { page: () => page, carryOut, onRefused: () => undefined, ...changes });
  return { done, frame, page, call: ipc.invoke.bind(ipc, CHANNELS.call) };
}

test('a call of our own page is carried out', async () => {
  const { call, page, frame, done } = setUp();
  expect(await call(fakeInvoke(page, frame), 'settings.get', {})).toEqual({
    ok: true,
    value: { ok: 'value' },
  });
  expect(done).toEqual([['settings.get', {}]]);
});

describe('refused before anything is carried out', () => {
  const own = setUp();
  test.each([
    [
      'an iframe of our own page',
      fakeInvoke(own.page, fakeFrame('app://ui/')),
      'settings.get',
      {},
      'not-allowed',
    ],
    [
      'another web contents',
      fakeInvoke(fakePage(own.frame, 2), own.frame),
      'settings.get',
      {},
      'not-allowed',
    ],
    ['a frame that is gone', fakeInvoke(own.page, null), 'settings.get', {}, 'not-allowed'],
    ['an unknown command', fakeInvoke(own.page, own.frame), 'shell.run', {}, 'unknown-command'],
    ['a name of Object itself', fakeInvoke(own.page, own.frame), 'constructor', {}, 'unknown-command'],
    [
      'a command that is no text',
      fakeInvoke(own.page, own.frame),
      { toString: () => 'settings.get' },
      {},
      'unknown-command',
    ],
    [
      'a path where an id belongs',
      fakeInvoke(own.page, own.frame),
      'history.open',
      { id: '../../etc/passwd' },
      'invalid-argument',
    ],
    [
      'a field too many',
      fakeInvoke(own.page, own.frame),
      'history.open',
      { id: 'a', path: '/' },
      'invalid-argument',
    ],
    [
      'an argument of a megabyte',
      fakeInvoke(own.page, own.frame),
      'message.explain',
      { text: 'x'.repeat(1_000_000) },
      'too-large',
    ],
  ])('%s', async (_why, event, command, argument, error) => {
    expect(await own.call(event, command, argument)).toEqual({ ok: false, error });
    expect(own.done).toEqual([]);
  });

  test.each([
    ['https://evil.example/'],
    ['app://evil/'],
    ['app://ui.evil.example/'],
    ['about:blank'],
    [''],
    ['file:///etc/passwd'],
  ])('our window when it shows %s', async (url) => {
    const frame = fakeFrame(url);
    const page = fakePage(frame);
    const { call, done } = setUp({ page: () => page });
    expect(await call(fakeInvoke(page, frame), 'settings.get', {})).toEqual({
      ok: false,
      error: 'not-allowed',
    });
    expect(done).toEqual([]);
  });
});

test('a fault of ours tells the page no more than a code', async () => {
  const { call, page, frame } = setUp({ carryOut: () => Promise.reject(new Error('/home/alice/secret')) });
  expect(await call(fakeInvoke(page, frame), 'settings.get', {})).toEqual({ ok: false, error: 'internal' });
});

/** Anything that can cross the bridge: JSON, and what structured cloning adds. */
const anything = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.bigInt(), fc.date(), fc.uint8Array());

test('whoever is not our main frame at our own address carries nothing out, whatever is asked', async () => {
  const address = fc.oneof(
    fc.webUrl(),
    fc.string(),
    fc.constantFrom(
      'app://ui@evil/',
      'app://ui.evil/',
      'app://evil/',
      'about:blank',
      '',
      'file:///',
      'APP:ui',
      'blob:app://ui/x',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      address,
      fc.boolean(),
      fc.string(),
      anything,
      async (url, isOther, command, argument) => {
        const { call, page, frame, done } = setUp();
        Object.assign(frame, { url: isOther ? 'app://ui/' : url });
        const sender = isOther ? fakePage(frame, 2) : page;
        for (const name of [command, 'settings.get']) {
          const reply = (await call(fakeInvoke(sender, frame), name, argument)) as { ok: boolean };
          expect(reply).toEqual({ ok: false, error: 'not-allowed' });
        }
        expect(done).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('from our own page only a command of the contract with an argument of its shape is carried out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.constantFrom('history.open', 'run.cancel')),
      anything,
      async (command, argument) => {
        const { call, page, frame, done } = setUp();
        const reply = (await call(fakeInvoke(page, frame), command, argument)) as {
          ok: boolean;
          error?: string;
        };
        if (reply.ok) expect(done).toHaveLength(1);
        else expect([done, reply.error]).toEqual([[], expect.stringMatching(/^[a-z-]+$/)]);
      },
    ),
    { numRuns: 300 },
  );
});
