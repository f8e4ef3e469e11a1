import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CONFIG_FILE, mergeOptions, optionsOfConfig, readConfig } from '../../../src/cli/config-file.ts';
import type { CommandContext } from '../../../src/cli/command-context.ts';
import type { CommandDefinition } from '../../../src/cli/command-definition.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { withConfig } from '../../../src/cli/with-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'preflight-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string): string {
  const path = join(folder, `${Math.abs(text.length * 31 + text.charCodeAt(0))}-${text.length}.json`);
  writeFileSync(path, text);
  return path;
}

describe('optionsOfConfig', () => {
  test('gives every key the name and form of its option', () => {
    const options = optionsOfConfig(
      {
        $schema: 'x',
        region: ['us-east-1', 'us-west-2'],
        deadline: 30,
        strict: true,
        quiet: false,
        directoryId: 'd-0123456789',
      },
      '/etc',
    );
    expect(Object.fromEntries(options)).toEqual({
      region: ['us-east-1', 'us-west-2'],
      deadline: ['30'],
      strict: ['true'],
      'directory-id': ['d-0123456789'],
    });
  });

  test('files are taken from the folder of the config file', () => {
    expect(optionsOfConfig({ overlay: 'ours.json' }, '/etc/preflight').get('overlay')).toEqual([
      '/etc/preflight/ours.json',
    ]);
  });
});

describe('mergeOptions', () => {
  const config = new Map([
    ['region', ['us-east-1']],
    ['samples', ['5']],
    ['also', ['a.example']],
  ]);
  const known = new Set(['region', 'samples', 'registration-code']);

  test.each([
    ['the command line wins', new Map([['samples', ['9']]]), { region: ['us-east-1'], samples: ['9'] }],
    [
      'a registration code takes the place of the Regions',
      new Map([['registration-code', ['x']]]),
      { samples: ['5'], 'registration-code': ['x'] },
    ],
    ['what the command does not know is left out', new Map(), { region: ['us-east-1'], samples: ['5'] }],
  ])('%s', (_name, typed, wanted) => {
    expect(Object.fromEntries(mergeOptions(typed as Map<string, string[]>, config, known))).toEqual(wanted);
  });
});

describe('readConfig', () => {
  test.each([
    ['a file that is not there', join(folder, 'gone.json'), /no such file/],
    ['no JSON', written('{'), /is no JSON/],
    ['an unknown key', written('{"regoin": ["us-east-1"]}'), /regoin/],
    ['a registration code', written('{"registrationCode": "WSpdx+ABC12D"}'), /registrationCode/],
    ['a number where a text belongs', written('{"protocol": 4172}'), /protocol/],
  ])('refuses %s in one line', async (_name, path, wanted) => {
    const error = await readConfig(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toMatch(wanted);
    expect((error as UsageError).message).not.toMatch(/\n|ABC12D/);
  });
});

describe('a file that was only found in the current folder', () => {
  const context = (stderr: string[]) =>
    ({
      cwd: folder,
      env: {},
      stderr: { write: (text: string) => Promise.resolve(void stderr.push(text)) },
    }) as unknown as CommandContext;
  const definition = {
    options: [{ name: 'config' }, { name: 'quiet' }, { name: 'samples' }, { name: 'proxy' }],
  } as unknown as CommandDefinition;

  test('is announced also where it says quiet', async () => {
    writeFileSync(join(folder, CONFIG_FILE), '{"quiet": true, "samples": 9}');
    const said: string[] = [];
    const given = await withConfig(new Map([['quiet', ['true']]]), definition, context(said));
    expect(given.get('samples')).toEqual(['9']);
    expect(said.join('')).toMatch(/^Options from preflight\.config\.json of this folder are used\.\n$/);
  });

  test.each(['', '{', '{"regions": ["us-east-1"]}'])(
    'is not announced where it is refused: %p',
    async (text) => {
      writeFileSync(join(folder, CONFIG_FILE), text);
      const said: string[] = [];
      await expect(withConfig(new Map(), definition, context(said))).rejects.toBeInstanceOf(UsageError);
      expect(said).toEqual([]);
    },
  );

  test.each([
    ['proxy', '"http://evil.example:3128"'],
    ['publicRoots', '"roots.pem"'],
    ['overlay', '"o.json"'],
    ['stun', '"evil.example"'],
    ['peer', '["stun:evil.example"]'],
    ['peerScope', '"service"'],
    ['assumeUdpAnswers', 'true'],
  ])('may not set %s, and the same file named may', async (key, value) => {
    const path = join(folder, CONFIG_FILE);
    writeFileSync(path, `{"quiet": true, "${key}": ${value}}`);
    const error = await withConfig(new Map(), definition, context([])).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toMatch(new RegExp(`sets "${key}".*--config`));
    expect((await readConfig(path)).size).toBe(2);
  });
});
