/** What is locked holds against everything; what is not an administrator's counts as refused; ceilings stay. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { mergePolicy, SENDING } from '../../../src/cli/policy-here.ts';
import { retentionOf } from '../../../src/history/keep.ts';
import {
  POLICY_KEYS,
  policySchema,
  shownValue,
  underPolicy,
  type Policy,
} from '../../../src/policy/policy.ts';
import { parsePolicy, readPolicy } from '../../../src/policy/read-policy.ts';

const made = (keys: object): Policy => policySchema.parse({ schema: 'preflight.policy/1', ...keys });
const locked = <T>(value: T) => ({ value, locked: true });
const watch = {
  command: 'watch',
  known: new Set(['region', 'registration-code', 'interval', 'quick', 'simulate', 'redaction']),
};
const given = (options: Readonly<Record<string, string>>) =>
  new Map(Object.entries(options).map(([flag, value]) => [flag, [value]] as const));
const merged = (options: Readonly<Record<string, string>>, policy: Policy) => {
  const { options: after, overruled } = mergePolicy(given(options), policy, watch);
  return { ...Object.fromEntries([...after].map(([flag, values]) => [flag, values.join()])), overruled };
};

test('a locked key wins over what was typed and is told; another one is a proposal', () => {
  const policy = made({ interval: locked(60), quick: { value: 300 }, region: { value: ['eu-west-1'] } });
  expect(merged({ interval: '5' }, policy)).toEqual({
    interval: '60',
    quick: '300',
    region: 'eu-west-1',
    overruled: ['--interval'],
  });
  expect(merged({ quick: '60', region: 'us-east-1' }, policy)).toEqual({
    interval: '60',
    quick: '60',
    region: 'us-east-1',
    overruled: [],
  });
  expect(merged({ 'registration-code': 'WSpdx+ABC12D' }, policy)).not.toHaveProperty('region');
  const shut = made({ region: locked(['eu-west-1']) });
  expect(merged({ 'registration-code': 'WSpdx+ABC12D' }, shut)).toEqual({
    region: 'eu-west-1',
    overruled: ['--registration-code'],
  });
});

test('a bundle says at most what the policy lets it, also unasked', () => {
  expect(merged({ redaction: 'full' }, made({ redaction: { value: 'standard' } }))).toMatchObject({
    redaction: 'standard',
  });
  expect(merged({}, made({ redaction: { value: 'minimal' } }))).toMatchObject({ redaction: 'minimal' });
  expect(merged({ redaction: 'minimal' }, made({ redaction: { value: 'standard' } }))).toMatchObject({
    redaction: 'minimal',
    overruled: [],
  });
});

test('checks that are switched off: each command that sends refuses, a demonstration goes on', () => {
  const policy = made({ probing: { value: 'off' } });
  for (const command of SENDING)
    expect(() => mergePolicy(new Map(), policy, { command, known: new Set() })).toThrow(/switched off/);
  expect(merged({ simulate: 'ready' }, policy)).toMatchObject({ simulate: 'ready' });
  for (const name of SENDING) expect(COMMANDS.map((command) => command.name)).toContain(name);
});

test('a page passes the same place', () => {
  const policy = made({ region: locked(['eu-west-1']), samples: locked(3), protocol: { value: 'dcv' } });
  expect(
    underPolicy({ region: ['us-east-1'], samples: 99, registrationCode: 'WSpdx+ABC12D' }, policy),
  ).toEqual({ region: ['eu-west-1'], samples: 3, protocol: 'dcv' });
  expect(
    underPolicy({ registrationCode: 'WSpdx+ABC12D' }, made({ region: { value: ['eu-west-1'] } })),
  ).toEqual({ registrationCode: 'WSpdx+ABC12D' });
});

test.each([
  ['an unknown key', { packetsPerHour: { value: 1 } }],
  ['more packets than the program sends', { packetsPerMinute: { value: 201 } }],
  ['a shorter interval', { interval: { value: 1 } }],
  ['longer than the program keeps', { rawDays: { value: 36 } }],
  ['a bundle with everything', { redaction: { value: 'full' } }],
  ['a bare value', { interval: 30 }],
  ['a key of a key', { interval: { value: 30, lock: true } }],
])('%s is refused, by name', (_name, keys) => {
  const read = parsePolicy(JSON.stringify({ schema: 'preflight.policy/1', ...keys }), 'p');
  expect(read).toMatchObject({
    kind: 'refused',
    problem: expect.stringContaining(Object.keys(keys)[0] ?? '') as unknown,
  });
});

test('retention shortens and never lengthens', () => {
  expect(retentionOf(made({ rawDays: { value: 7 } }))).toMatchObject({ rawDays: 7, rollupMonths: 13 });
  expect(retentionOf({ rawDays: { value: 400 } })).toMatchObject({ rawDays: 35 });
});

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const commands = { run: () => Promise.reject(new Error('no program is needed')) };
const read = (path: string, owner = userInfo().uid) =>
  readPolicy({ platform: 'linux', commands, file: { path, owner } });

test('a file counts where it is its owner’s alone', async () => {
  const own = join(folder, 'own');
  mkdirSync(own, { mode: 0o755 });
  const path = join(own, 'policy.json');
  expect(await read(path)).toMatchObject({ kind: 'read', isThere: false });
  writeFileSync(path, JSON.stringify(made({ interval: locked(30) })), { mode: 0o644 });
  expect(await read(path)).toMatchObject({
    kind: 'read',
    isThere: true,
    policy: { interval: { value: 30, locked: true } },
  });
  expect(await read(path, userInfo().uid + 1)).toMatchObject({ kind: 'refused' });
  chmodSync(path, 0o664);
  expect(await read(path)).toMatchObject({
    kind: 'refused',
    problem: expect.stringMatching(/^it must/) as unknown,
  });
  chmodSync(path, 0o644);
  chmodSync(own, 0o777);
  expect(await read(path)).toMatchObject({
    kind: 'refused',
    problem: expect.stringMatching(/^its folder must/) as unknown,
  });
  chmodSync(own, 0o755);
  symlinkSync(path, join(own, 'link.json'));
  expect(await read(join(own, 'link.json'))).toMatchObject({ kind: 'refused' });
  writeFileSync(path, '{');
  expect(await read(path)).toMatchObject({ kind: 'refused', problem: 'it is no JSON' });
});

test('Windows: the value of the registry as reg.exe prints it', async () => {
  const answer = (exitCode: number, stdout: string) =>
    readPolicy({
      platform: 'win32',
      commands: { run: () => Promise.resolve({ exitCode, stdout, stderr: '', failure: null }) },
    });
  expect(await answer(1, '')).toMatchObject({ kind: 'read', isThere: false });
  const text = JSON.stringify(made({ quick: locked(120) }));
  const head = '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Preflight\r\n';
  expect(await answer(0, `${head}    Policy    REG_SZ    ${text}\r\n\r\n`)).toMatchObject({
    kind: 'read',
    policy: { quick: { value: 120 } },
  });
  expect(await answer(0, `${head}    Policy    REG_DWORD    0x1\r\n\r\n`)).toMatchObject({ kind: 'refused' });
});

test('a drop is shown by its place and its caps, never by what signs its link', () => {
  const url = 'https://drop.example.com/SECRET/{sha256}.zip?sig=SECRET';
  const policy = made({ drop: locked({ url, perDay: 3 }) });
  expect(shownValue(policy, 'drop')).toBe('drop.example.com, level standard, at most 3 and 1000 kB a day');
  expect(POLICY_KEYS.map((key) => shownValue(policy, key)).join()).not.toContain('SECRET');
  const refused = parsePolicy(
    JSON.stringify({
      schema: 'preflight.policy/1',
      drop: { value: { url: 'http://SECRET.example.com/{sha256}' } },
    }),
    'p.json',
  );
  expect(refused).toMatchObject({ kind: 'refused' });
  expect(JSON.stringify(refused)).not.toContain('SECRET');
});

test('the key and the site of a policy reach every bundle that check makes', () => {
  const policy = made({ bundleKey: locked('/etc/preflight/tag.key'), site: { value: 'Berlin' } });
  const check = { command: 'check', known: new Set(['bundle', 'bundle-key', 'site', 'redaction']) };
  const { options } = mergePolicy(given({ 'bundle-key': 'mine.key', site: 'Home' }), policy, check);
  expect([options.get('bundle-key'), options.get('site')]).toEqual([['/etc/preflight/tag.key'], ['Home']]);
});
