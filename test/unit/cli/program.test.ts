/** The built program as a child process: help, version and usage errors. Nothing here reaches the network. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { listCommands } from '../../../src/cli/list-commands.ts';
import { validateReport } from '../../../src/report/validate-report.ts';
import { buildProgram, type BuiltProgram } from './built-program.ts';

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
  writeFileSync(join(program.folder, 'old.keys'), `old 2020-01-01 ${'ab'.repeat(32)}\n`, { mode: 0o600 });
  writeFileSync(join(program.folder, 'no.keys'), 'hello\n', { mode: 0o600 });
}, 60_000);
afterAll(() => program.remove());

describe('help and version', () => {
  test.each([['--version'], ['-V']])('%s prints the version alone', async (flag) => {
    expect(await program.run([flag])).toEqual({ code: 0, stdout: '9.8.7\n', stderr: '' });
  });

  test('without arguments it prints the three most useful commands', async () => {
    const { code, stdout, stderr } = await program.run([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('preflight check --region us-east-1');
  });

  test('--help lists every command', async () => {
    const { code, stdout } = await program.run(['--help']);
    expect(code).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toContain(`  ${name}`);
  });

  test.each(listCommands(COMMANDS).map(({ path }) => path.join(' ')))(
    '"%s --help" has examples or subcommands, within 80 columns',
    async (path) => {
      const { code, stdout, stderr } = await program.run([...path.split(' '), '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^(Examples|Commands)$/m);
      expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('preflight '))).toEqual(
        [],
      );
    },
  );
});

describe('usage errors', () => {
  test.each([
    ['an unknown command', ['chekc'], /unknown command 'chekc'/],
    ['an unknown option', ['completion', 'bash', '--colour'], /unknown option '--colour'/],
    ['a missing argument', ['completion'], /missing required argument 'SHELL'/],
    ['too many arguments', ['completion', 'bash', 'zsh'], /too many arguments/],
    ['an unknown word', ['completion', 'tcsh'], /accepted: bash, zsh, fish, powershell/],
    ['no Region', ['rules'], /no Region: give --region/],
    ['an unknown Region', ['check', '--region', 'us-eest-1'], /did you mean us-east-1/],
    [
      'a malformed code, which is not repeated',
      ['check', '--registration-code', 'WSpdx+SECRET9'],
      /unknown form/,
    ],
    [
      'a code and a Region that disagree',
      ['check', '--region', 'us-east-1', '--registration-code', 'WSpdx+ABC12D'],
      /belongs to us-west-2/,
    ],
    [
      'a protocol that the Region lacks',
      ['check', '--region', 'us-east-2', '--protocol', 'pcoip'],
      /no pcoip in us-east-2/,
    ],
    [
      'a host of 300 bytes',
      ['plan', '--region', 'us-east-1', '--also', `${'a'.repeat(300)}.example`],
      /^preflight: --also "a{60}…" is not/,
    ],
    [
      'a roots file that is not there',
      ['check', '--region', 'us-east-1', '--public-roots', 'gone.pem'],
      /no such file/,
    ],
    [
      'a roots file without roots',
      ['check', '--region', 'us-east-1', '--public-roots', 'preflight.mjs'],
      /--public-roots/,
    ],
    [
      'an output in a folder that is not there',
      ['check', '--region', 'us-east-1', '--output', 'gone/x.json'],
      /its folder does not exist/,
    ],
    [
      'an unknown scenario',
      ['check', '--region', 'us-east-1', '--simulate', 'rain'],
      /^preflight: --simulate "rain" is not known; accepted: ready, /,
    ],
    ['a value that is an option', ['check', '--region', '--format', 'json'], /--region needs a value/],
    [
      'an unknown form',
      ['check', '--region', 'us-east-1', '--format', 'yaml'],
      /accepted: text, json, markdown, csv, junit, html/,
    ],
    [
      'a report to compare with that is none',
      ['check', '--region', 'us-east-1', '--compare-with', 'preflight.mjs'],
      /is no JSON/,
    ],
    [
      'a peer without a key',
      ['peer'],
      /a peer needs --key-file FILE \(make one with --new-key FILE\), or --open/,
    ],
    ['a peer whose keys are all over', ['peer', '--key-file', 'old.keys'], /each key has ended \(old\)/],
    ['a key file that is none', ['peer', '--key-file', 'no.keys'], /--key-file no.keys: line 1 is no key/],
    ['a peer at every address', ['peer', '--open', '--listen', '0.0.0.0'], /leave it out to listen at each/],
    ['a peer at no address', ['peer', '--open', '--listen', 'here'], /--listen "here" is no address/],
    [
      'a peer on no port',
      ['peer', '--open', '--ports', '0'],
      /--ports "0" is not accepted; .* from 1 to 65535/,
    ],
    ['a peer for no network', ['peer', '--open', '--allow', 'office'], /office/],
    ['a group of commands alone', ['tables'], /needs one of: show, lint, diff/],
    ['a registration code in the place of a command', ['WSpdx+ABC12D'], /unknown command '\(code hidden\)'/],
  ])('%s: one line on standard error, exit 2', async (_name, args, wanted) => {
    const { code, stdout, stderr } = await program.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(wanted);
    expect(stderr).not.toContain('SECRET9');
    expect(stderr).toMatch(/^preflight: [^\n]+\n$/);
  });
});

/** /dev/full and /proc are Linux's. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;
onLinux('a place that does not take the result', () => {
  const long = ['tables', 'show', '--format', 'json'];

  test.each([['--version'], ['--help'], long, ['check', '--region', 'us-east-1', '--simulate', 'ready']])(
    'a full disk behind standard output costs no word: %s %s',
    async (...args) => {
      const { code, stderr } = await program.runRedirected(args, '> /dev/full');
      expect(stderr).toMatch(/^preflight: [^\n]*standard output could not be written[^\n]*\n$/);
      expect(code).toBe(3);
    },
    60_000,
  );

  test('a reader that has seen enough is no failure', async () => {
    expect(await program.runRedirected(long, '| head -c 1')).toEqual({ code: 0, stdout: '{', stderr: '' });
  });

  test('a folder in which nobody can make a file is refused before anything is sent', async () => {
    const check = ['check', '--region', 'us-east-1', '--simulate', 'ready', '--output', '/proc/x'];
    const { code, stdout, stderr } = await program.run(check);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^preflight: --output: cannot write "\/proc\/x"[^\n]*\n$/);
  });
});

/** Scripted networks: the whole program runs and nothing is sent. */
describe('a file from standard input', () => {
  const audit = ['audit', '-', '--region', 'eu-west-1'];

  test('is read from a pipe, bounded', async () => {
    writeFileSync(join(program.folder, 'open.csv'), 'destination,port,transport\nany,any,any\n');
    const { code, stdout, stderr } = await program.runRedirected(audit, '< open.csv');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('line 2: anywhere any transport any port');
    const long = await program.runRedirected(audit, '< <(head -c 30000000 /dev/zero)');
    expect({ code: long.code, stderr: long.stderr }).toEqual({
      code: 2,
      stderr: 'preflight: audit: standard input is larger than 20 MB, the most that is read\n',
    });
  });

  test('is nothing when it is closed', async () => {
    const { code, stderr } = await program.runRedirected(audit, '<&-');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^preflight: audit: .+\n$/);
  });
});

describe('no Region', () => {
  const run = (...args: string[]) =>
    program.run([...args, '--simulate', 'ready'], { PREFLIGHT_DATA: join(program.folder, 'data') });

  test('nothing is remembered: check measures every Region and takes the nearest', async () => {
    const { code, stdout } = await run('check', '--samples', '1');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^us-east-1, US East \(N\. Virginia\): nearest by round trip, \d+ ms; --region for\s/,
    );
    const plan = await run('plan');
    expect(plan.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^No Region was given: check measures the health check/,
    );
  }, 60_000);

  test('the Region of the last check is remembered; every form but text says it beside the document', async () => {
    mkdirSync(join(program.folder, 'data'), { recursive: true });
    writeFileSync(join(program.folder, 'data', 'settings.json'), '{ "lastRegion": "eu-west-1" }');
    const { code, stdout, stderr } = await run('check', '--samples', '1', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ request: { regions: ['eu-west-1'], samples: 1 } });
    expect(stderr).toBe(
      'eu-west-1, Europe (Ireland): the Region of the last check on this computer; --region for yours\n',
    );
    const line = /^eu-west-1, Europe \(Ireland\): the Region of the last check/;
    expect((await run('plan')).stdout).toMatch(line);
  }, 60_000);

  test('a remembered Region that the tables do not have, or that lacks the protocol, is passed over', async () => {
    for (const lastRegion of ['eu-nowhere-1', 'us-east-2']) {
      writeFileSync(join(program.folder, 'data', 'settings.json'), JSON.stringify({ lastRegion }));
      const { code, stdout } = await run(
        'check',
        '--protocol',
        'pcoip',
        '--samples',
        '1',
        '-f',
        'json',
        '-q',
      );
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ request: { regions: ['us-east-1'] } });
    }
  }, 60_000);
});

describe('check --simulate', () => {
  const check = ['check', '--region', 'us-east-1', '--samples', '1', '--format', 'json', '--simulate'];

  test.each([
    ['ready exits 0', [...check, 'ready'], 0],
    ['one protocol shut exits 1', [...check, 'pcoip-blocked'], 1],
    ['the other one alone exits 0', [...check, 'pcoip-blocked', '--protocol', 'dcv'], 0],
    ['ready with limits exits 0', [...check, 'slow'], 0],
    ['ready with limits and --strict exits 1', [...check, 'slow', '--strict'], 1],
    ['not ready exits 1', [...check, 'offline'], 1],
  ])(
    '%s, with one valid document on standard output and nothing on standard error',
    async (_name, args, wanted) => {
      const { code, stdout, stderr } = await program.run(args);
      expect({ code, stderr }).toEqual({ code: wanted, stderr: '' });
      expect(validateReport(JSON.parse(stdout))).toMatchObject({ ok: true });
    },
    60_000,
  );

  test('a config file that was found is named in the report and on request', async () => {
    writeFileSync(join(program.folder, 'preflight.config.json'), '{ "samples": 1 }');
    const { stdout } = await program.run([...check, 'ready']);
    const shapedBy = [{ kind: 'config', name: 'preflight.config.json' }];
    expect(JSON.parse(stdout)).toMatchObject({ request: { shapedBy } });
    const told = await program.run(['check', '--region', 'us-east-1', '--simulate', 'ready', '-v']);
    expect(told.stdout.replaceAll(/\s+/g, ' ')).toContain('config file preflight.config.json');
  }, 60_000);

  test('Ctrl-C ends the run with its report and 130', async () => {
    // The note about the config file is the first thing that a run says: from then on Ctrl-C is heard.
    writeFileSync(join(program.folder, 'preflight.config.json'), '{ "samples": 1 }');
    const { code, stdout } = await program.interruptAtFirstWord([...check, 'lossy-wifi']);
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ completed: false, completedBecause: 'cancelled' });
  }, 60_000);
});

describe('a standard stream that cannot be opened', () => {
  /** As Windows does with a handle that is none: the getter throws. */
  const broken = (name: string): Record<string, string> => {
    const file = join(program.folder, `broken-${name}.cjs`);
    const thrown = `throw Object.assign(new Error('EBADF: bad file descriptor'), { code: 'EBADF' })`;
    writeFileSync(file, `Object.defineProperty(process, '${name}', { get() { ${thrown}; } });\n`);
    return { NODE_OPTIONS: `--require=${file}` };
  };
  const SENTENCE = 'preflight: the program could not start: EBADF: bad file descriptor\n';

  test.each([
    ['stdout', ['regions', '--help']],
    ['stdout', ['--version']],
    ['stderr', ['check', '--region', 'us-east-1', '--simulate', 'ready']],
  ])('%s: one sentence and exit 3, never "not ready"', async (name, args) => {
    expect(await program.run(args, broken(name))).toEqual({ code: 3, stdout: '', stderr: SENTENCE });
  });

  test('standard input is not opened by a command that does not read it', async () => {
    const { code } = await program.run(['rules', '--region', 'us-east-1'], broken('stdin'));
    expect(code).toBe(0);
  });
});

test('a file gets no colours, whatever a library would guess in CI', async () => {
  const args = ['check', '--region', 'us-east-1', '--samples', '1', '--simulate', 'ready'];
  const { stdout } = await program.run(args, { CI: '1', TERM: 'xterm-256color' });
  expect(stdout).toContain('Ready');
  expect(stdout).not.toContain('\u001b');
});

test('the argument that makes a program its own look-up child is nobody else’s', async () => {
  const { code, stderr } = await program.run(['--internal-look-up'], { PREFLIGHT_LOOK_UP_FOR: '1' });
  expect({ code, stderr }).toMatchObject({ code: 2 });
  expect(stderr).toMatch(/unknown option/);
});
