/** The person's settings, in one file. A file that cannot be read or does not fit counts as none: the defaults hold. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, settings as settingsSchema, type Settings } from '../contract/settings.ts';
import { parseBoundedJson } from '../core/bounded-json.ts';
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
      const kept = parseBoundedJson(await readFile(path, 'utf8'));
      return settingsSchema.parse({
        ...DEFAULT_SETTINGS,
        ...(kept.ok && typeof kept.value === 'object' ? kept.value : {}),
      });
    } catch {
      return DEFAULT_SETTINGS;
    }
  };
  const change = async (part: SettingsChange): Promise<Settings> => {
    const given = Object.entries(part).filter(([, value]) => value !== undefined);
    const changed = settingsSchema.parse({ ...(await get()), ...Object.fromEntries(given) });
    await writeAtomically(path, `${JSON.stringify(changed, null, 2)}\n`);
    return changed;
  };
  // One after the other: two that read at once would lose one of their changes.
  let last: Promise<unknown> = Promise.resolve();
  return {
    get,
    change(part) {
      const changed = last.then(() => change(part));
      last = changed.catch(() => undefined);
      return changed;
    },
  };
}
