/** The tree of commands as a flat list, for everything that is generated from it. Pure. */
import type { CommandDefinition } from './command-definition.ts';

export interface PlacedCommand {
  /** Names down to the command: `['tables', 'show']`. */
  readonly path: readonly string[];
  readonly definition: CommandDefinition;
}

/** Every command and subcommand, parents first. */
export function listCommands(
  commands: readonly CommandDefinition[],
  path: readonly string[] = [],
): readonly PlacedCommand[] {
  return commands.flatMap((definition) => {
    const own = [...path, definition.name];
    return [{ path: own, definition }, ...listCommands(definition.subcommands ?? [], own)];
  });
}
