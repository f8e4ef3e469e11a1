/** The built program as a child process: help, version and usage errors. Nothing here reaches the network. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { listCommands } from '../../../src/cli/list-commands.ts';
import { buildProgram, type BuiltProgram } from './built-program.ts';

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
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
    ['a registration code in the place of a command', ['WSpdx+ABC12D'], /unknown command '\(code hidden\)'/],
  ])('%s: one line on standard error, exit 2', async (_name, args, wanted) => {
    const { code, stdout, stderr } = await program.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(wanted);
    expect(stderr).toMatch(/^preflight: [^\n]+\n$/);
  });
});
