import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CommandDefinition } from '../../../src/cli/command-definition.ts';
import { COMMANDS as REAL_COMMANDS } from '../../../src/cli/commands/index.ts';
import { completionPlaces } from '../../../src/cli/completion-model.ts';
import { SHELLS, renderCompletion } from '../../../src/cli/render-completion.ts';
import { describeUnless, whyMissing } from '../../setup/describe-unless.ts';

const base = { description: [], examples: [], exits: [], load: () => Promise.reject(new Error('not run')) };
const COMMANDS: readonly CommandDefinition[] = [
  {
    ...base,
    name: 'check',
    summary: "this computer's check: all of it",
    options: [
      { name: 'region', value: 'CODE', repeatable: true, help: 'the Region' },
      { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], help: 'form' },
      { name: 'deadline', value: 'SECONDS', help: 'time' },
      { name: 'strict', help: 'be strict' },
    ],
  },
  {
    name: 'tables',
    summary: 'the tables',
    description: [],
    examples: [],
    exits: [],
    subcommands: [{ ...base, name: 'show', summary: 'print them' }],
  },
];
const PLACES = completionPlaces(COMMANDS, ['us-east-1', 'us-west-2']);

/** What bash offers when Tab is pressed behind the last word. */
function bashOffers(...words: string[]): string[] {
  const script = `${renderCompletion('bash', PLACES)}
COMP_WORDS=(preflight "$@"); COMP_CWORD=$#; _preflight; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  test.each([
    ['commands and options of the program', [''], ['check', 'tables', '--help', '--version', '--licenses']],
    ['a command by its first letter', ['ch'], ['check']],
    ['subcommands', ['tables', ''], ['show', '--help']],
    ['options of a command', ['check', '--s'], ['--strict']],
    ['the words of an option', ['check', '--format', ''], ['text', 'json']],
    ['the same behind the short form', ['check', '-f', 'j'], ['json']],
    ['Region codes', ['check', '--region', 'us-e'], ['us-east-1']],
    ['nothing where the value is free', ['check', '--deadline', ''], []],
  ])('offers %s', (_name, words, wanted) => {
    expect(bashOffers(...words)).toEqual(wanted);
  });
});

test.each(SHELLS)('%s: names every command and quotes what the help says', (shell) => {
  const script = renderCompletion(shell, PLACES);
  for (const word of ['check', 'tables', 'show', 'strict']) expect(script).toContain(word);
  expect(script).not.toContain("'this computer's");
});

const folder = mkdtempSync(join(tmpdir(), 'preflight-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function scriptFile(shell: 'zsh' | 'fish', places: typeof PLACES): string {
  const path = join(folder, `preflight.${shell}`);
  writeFileSync(path, renderCompletion(shell, places));
  return path;
}

/** With the real commands: their help texts are what could break the quoting. */
function expectNoComplaint(shell: 'zsh' | 'fish', readOnly: string): void {
  const path = scriptFile(shell, completionPlaces(REAL_COMMANDS, ['us-east-1']));
  const run = spawnSync(shell, [readOnly, path], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
}

describeUnless(whyMissing('zsh'), 'zsh itself', () => {
  test('reads the script without an error', () => expectNoComplaint('zsh', '-n'));
});

describeUnless(whyMissing('fish'), 'fish itself', () => {
  test('reads the script without an error', () => expectNoComplaint('fish', '--no-execute'));

  test('offers the words of an option', () => {
    const ask = `source ${scriptFile('fish', PLACES)}; complete -C 'preflight check --format '`;
    const out = execFileSync('fish', ['--no-config', '-c', ask], { encoding: 'utf8', cwd: folder });
    expect(out.trim().split('\n').sort()).toEqual(['json\tform', 'text\tform']);
  });
});
