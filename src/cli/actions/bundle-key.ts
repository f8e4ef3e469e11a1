/** `bundle key new FILE` and `bundle key case`. */
import { open } from 'node:fs/promises';
import { keyOfCase, keyOfText, newCaseToken, newKeyText } from '../../bundle/tag-key.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { fileReason } from '../output-file.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError, WriteError, quoted } from '../usage-error.ts';

/** A key that was lost cannot be made again, so a file that is there is never written over. */
export const newKey: CommandAction = async ({ args, options, context }) => {
  const [path = ''] = args;
  const text = newKeyText();
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new UsageError(`${quoted(path)} is there already; a key is never written over`);
    throw new WriteError(`${quoted(path)} could not be written (${fileReason(error)})`, { cause: error });
  });
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  const { keys } = vocabularyOf(languageFor(context, options));
  await context.stdout.write(`${keys.made(path, keyOfText(text)?.id ?? '')}\n`);
  return EXIT.ok;
};

/** The token alone on standard output, so that it can be piped into a link; what it is for on standard error. */
export const newCase: CommandAction = async ({ options, context }) => {
  const token = newCaseToken();
  const { keys } = vocabularyOf(languageFor(context, options));
  await context.stdout.write(`${token}\n`);
  await context.stderr.write(`${keys.caseMade(keyOfCase(token)?.id ?? '')}\n`);
  return EXIT.ok;
};
