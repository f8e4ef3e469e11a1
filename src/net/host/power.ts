/** Whether this machine runs on battery and whether its line is paid by volume. Null: the system does not tell. Nothing is sent. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallOptions, CommandRunner } from '../../probes/ports.ts';

export interface PowerAndLine {
  readonly battery: boolean | null;
  readonly metered: boolean | null;
}

export interface PowerDoors {
  readonly platform: NodeJS.Platform;
  readonly commands: CommandRunner;
  /** Folder of the kernel's power supplies; for tests. */
  readonly supplies?: string;
}

/** Linux: sysfs and NetworkManager. macOS: pmset. Elsewhere neither is known. */
export async function readPowerAndLine(doors: PowerDoors, options: CallOptions): Promise<PowerAndLine> {
  if (doors.platform === 'darwin') {
    const { stdout } = await doors.commands.run('pmset', ['-g', 'batt'], options);
    return { battery: batteryOfPmset(stdout), metered: null };
  }
  if (doors.platform !== 'linux') return { battery: null, metered: null };
  const [battery, line] = await Promise.all([
    batteryOfLinux(doors.supplies ?? '/sys/class/power_supply'),
    doors.commands.run('nmcli', ['-t', '-g', 'GENERAL.METERED,GENERAL.STATE', 'device', 'show'], options),
  ]);
  return { battery, metered: meteredOfNmcli(line.stdout) };
}

/** First line: `Now drawing from 'Battery Power'` or `'AC Power'` (pmset(1)). */
export function batteryOfPmset(text: string): boolean | null {
  const [, source] = /Now drawing from '(AC|Battery|UPS) Power'/.exec(text) ?? [];
  return source === undefined ? null : source !== 'AC';
}

/** Blocks of two lines a device, the metered one first: `yes (guessed)` and `100 (connected)`. Only connected devices count. */
export function meteredOfNmcli(text: string): boolean | null {
  const blocks = text.split(/\n\s*\n/).map((block) => block.trim().split('\n'));
  const states = blocks.flatMap(([metered = '', state = '']) => (state.startsWith('100') ? [metered] : []));
  const known = states.filter((word) => /^(?:yes|no)/.test(word));
  return known.length === 0 ? null : known.some((word) => word.startsWith('yes'));
}

/** On battery: a battery of the machine discharges and no mains supply is online (kernel, sysfs-class-power). */
async function batteryOfLinux(folder: string): Promise<boolean | null> {
  const read = (name: string, file: string): Promise<string | null> =>
    readFile(join(folder, name, file), 'utf8').then(
      (text) => text.trim(),
      () => null,
    );
  const names = (await readdir(folder).catch(() => null))?.slice(0, 20) ?? null;
  if (names === null) return null;
  const supplies = await Promise.all(
    names.map(async (name) => ({
      type: await read(name, 'type'),
      online: await read(name, 'online'),
      status: await read(name, 'status'),
      scope: await read(name, 'scope'),
    })),
  );
  if (supplies.some(({ type, online }) => (type === 'Mains' || type === 'USB') && online === '1'))
    return false;
  // The battery of a mouse is not the machine's.
  const own = supplies.filter(({ type, scope }) => type === 'Battery' && scope !== 'Device');
  return own.length === 0 ? false : own.some(({ status }) => status === 'Discharging');
}
