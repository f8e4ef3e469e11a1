/** Directory id, `d-` and ten letters or digits. */
import { UsageError, quoted } from './usage-error.ts';

export function parseDirectoryId(text: string | null): string | null {
  if (text === null) return null;
  const id = text.trim().toLowerCase();
  if (/^d-[0-9a-z]{10}$/.test(id)) return id;
  throw new UsageError(
    `--directory-id ${quoted(text)} is not accepted; give d- and ten letters or digits, such as d-926722edaf`,
  );
}
