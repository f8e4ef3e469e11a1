/** Brings the result to its place: standard output, or the file of `--output`. */
import { writeAtomically } from '../core/write-atomically.ts';
import type { CommandContext } from './command-context.ts';
import { oneOf, type GivenOptions } from './given-options.ts';
import { checkWritable, fileReason } from './output-file.ts';
import { WriteError } from './usage-error.ts';

export type Deliver = (text: string) => Promise<void>;

/**
 * Call it before anything is sent: an unwritable place is refused here. A place that turns out unwritable later (a full disk) does
 * not lose the result: it goes to standard output, and the failure is thrown after that.
 */
export async function prepareDelivery(options: GivenOptions, context: CommandContext): Promise<Deliver> {
  const output = oneOf(options, 'output');
  if (output === null || output === '-') return (text) => context.stdout.write(text);
  const path = await checkWritable('--output', output);
  return async (text) => {
    try {
      await writeAtomically(path, text, { mode: 0o666 });
    } catch (error) {
      await context.stdout.write(text);
      throw new WriteError(
        `--output could not be written (${fileReason(error)}); the result went to standard output`,
        { cause: error },
      );
    }
  };
}
