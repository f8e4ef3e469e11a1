/** The largest file that `audit` reads, made to cost the most: memory and work end in one line, and a Ctrl-C is heard behind each piece of work. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditFirewall } from '../../../src/cli/actions/audit.ts';
import type { CommandContext } from '../../../src/cli/command-context.ts';
import { EXIT } from '../../../src/cli/exit-codes.ts';
import { buildProgram, type BuiltProgram } from './built-program.ts';

const HEADER = 'destination,port,protocol,action\n';
const ROWS = 3_600;
const PORTS = Array.from({ length: 1_000 }, (_, at) => 1_000 + 2 * at);

/** 18 MB: each row names a thousand ports, with blanks between them or with commas in quotes. */
function bomb(row: (at: number) => string): string {
  return HEADER + Array.from({ length: ROWS }, (_, at) => row(at)).join('\n');
}

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
}, 60_000);
afterAll(() => program.remove());

test.each([
  ['ports with commas', bomb((at) => `10.${at >> 8}.${at & 255}.0/24,"${PORTS.join(',')}",tcp,deny`)],
  ['ports with blanks, in our own blocks', bomb(() => `18.192.216.0/22,${PORTS.join(' ')},tcp,allow`)],
  ['one field that never ends', `${HEADER}10.0.0.0/8,"${'443,'.repeat(4_500_000)}`],
])(
  '%s: one line, within 256 MB',
  async (name, text) => {
    const file = `${name.slice(0, 9)}.csv`;
    writeFileSync(join(program.folder, file), text);
    const args = ['audit', file, '--region', 'eu-central-1'];
    const { code, stdout, stderr } = await program.run(args, { NODE_OPTIONS: '--max-old-space-size=256' });
    // A process that ran out of memory has no exit code of ours.
    expect({ code, stdout }).toEqual({ code: EXIT.usage, stdout: '' });
    expect(stderr).toMatch(/^preflight: audit: [^\n]+\n$/);
  },
  120_000,
);

test.each([
  ['while the file is read', 0],
  ['while it is judged', 1],
])('a Ctrl-C %s ends it before anything is written', async (_when, turn) => {
  const file = join(program.folder, 'open.csv');
  writeFileSync(file, `${HEADER}any,any,any,allow\n`);
  const controller = new AbortController();
  const written: string[] = [];
  const stream = {
    write: (text: string) => Promise.resolve(void written.push(text)),
    isTty: false,
    columns: null,
  };
  let asked = 0;
  const context: CommandContext = {
    version: '0',
    env: {},
    cwd: program.folder,
    ...{ stdout: stream, stderr: stream, progressStream: null },
    // Heard at the first or the second time that the command looks.
    get interrupt() {
      if (asked === turn) controller.abort();
      asked += 1;
      return controller.signal;
    },
  };
  const options = new Map([['region', ['eu-central-1']]]);
  expect(await auditFirewall({ args: [file], options, context })).toBe(EXIT.interrupted);
  expect(written).toEqual([]);
});
