/**
 * `preflight.config.json`: options written down once for an organisation or a pipeline. The command line wins over it. It has no
 * registration code: that is a secret of a person and does not belong in a file.
 */
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { readInputJson } from '../regions/read-input-file.ts';
import { asked } from '../request/asked.ts';
import { flagOf } from '../request/refusal.ts';
import { SWITCHED_ON, type GivenOptions } from './given-options.ts';
import { accepted } from './read-input-file.ts';
import { UsageError } from './usage-error.ts';

export const CONFIG_FILE = 'preflight.config.json';
const MAX_BYTES = 1_000_000;

const text = z.string().max(1000);
const texts = z.array(text).max(100);

export const configSchema = asked.omit({ registrationCode: true, simulate: true, systemTrust: true }).extend({
  /** For editors; ignored. */
  $schema: text.optional(),
  publicRoots: text.optional(),
  peerKeyFile: text.optional(),
  overlay: text.optional(),
  calibration: texts.optional(),
  bundleKey: text.optional(),
  site: text.optional(),
  strict: z.boolean().optional(),
  quiet: z.boolean().optional(),
});
export type Config = z.infer<typeof configSchema>;

/** Keys whose values are files. */
const FILE_KEYS: ReadonlySet<string> = new Set([
  'publicRoots',
  'peerKeyFile',
  'overlay',
  'calibration',
  'bundleKey',
]);

/** What says whom to trust, where to send and who can read the tags: a file that merely lies in the current folder may be a stranger's. */
const NAMED_ONLY: readonly (keyof Config)[] = [
  'proxy',
  'publicRoots',
  'overlay',
  'stun',
  'peer',
  'peerScope',
  'peerKeyFile',
  'assumeUdpAnswers',
  'bundleKey',
];

/**
 * The options of a config file, as if they had been typed; files are taken from the folder of the config file. `isNamed`: the person named the
 * file; one that was only found may not set everything. Throws UsageError.
 */
export async function readConfig(path: string, isNamed = true): Promise<GivenOptions> {
  const read = await readInputJson(path, { schema: configSchema, limitBytes: MAX_BYTES });
  const config = accepted(isNamed ? '--config' : CONFIG_FILE, read);
  const refused = isNamed ? undefined : NAMED_ONLY.find((key) => config[key] !== undefined);
  if (refused !== undefined)
    throw new UsageError(
      `${CONFIG_FILE} of this folder sets "${refused}", which a file that was only found may not; if you trust it, give --config ${CONFIG_FILE}`,
    );
  return optionsOfConfig(config, dirname(resolve(path)));
}

export function optionsOfConfig(config: Config, folder: string): GivenOptions {
  const given = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(config)) {
    const values = textsOf(value).map((each) => (FILE_KEYS.has(key) ? resolve(folder, each) : each));
    if (key !== '$schema' && values.length > 0) given.set(flagOf(key).slice(2), values);
  }
  return given;
}

function textsOf(value: Config[keyof Config]): readonly string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [SWITCHED_ON];
  return Array.isArray(value) ? value : [String(value)];
}

/** The command line over the config file. A registration code there tells the Region, so the file's Regions no longer hold. */
export function mergeOptions(
  typed: GivenOptions,
  config: GivenOptions,
  known: ReadonlySet<string>,
): GivenOptions {
  const merged = new Map([...config].filter(([name]) => known.has(name)));
  if (typed.has('registration-code')) merged.delete('region');
  for (const [name, values] of typed) merged.set(name, values);
  return merged;
}
