/** The person's settings, in one file. A file that cannot be read or does not fit counts as none: the defaults hold. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, settings as settingsSchema, type Settings } from '../contract/settings.ts';
import { writeAtomically } from '../core/write-atomically.ts';

/** A field that is absent or undefined stays as it is. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export interface SettingsStore {
  get(): Promise<Settings>;
  /** Merges and keeps; the whole is checked again. */
  change(part: SettingsChange): Promise<Settings>;
}

export function settingsStore(folder: string): SettingsStore {
  const path = join(folder, 'settings.json');
  const get = async (): Promise<Settings> => {
    try {
      const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
      return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...(kept as object) });
    } catch {
      return DEFAULT_SETTINGS;
    }
  };
  return {
    get,
    async change(part) {
      const given = Object.entries(part).filter(([, value]) => value !== undefined);
      const changed = settingsSchema.parse({ ...(await get()), ...Object.fromEntries(given) });
      await writeAtomically(path, `${JSON.stringify(changed, null, 2)}\n`);
      return changed;
    },
  };
}
