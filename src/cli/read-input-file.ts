/** Files named on the command line: bounded, and an unreadable one is a usage error that says why. */
import { parseBoundedJson } from '../core/bounded-json.ts';
import { readInputText } from '../regions/read-input-file.ts';
import { UsageError, hideSecrets, quoted } from './usage-error.ts';

export interface InputFile {
  /** What the error line calls it, such as `--public-roots`. */
  readonly flag: string;
  readonly path: string;
  readonly maxBytes: number;
}

/** The whole file, or pipe, as UTF-8. */
export async function readInputFile({ flag, path, maxBytes }: InputFile): Promise<string> {
  return accepted(flag, await readInputText(path, maxBytes));
}

/** Reads and parses JSON; the error line never holds what the file holds. */
export async function readJsonFile(file: InputFile): Promise<unknown> {
  const text = await readInputFile(file);
  const json = parseBoundedJson(text);
  if (json.ok) return json.value;
  throw new UsageError(`${file.flag}: ${quoted(file.path)} ${json.problem.replace(/:.*$/s, '')}`);
}

type Input<T> =
  { readonly kind: 'read'; readonly value: T } | { readonly kind: 'unreadable'; readonly problem: string };

/** What a reader of files made of its file, or the usage error that names the flag. */
export function accepted<T>(flag: string, input: Input<T>): T {
  if (input.kind === 'read') return input.value;
  throw new UsageError(`${flag}: ${hideSecrets(input.problem)}`);
}
