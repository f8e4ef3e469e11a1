import { describe, expect, test } from '@jest/globals';
import { withDeadline } from '../../../src/net/call-deadline.ts';

const calm = { timeoutMs: 5000, signal: new AbortController().signal };
const forever = (): Promise<string> => new Promise(() => undefined);

describe('a call ends', () => {
  test('by its own result', async () => {
    expect(
      await withDeadline(
        calm,
        () => Promise.resolve('done'),
        () => 'late',
      ),
    ).toBe('done');
  });

  test('by its time-out, which is a value', async () => {
    expect(await withDeadline({ ...calm, timeoutMs: 10 }, forever, () => 'late')).toBe('late');
  });

  test('by cancellation, with the reason', async () => {
    const cancel = new AbortController();
    const call = withDeadline({ ...calm, signal: cancel.signal }, forever, () => 'late');
    cancel.abort(new Error('stop'));
    await expect(call).rejects.toThrow('stop');
  });

  test('by its own error', async () => {
    const call = withDeadline(
      calm,
      () => Promise.reject(new Error('a bug')),
      () => 'late',
    );
    await expect(call).rejects.toThrow('a bug');
  });
});

test('however it ends, the work is told', async () => {
  const told: string[] = [];
  const noting = (name: string, result: Promise<string>) => (over: AbortSignal) => {
    over.addEventListener('abort', () => told.push(name));
    return result;
  };
  await withDeadline(calm, noting('done', Promise.resolve('')), () => '');
  await withDeadline({ ...calm, timeoutMs: 5 }, noting('late', forever()), () => '');
  const cancel = new AbortController();
  const call = withDeadline({ ...calm, signal: cancel.signal }, noting('cancelled', forever()), () => '');
  cancel.abort(new Error('stop'));
  await call.catch(() => undefined);
  expect(told).toEqual(['done', 'late', 'cancelled']);
});

test('after a stall of this process what is ready is read before the time-out counts', async () => {
  const stalled = withDeadline(
    { ...calm, timeoutMs: 20 },
    () => new Promise<string>((resolve) => setTimeout(() => setImmediate(() => resolve('ready')), 10)),
    () => 'late',
  );
  const endMs = performance.now() + 40;
  while (performance.now() < endMs);
  expect(await stalled).toBe('ready');
});

test('work does not begin when the call is cancelled already', async () => {
  const signal = AbortSignal.abort(new Error('stop'));
  const work = () => Promise.reject(new Error('began'));
  await expect(withDeadline({ ...calm, signal }, work, () => 'late')).rejects.toThrow('stop');
});
