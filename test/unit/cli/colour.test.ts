/** Colour is decided by the stream that is written to, and by nothing that a package guesses. */
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { CommandContext } from '../../../src/cli/command-context.ts';
import { streamOf } from '../../../src/cli/process-streams.ts';
import { textStyleFor, wantsColor } from '../../../src/cli/terminal-style.ts';
import { painterFor } from '../../../src/report/text-style.ts';

type Env = Readonly<Record<string, string>>;

/** What a word looks like on a stream with this `isTTY`, in this environment. */
function painted(isTTY: boolean | undefined, env: Env, ...flags: readonly string[]): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream;
  const context = { env, stdout: streamOf(stream, 'standard output') } as unknown as CommandContext;
  const options = new Map(
    flags.map((flag) => flag.split('=')).map(([name = '', value = 'true']) => [name, [value]]),
  );
  return painterFor(textStyleFor(context, options))('fail', 'word');
}

const RED = '\u001b[31mword\u001b[39m';

describe('a word on standard output', () => {
  test.each<[string, boolean | undefined, Env, readonly string[], string]>([
    ['a terminal', true, {}, [], RED],
    ['a file: isTTY is undefined', undefined, {}, [], 'word'],
    ['a file where CI is set', undefined, { CI: '1' }, [], 'word'],
    ['a file on Windows Terminal', undefined, { WT_SESSION: '1', TERM: 'xterm-256color' }, [], 'word'],
    ['a pipe', false, {}, [], 'word'],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, [], 'word'],
    ['an empty NO_COLOR counts as none', true, { NO_COLOR: '' }, [], RED],
    ['a terminal with --no-color', true, {}, ['no-color'], 'word'],
    ['a file with FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, [], RED],
    ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, [], 'word'],
    ['--no-color beats FORCE_COLOR', true, { FORCE_COLOR: '1' }, ['no-color'], 'word'],
    ['a dumb terminal', true, { TERM: 'dumb' }, [], 'word'],
    ['the file of --output, from a terminal', true, {}, ['output=result.txt'], 'word'],
    ['--output - is standard output', true, {}, ['output=-'], RED],
  ])('%s', (_name, isTTY, env, flags, wanted) => {
    expect(painted(isTTY, env, ...flags)).toBe(wanted);
  });
});

test('progress is decided by its own stream', () => {
  expect(wantsColor({ isTty: true, env: { CI: '1' } }, new Map())).toBe(true);
  expect(wantsColor({ isTty: true, env: { NO_COLOR: '1' } }, new Map())).toBe(false);
});
