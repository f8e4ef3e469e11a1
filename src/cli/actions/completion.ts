import { loadTables } from '../../regions/tables.ts';
import type { CommandAction } from '../command-definition.ts';
import { COMMANDS } from '../commands/index.ts';
import { completionPlaces } from '../completion-model.ts';
import { EXIT } from '../exit-codes.ts';
import { SHELLS, renderCompletion } from '../render-completion.ts';
import { UsageError, quoted } from '../usage-error.ts';

/** Prints the completion script of the shell that was named. */
export const completion: CommandAction = async ({ args, context }) => {
  const [named = ''] = args;
  const shell = SHELLS.find((each) => each === named);
  if (!shell) throw new UsageError(`no completion for ${quoted(named)}; accepted: ${SHELLS.join(', ')}`);
  const codes = loadTables().regions.map((region) => region.code);
  await context.stdout.write(renderCompletion(shell, completionPlaces(COMMANDS, codes)));
  return EXIT.ok;
};
