import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clientFolder, type ClientPlace } from '../../../src/core/client-files.ts';
import { proposedRegion } from '../../../src/regions/saved-registrations.ts';
import { loadTables } from '../../../src/regions/tables.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(os.tmpdir(), 'preflight-registrations-'));
});
afterEach(() => rmSync(home, { recursive: true }));

async function proposed(
  files: Readonly<Record<string, unknown>>,
  platform = 'win32',
): Promise<string | null> {
  const place: ClientPlace = { platform, env: {}, home };
  const folder = clientFolder(place);
  if (folder === null) throw new Error('no folder');
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(files))
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return (await proposedRegion(loadTables(), place))?.code ?? null;
}

const FRA = { RegistrationCode: 'WSfra+AB12CD', RegionKey: 'FRA', OrgName: 'Example' };
const DUB = { registrationCode: 'wsdub+ZZ99ZZ' };

describe('the Region of the saved registrations', () => {
  test.each([
    ['one registration', { 'RegistrationList.json': [FRA] }, 'eu-central-1'],
    ['keys in other capitals', { 'RegistrationList.json': [DUB] }, 'eu-west-1'],
    ['the spelling of the user guide', { 'RegisterationList.json': [DUB] }, 'eu-west-1'],
    ['two of one Region', { 'RegistrationList.json': [FRA, FRA] }, 'eu-central-1'],
    ['two of two Regions: nobody knows which', { 'RegistrationList.json': [FRA, DUB] }, null],
    [
      'the one in use decides',
      { 'RegistrationList.json': [FRA, DUB], 'UserSettings.json': { CurrentRegistration: 'wsdub+ZZ99ZZ' } },
      'eu-west-1',
    ],
    [
      'the one in use as an entry',
      { 'RegistrationList.json': [FRA, DUB], 'UserSettings.json': { CurrentRegistration: FRA } },
      'eu-central-1',
    ],
    [
      'a fully qualified code tells its Region by the key',
      { 'RegistrationList.json': [{ RegistrationCode: 'desk.example.com', RegionKey: 'us-west-2' }] },
      'us-west-2',
    ],
    ['a code of nowhere', { 'RegistrationList.json': [{ RegistrationCode: 'WSxxx+AB12CD' }] }, null],
    [
      'the one in use is of nowhere: another one is not in use',
      { 'RegistrationList.json': [FRA], 'UserSettings.json': { CurrentRegistration: 'WSxxx+AB12CD' } },
      null,
    ],
    [
      'the one in use is a name that no entry has',
      { 'RegistrationList.json': [FRA], 'UserSettings.json': { CurrentRegistration: 'desk.example.com' } },
      null,
    ],
    [
      'the one in use in other capitals has its key in the list',
      {
        'RegistrationList.json': [FRA, { RegistrationCode: 'Desk.Example.com', RegionKey: 'us-west-2' }],
        'UserSettings.json': { currentRegistration: 'desk.example.com' },
      },
      'us-west-2',
    ],
    [
      'none in use: the list decides',
      { 'RegistrationList.json': [DUB], 'UserSettings.json': { CurrentRegistration: '' } },
      'eu-west-1',
    ],
    [
      'one that tells no Region beside one that does',
      { 'RegistrationList.json': [FRA, { RegistrationCode: 'desk.example.com' }] },
      null,
    ],
    ['no JSON', { 'RegistrationList.json': 'AB' }, null],
    ['another shape', { 'RegistrationList.json': { a: 1 }, 'UserSettings.json': [3] }, null],
    ['nothing', {}, null],
  ])('%s', async (_why, files, wanted) => {
    expect(await proposed(files)).toBe(wanted);
  });

  test.each(['darwin', 'linux'])('%s has a folder of its own', async (platform) => {
    expect(await proposed({ 'RegistrationList.json': [FRA] }, platform)).toBe('eu-central-1');
  });

  test('a system that nobody knows proposes nothing', async () => {
    expect(await proposedRegion(loadTables(), { platform: 'freebsd', env: {}, home })).toBeNull();
  });
});
