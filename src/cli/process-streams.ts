/** Standard output and error of this process behind `OutputStream`: flushed before exit, quiet when the reader has gone. */
import type { OutputStream } from './command-context.ts';
import { fileReason } from './output-file.ts';
import { WriteError } from './usage-error.ts';

/**
 * Wraps a stream. EPIPE (the reader of the pipe went away) ends the writing without noise. Anything else that stops the result on its
 * way to standard output (`> report.json` on a full disk) is told by a rejection; nothing can be told when standard error fails.
 */
export function streamOf(
  stream: NodeJS.WriteStream,
  name: 'standard output' | 'standard error',
): OutputStream {
  let failed: Error | null = null;
  const fail = (error: Error): void => {
    failed ??= error;
  };
  stream.on('error', fail);
  return {
    // Undefined on a file or a pipe, whatever Node's types say.
    isTty: isTerminal(stream),
    // 0: a terminal that nobody gave a size.
    columns: isTerminal(stream) && stream.columns > 0 ? stream.columns : null,
    write: async (text) => {
      if (failed !== null || text === '') return;
      await new Promise<void>((resolve) => {
        stream.write(text, (error) => {
          if (error) fail(error);
          resolve();
        });
      });
      if (failed !== null && name === 'standard output' && !isGone(failed)) {
        throw new WriteError(`${name} could not be written (${fileReason(failed)})`, { cause: failed });
      }
    },
  };
}

/** The one question that decides colour, width and progress: nothing but the stream itself knows. */
export function isTerminal(stream: { readonly isTTY?: unknown }): boolean {
  return stream.isTTY === true;
}

function isGone(error: Error): boolean {
  return (error as { code?: unknown }).code === 'EPIPE';
}
