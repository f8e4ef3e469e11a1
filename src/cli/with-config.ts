/** Adds the options of the config file to those typed: the file of `--config`, or `preflight.config.json` of the current folder. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandContext } from './command-context.ts';
import type { CommandDefinition } from './command-definition.ts';
import { oneOf, type GivenOptions } from './given-options.ts';
import { languageFor } from './terminal-style.ts';

/** A command without `--config` reads none. A file that was found and not named is announced on standard error, also with `--quiet`. */
export async function withConfig(
  typed: GivenOptions,
  definition: CommandDefinition,
  context: CommandContext,
): Promise<GivenOptions> {
  const known = new Set((definition.options ?? []).map((option) => option.name));
  if (!known.has('config')) return typed;
  const { CONFIG_FILE, mergeOptions, readConfig } = await import('./config-file.ts');
  const named = oneOf(typed, 'config');
  const path = named ?? (await existing(join(context.cwd, CONFIG_FILE)));
  if (path === null) return typed;
  const config = await readConfig(path, named !== null);
  if (named === null) {
    const { loadVocabulary } = await import('./load-vocabulary.ts');
    const { policy } = await loadVocabulary(languageFor(context, typed));
    await context.stderr.write(`${policy.config(CONFIG_FILE)}\n`);
  }
  const merged = mergeOptions(typed, config, known);
  // Under the name of the flag, so that the report can name the file.
  return new Map([...merged, ['config', [path]]]);
}

async function existing(path: string): Promise<string | null> {
  return access(path).then(
    () => path,
    () => null,
  );
}
