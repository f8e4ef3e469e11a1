import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { serviceNotify } from '../../../src/cli/service-notify.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function told(env: Readonly<Record<string, string>>): readonly string[] {
  const calls: string[] = [];
  const commands = {
    run: (file: string, args: readonly string[]) => {
      calls.push([file, ...args].join(' '));
      return Promise.resolve({ exitCode: 0, stdout: '', stderr: '', failure: null });
    },
  };
  const service = serviceNotify(env, commands);
  service.ready();
  jest.advanceTimersByTime(125_000);
  service.close();
  jest.advanceTimersByTime(125_000);
  return calls;
}

test('a service is told to be ready, and three times in each limit that it lives', () => {
  const env = { NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '180000000' };
  expect(told(env)).toEqual([
    'systemd-notify --ready',
    'systemd-notify WATCHDOG=1',
    'systemd-notify WATCHDOG=1',
  ]);
  expect(told({ NOTIFY_SOCKET: '@x' })).toEqual(['systemd-notify --ready']);
});

test('outside a service nothing is started', () => {
  expect(told({ WATCHDOG_USEC: '180000000' })).toEqual([]);
});
