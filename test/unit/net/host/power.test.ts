import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { batteryOfPmset, meteredOfNmcli, readPowerAndLine } from '../../../../src/net/host/power.ts';
import { fakeCommands } from '../fake-commands.ts';

const options = { timeoutMs: 1000, signal: new AbortController().signal };

async function onLinux(supplies: Readonly<Record<string, Readonly<Record<string, string>>>>, nmcli = '') {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-'));
  for (const [name, files] of Object.entries(supplies)) {
    await mkdir(join(folder, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), `${text}\n`);
  }
  const commands = fakeCommands(nmcli === '' ? {} : { nmcli });
  const read = await readPowerAndLine({ platform: 'linux', commands, supplies: folder }, options);
  await rm(folder, { recursive: true });
  return read;
}

test('a laptop on its battery, and on the mains', async () => {
  const battery = { type: 'Battery', status: 'Discharging' };
  expect((await onLinux({ BAT0: battery, AC: { type: 'Mains', online: '0' } })).battery).toBe(true);
  expect((await onLinux({ BAT0: battery, AC: { type: 'Mains', online: '1' } })).battery).toBe(false);
});

test('the battery of a mouse is not the machine’s; a machine without any is not on battery', async () => {
  const mouse = { type: 'Battery', status: 'Discharging', scope: 'Device' };
  expect((await onLinux({ hid: mouse })).battery).toBe(false);
  expect(await onLinux({})).toEqual({ battery: false, metered: null });
});

test('only connected devices say whether the line is metered', () => {
  expect(meteredOfNmcli('no (guessed)\n100 (connected)\n\nunknown\n10 (unmanaged)\n')).toBe(false);
  expect(meteredOfNmcli('yes\n20 (unavailable)\n\nno\n100 (connected)\n')).toBe(false);
  expect(meteredOfNmcli('yes (guessed)\n100 (connected)\n')).toBe(true);
  expect(meteredOfNmcli('unknown\n100 (connected)\n')).toBeNull();
  expect(meteredOfNmcli('')).toBeNull();
});

test('pmset names the source; other words are not known', () => {
  expect(batteryOfPmset("Now drawing from 'Battery Power'\n -InternalBattery-0\t93%; discharging")).toBe(
    true,
  );
  expect(batteryOfPmset("Now drawing from 'AC Power'\n")).toBe(false);
  expect(batteryOfPmset('')).toBeNull();
});

test('a system that does not tell is not known, and nothing is asked there', async () => {
  const commands = fakeCommands({});
  expect(await readPowerAndLine({ platform: 'win32', commands }, options)).toEqual({
    battery: null,
    metered: null,
  });
  expect(commands.asked).toEqual([]);
});
