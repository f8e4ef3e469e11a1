/** What a traced program wrote, made, renamed or removed. */
import { resolve } from 'node:path';

const OPENS = /\bopen(?:at)?\((?:AT_FDCWD, )?"((?:[^"\\]|\\.)*)", ([A-Z_|0-9]+)/;
const CHANGES =
  /\b(?:creat|mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|symlink|link|truncate)\(/;

/**
 * The paths, each once, in order. `trace`: lines of `strace -f` with `openat`, `mkdir`, `rename` and their like; calls that failed count
 * as nothing. `cwd` makes relative ones whole.
 */
export function writtenPaths(trace: string, cwd: string): string[] {
  const lines = trace.split('\n').filter((line) => !/ = -1 /.test(line));
  const paths = lines.flatMap((line) => (isWrite(line) ? pathsIn(line) : []));
  return [...new Set(paths.map((path) => resolve(cwd, path)))];
}

function isWrite(line: string): boolean {
  const flags = OPENS.exec(line)?.[2];
  return flags === undefined ? CHANGES.test(line) : /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(flags);
}

/** strace writes bytes beyond ASCII in octal. */
function pathsIn(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => {
    const latin = text.replace(/\\([0-7]{1,3})/g, (_all, octal: string) =>
      String.fromCharCode(parseInt(octal, 8)),
    );
    return Buffer.from(latin.replace(/\\(.)/g, '$1'), 'latin1').toString('utf8');
  });
}
