/** What a command may touch of the process: handed in, so that commands can be tested without one. */
import type { Tables } from '../regions/model.ts';
export interface OutputStream {
  /** Resolves when the text is flushed; a closed pipe counts as flushed. */
  write(text: string): Promise<void>;
  readonly isTty: boolean;
  readonly columns: number | null;
}

export interface CommandContext {
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Where progress is drawn; null when nobody would see it (no terminal). */
  readonly progressStream: NodeJS.WriteStream | null;
  /** Asks the person a question that only "yes" agrees to; absent where nobody is at a terminal. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Region code of a registration that the WorkSpaces client keeps on this computer; null, or absent: none is known. */
  readonly proposedRegion?: (tables: Tables) => Promise<string | null>;
  /** Fires at the first Ctrl-C. */
  readonly interrupt: AbortSignal;
}
