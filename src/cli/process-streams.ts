/** Standard output and error of this process behind `OutputStream`: flushed before exit, quiet when the reader has gone. */
import type { OutputStream } from './command-context.ts';

/** Wraps a stream. EPIPE (the reader of the pipe went away) ends the writing without noise; other errors count the same. */
export function streamOf(stream: NodeJS.WriteStream): OutputStream {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    isTty: stream.isTTY,
    columns: stream.isTTY ? stream.columns : null,
    write: (text) =>
      new Promise((resolve) => {
        if (closed || text === '') return resolve();
        stream.write(text, () => resolve());
      }),
  };
}
