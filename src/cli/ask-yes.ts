/** A question in the terminal that only "yes" answers with yes. */
import { createInterface } from 'node:readline/promises';

/** Asks on standard error, so that standard output stays the result's. Ctrl-C, the end of input and anything but "yes" mean no. */
export async function askYes(question: string, interrupt: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(question, { signal: interrupt }), closed]);
    return answer.trim().toLowerCase() === 'yes';
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
