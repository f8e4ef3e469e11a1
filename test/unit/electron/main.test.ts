import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { App } from 'electron';
import { silenceChromium, silenceResolver } from '../../../electron/main/quiet.ts';
import { hearPreparedLinks, preparedHash } from '../../../electron/main/prepared-links.ts';
import { recoverPage } from '../../../electron/main/recover.ts';

test('Chromium keeps quiet: no background networking and no resolver of its own', () => {
  const switches: string[] = [];
  const options: unknown[] = [];
  silenceChromium({ commandLine: { appendSwitch: (name: string) => switches.push(name) } } as never);
  silenceResolver({ configureHostResolver: (given) => options.push(given) });
  expect(switches).toEqual(
    expect.arrayContaining(['disable-background-networking', 'disable-component-update']),
  );
  expect(options).toEqual([{ enableBuiltInResolver: false, secureDnsMode: 'off' }]);
});

describe('a page whose process is gone', () => {
  const crash = (reasons: readonly string[]) => {
    const app = new EventEmitter();
    const seen: string[] = [];
    recoverPage(app as unknown as App, {
      reload: () => seen.push('reload'),
      say: (line) => seen.push(line),
      giveUp: () => seen.push('give up'),
    });
    for (const reason of reasons) app.emit('render-process-gone', {}, {}, { reason });
    return seen;
  };

  test('is loaded again, and said', () => {
    expect(crash(['crashed'])).toEqual(['The page stopped (crashed): loading it again.\n', 'reload']);
  });

  test('is given up after the third time', () => {
    expect(crash(['oom', 'crashed', 'crashed']).slice(-2)).toEqual([
      'The page stopped (crashed) again: giving up.\n',
      'give up',
    ]);
  });

  test('is left alone when it ended as it should', () => {
    expect(crash(['clean-exit'])).toEqual([]);
  });
});

describe('a prepared check as a link', () => {
  const LINK = 'preflight:check?v=1&region=us-west-2';
  const HASH = `#/prepared/${encodeURIComponent(LINK)}`;
  const hear = (isPackaged: boolean) => {
    const app = new EventEmitter();
    const seen: string[] = [];
    const register = { isPackaged, setAsDefaultProtocolClient: (scheme: string) => seen.push(scheme) > 0 };
    hearPreparedLinks(Object.assign(app, register), (hash) => seen.push(hash));
    return { app, seen };
  };

  test('is shown by the page, whichever way the system hands it over', () => {
    const { app, seen } = hear(true);
    app.emit('open-url', { preventDefault: () => seen.push('prevented') }, LINK);
    app.emit('second-instance', {}, ['preflight.exe', '--flag', LINK]);
    app.emit('second-instance', {}, ['preflight.exe']);
    expect(seen).toEqual(['preflight', 'prevented', HASH, HASH]);
    expect(preparedHash(['preflight.exe', LINK])).toBe(HASH);
  });

  test('registers nothing for an app that is not packed, and hands on nothing else', () => {
    expect(hear(false).seen).toEqual([]);
    for (const other of ['https://preflight:check', 'file:///etc/passwd', `${LINK}${'x'.repeat(8000)}`])
      expect(preparedHash([other])).toBeNull();
  });
});
