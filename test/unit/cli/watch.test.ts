/** The built program watches a scripted network: nothing is sent. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { renderWatch } from '../../../src/cli/watch-view.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { madeLine, MINUTE_MS, NOON_MS } from '../history/made-line.ts';
import { buildProgram, type BuiltProgram } from './built-program.ts';

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
}, 120_000);
afterAll(() => program.remove());
const AT = ['--region', 'eu-central-1', '--samples', '3', '--simulate'];
const env = () => ({ PREFLIGHT_DATA: join(program.folder, 'data') });

test('--once says how it stands, has the exit codes of check, and writes its events', async () => {
  const args = ['watch', '--once', '--events', 'events.jsonl', ...AT];
  const broken = await program.run([...args, 'streaming-blocked'], env());
  const ready = await program.run([...args, 'ready'], env());
  expect([ready.code, ready.stderr, broken.code]).toEqual([0, '', 1]);
  expect(ready.stdout.trim().split('\n')).toHaveLength(1);
  const events = readFileSync(join(program.folder, 'events.jsonl'), 'utf8').trim().split('\n');
  expect(events.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { schema: 'preflight.event/1', event: 'verdict', verdict: 'degraded' },
    { schema: 'preflight.event/1', event: 'verdict', verdict: 'ready', region: 'eu-central-1' },
  ]);
}, 120_000);

test('SIGTERM ends a watch at once, with 0 and everything told', async () => {
  const how = { signal: 'SIGTERM', stream: 'stdout', env: env() } as const;
  const { code, stdout, stderr } = await program.interruptAtFirstWord(['watch', ...AT, 'ready'], how);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC\S*  .+\n$/);
}, 120_000);

test('--once writes its metrics to a file that others may read: values, no sums', async () => {
  const args = ['watch', '--once', '--quiet', '--textfile', 'preflight.prom', ...AT, 'streaming-blocked'];
  expect(await program.run(args, env())).toMatchObject({ code: 1, stdout: '', stderr: '' });
  const file = join(program.folder, 'preflight.prom');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('preflight_verdict{region="eu-central-1",protocol="pcoip",verdict="not-ready"} 1\n');
  expect(text).toMatch(
    /preflight_root_cause\{region="eu-central-1",code="[a-z]+\/[a-z-]+",side="path"\} 1\n/,
  );
  expect(text).not.toMatch(/_total|_bucket/);
  expect(statSync(file).mode & 0o777).toBe(0o644);
}, 120_000);

test.each([
  [['--listen', '0.0.0.0:9464'], /--listen.*127\.0\.0\.1/],
  [['--listen', '127.0.0.1:9464'], /--listen.*--textfile/],
  [['--textfile', '/nowhere/at/all/p.prom'], /--textfile/],
  [['--interval', '1'], /--interval .* 5 /],
  [['--quick', '5'], /--quick .* 60 /],
  [['--events', '/nowhere/at/all/e.jsonl'], /--events/],
  [['--region', 'eu-nowhere-1'], /eu-nowhere-1/],
  [['--peer-load'], /--peer-load is for one check/],
])(
  '%j is one line and exit 2',
  async (args, line) => {
    const { code, stdout, stderr } = await program.run(['watch', '--once', ...AT, 'ready', ...args], env());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  },
  120_000,
);

describe('the live view', () => {
  const at = (minute: number, over = {}) => madeLine(NOON_MS + minute * MINUTE_MS, over);
  const broken = {
    verdict: 'not-ready' as const,
    protocols: { pcoip: 'not-ready' as const, dcv: 'ready' as const },
  };
  const view = {
    lines: [at(0), at(15), at(30, broken), at(45), at(120)],
    events: [{ atMs: NOON_MS, text: 'x'.repeat(200) }],
    nowMs: NOON_MS + 125 * MINUTE_MS,
    packets: 100,
    paused: 'none' as const,
  };

  test.each(['en', 'ja'] as const)('no line is wider than the terminal (%s)', (language) => {
    for (const width of [40, 80, 100])
      for (const line of renderWatch(view, { ...PLAIN_TEXT, width, language }).split('\n'))
        expect([line, stringWidth(line)]).toEqual([line, Math.min(stringWidth(line), width)]);
  });

  test('shows since when, a fault as a full block, and a gap as a gap', () => {
    const text = renderWatch(view, PLAIN_TEXT);
    expect(text).toMatch(/^✓ Ready now, for 1 h 20 min\./);
    expect(text).toMatch(/PCoIP +✓ +·+▁+█+▁+·+▁+$/m);
    expect(text).toMatch(/DCV +✓ +·+▁+·+▁+$/m);
    expect(text).toMatch(/lost +x/);
  });

  test('before the first run it says so; without UTF-8 it is ASCII', () => {
    expect(renderWatch({ ...view, lines: [] }, PLAIN_TEXT)).toMatch(/^The first check goes on\./);
    expect(renderWatch({ ...view, events: [] }, { ...PLAIN_TEXT, unicode: false })).toMatch(
      /^[\u0000-\u007f]*$/,
    );
  });
});
