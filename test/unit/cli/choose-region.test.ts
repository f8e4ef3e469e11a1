/** The Region of a check without one: what is asked first, what is passed over, and what is kept for the next time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { choiceLine, rememberCheck, rememberedRegion } from '../../../src/cli/choose-region.ts';
import type { Invocation } from '../../../src/cli/command-definition.ts';
import { acceptOptions, type RunSetup } from '../../../src/cli/run-setup.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const tables = loadTables();
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-region-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const setupOf = (...regions: string[]): RunSetup => ({
  tables,
  ...acceptOptions(new Map([['region', regions]]), tables),
});

function remembered(
  proposedRegion?: () => Promise<string | null>,
  more: readonly (readonly [string, readonly string[]])[] = [],
) {
  const context = { env: { PREFLIGHT_DATA: folder }, ...(proposedRegion ? { proposedRegion } : {}) };
  return rememberedRegion(
    { args: [], options: new Map(more), context } as unknown as Invocation,
    setupOf('all'),
  );
}

test('nothing is remembered at first', async () => {
  expect(await remembered()).toBeNull();
  expect(await remembered(() => Promise.resolve(null))).toBeNull();
});

test('a check of one real Region is remembered; all Regions, and demonstrations, are not', async () => {
  const env = { PREFLIGHT_DATA: folder };
  const { way, ...setup } = setupOf('eu-west-1');
  await rememberCheck({ ...setup, way: { ...way, scenario: 'ready' } }, env);
  await rememberCheck(setupOf('all'), env);
  expect(await remembered()).toBeNull();
  await rememberCheck({ ...setup, way }, env);
  const choice = await remembered();
  expect(choice).toEqual({ code: 'eu-west-1', why: 'last-check', rttMs: null });
  // A file stands where the folder would be: nothing is kept, and nothing fails.
  await rememberCheck(setupOf('us-east-2'), { PREFLIGHT_DATA: join(folder, 'settings.json') });
});

test('the registration of the client goes first, unless it cannot be read or does not fit', async () => {
  const client = () => Promise.resolve('us-east-2');
  expect(await remembered(client)).toMatchObject({ code: 'us-east-2', why: 'client' });
  expect(await remembered(client, [['protocol', ['pcoip']]])).toMatchObject({ why: 'last-check' });
  expect(await remembered(() => Promise.reject(new Error('locked')))).toMatchObject({ why: 'last-check' });
});

test.each([
  ['client', 'the Region of the registration that the WorkSpaces client keeps here'],
  ['none-answers', 'no Region answered, so the first one is checked'],
] as const)('the line says how it was found: %s', (why, words) => {
  expect(choiceLine({ code: 'us-east-2', why, rttMs: null }, setupOf('all'), 'en')).toBe(
    `us-east-2, US East (Ohio): ${words}; --region for yours`,
  );
});
