/** A file that a stranger gives to `prove --retest`: one line and exit 2, or a comparison without a sign that moves the terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { proveRules } from '../../../src/cli/actions/prove.ts';
import { SWITCHED_ON } from '../../../src/cli/given-options.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import type { Report } from '../../../src/report/report.ts';
import { blockedReport } from '../report/made-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'preflight-retest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const before: Report = { ...blockedReport(), simulated: true };
const changed = (over: object): string => JSON.stringify({ ...before, ...over });

async function retest(text: string | Buffer): Promise<{ code: number; said: string }> {
  const file = join(folder, 'before.json');
  writeFileSync(file, text);
  const said: string[] = [];
  const stream = {
    write: (part: string) => Promise.resolve(void said.push(part)),
    isTty: false,
    columns: null,
  };
  const region = before.request.regions[0] ?? '';
  const context = {
    ...{ version: '0', env: {}, cwd: folder, stdout: stream, stderr: stream, progressStream: null },
    interrupt: new AbortController().signal,
  };
  const given = { region, simulate: 'streaming-blocked', quiet: SWITCHED_ON, retest: file };
  const options = new Map(Object.entries(given).map(([name, value]) => [name, [value]]));
  const code = await proveRules({ args: [], options, context }).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    said.push(error.message);
    return 2;
  });
  return { code, said: said.join('') };
}

test.each<[string, string | Buffer, RegExp]>([
  ['nothing', '', /is no JSON/],
  ['brackets without end', '['.repeat(4_000_000), /is nested too deeply/],
  ['objects without end', `[${'{},'.repeat(2_000_001)}{}]`, /has too many values/],
  ['a prototype', '{"__proto__":{"schema":"preflight.report/1"}}', /is no report of preflight/],
  ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x1b, 0x5b]), /is no JSON/],
  ['another version', changed({ schema: 'preflight.report/9' }), /is no report of preflight/],
  [
    'another Region, that moves the terminal',
    changed({ request: { ...before.request, regions: ['\u001b[2Jx'] } }),
    /is about /,
  ],
  ['a real network, in a demonstration', changed({ simulated: false }), /is about a real network/],
])('%s: one line', async (_what, text, wanted) => {
  const { code, said } = await retest(text);
  expect({ code, said }).toEqual({ code: 2, said: expect.stringMatching(wanted) });
  expect(said).toMatch(/^--retest: [^\n\u0000-\u001f]+$/);
});

test.each<[string, string]>([
  ['as it was written', changed({})],
  ['with no check', changed({ checks: [] })],
  [
    'with ids that move the terminal',
    changed({
      id: '\u001b[31m\n',
      checks: before.checks.map((check) => ({ ...check, id: `\u001b[2J${check.id}` })),
    }),
  ],
  ['of the year 9999', changed({ createdAt: '9999-12-31T23:59:59.999Z' })],
  [
    'with each check a thousand times',
    changed({ checks: Array.from({ length: 1000 }, () => before.checks.slice(0, 5)).flat() }),
  ],
])('a report %s is compared', async (_what, text) => {
  const { code, said } = await retest(text);
  expect(code).toBe(1);
  expect(said).toMatch(/^Destinations: \d+ opened, 0 worse/);
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});
