import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { App } from 'electron';
import { silenceChromium, silenceResolver } from '../../../electron/main/quiet.ts';
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
