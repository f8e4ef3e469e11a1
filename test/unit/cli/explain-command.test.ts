/** `preflight explain` in this process: texts, logs, languages and usage errors. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explain } from '../../../src/cli/actions/explain.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Asked {
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

async function run({ args = [], options = {}, env = {} }: Asked): Promise<{ code: number; text: string }> {
  let text = '';
  const stream = {
    write: (written: string) => {
      text += written;
      return Promise.resolve();
    },
    isTty: false,
    columns: null,
  };
  const code = await explain({
    args,
    options: new Map(Object.entries(options).map(([name, value]) => [name, [value]])),
    context: {
      version: '1.0.0',
      env,
      cwd: folder,
      stdout: stream,
      stderr: stream,
      progressStream: null,
      interrupt: new AbortController().signal,
    },
  });
  return { code, text };
}

function logOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('a text', () => {
  test('known: exit 0', async () => {
    const { code, text } = await run({ args: ['this', 'device', 'is', 'not', 'authorized'] });
    expect(code).toBe(0);
    expect(text).toMatch(/^This device is not authorized/);
  });

  test('not known: exit 1, and nothing claimed', async () => {
    const { code, text } = await run({ args: ['I forgot where I put my car keys'] });
    expect(code).toBe(1);
    expect(text).toMatch(/^Not known/);
  });

  test('the locale of the environment chooses the language, --language before it', async () => {
    const env = { LANG: 'ja_JP.UTF-8' };
    expect((await run({ args: ['ERR_TIMED_OUT'], env })).text).toContain('原因');
    expect((await run({ args: ['ERR_TIMED_OUT'], env, options: { language: 'en' } })).text).toContain(
      'Likely',
    );
  });

  test('as JSON the language and the place of every cause are said', async () => {
    const { text } = await run({
      args: ['WorkSpace status: unhealthy'],
      options: { format: 'json', language: 'ja' },
    });
    expect(JSON.parse(text)).toMatchObject({
      schema: 'preflight.explanation/2',
      language: 'ja',
      log: null,
      matches: [{ id: 'unhealthy', clearsNetwork: true, causes: [{ code: null, where: 'workspace' }, {}] }],
    });
  });
});

describe('a log', () => {
  test('UTF-16 with a byte order mark', async () => {
    const path = logOf('utf16.log', Buffer.from('\uFEFF10:00:00 x\r\n10:00:01 ERR_TIMED_OUT\r\n', 'utf16le'));
    const { code, text } = await run({ options: { file: path } });
    expect(code).toBe(0);
    expect(text).toMatch(/^1 of 2 lines are known\./);
  });

  test('of a log larger than the limit the end is read, and that is said', async () => {
    const path = logOf(
      'large.log',
      `ECONNRESET\n${`${'x'.repeat(999)}\n`.repeat(4_500)}ERR_CERT_DATE_INVALID\n`,
    );
    const { code, text } = await run({ options: { file: path } });
    expect(code).toBe(0);
    expect(text.replace(/\s+/g, ' ')).toContain('only the last lines of this long log were read');
    expect(text).not.toContain('ECONNREFUSED');
  });

  test('no known line: exit 1', async () => {
    expect(await run({ options: { file: logOf('quiet.log', 'all is well\n') } })).toMatchObject({ code: 1 });
    expect(await run({ options: { file: logOf('empty.log', '') } })).toMatchObject({ code: 1 });
  });
});

describe('usage errors say one clear line', () => {
  test.each([
    ['nothing to explain', {}, 'needs the text of a message'],
    ['blanks', { args: ['  '] }, 'needs the text of a message'],
    ['a text and a file', { args: ['x'], options: { file: 'y' } }, 'not both'],
    ['a file that is not there', { options: { file: '/nowhere/at/all' } }, 'no such file'],
    ['a folder', { options: { file: tmpdir() } }, 'no file'],
    ['a language that is not spoken', { args: ['x'], options: { language: 'fr' } }, 'is not spoken'],
  ])('%s', async (_name, asked, problem) => {
    await expect(run(asked)).rejects.toThrow(problem);
  });
});
