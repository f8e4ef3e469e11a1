/** The scene that knocks, as a program beside this one (`scene.py`). Needs root on Linux, nft, iptables and python3. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Door } from './doors.ts';
import type { Ruleset } from './ruleset.ts';

const answer = z.object({ error: z.string().nullable(), listing: z.string(), seen: z.array(z.boolean()) });
export type Knocked = z.infer<typeof answer>;

export interface Scene {
  /** `waitMs`: how long a silent door is waited for. */
  knock(
    ruleset: Pick<Ruleset, 'kind' | 'where' | 'text'>,
    doors: readonly Door[],
    waitMs: number,
  ): Promise<Knocked>;
  close(): void;
}

export async function openScene(): Promise<Scene> {
  const program = fileURLToPath(new URL('scene.py', import.meta.url));
  const child = spawn('python3', [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = (await lines.next()) as IteratorResult<string, undefined>;
    if (line.done === true) throw new Error('the scene ended');
    return line.value;
  };
  await next();
  return {
    async knock({ kind, where, text }, doors, waitMs) {
      const targets = doors.map(({ transport, address, port }) => [transport, address, port]);
      child.stdin.write(`${JSON.stringify({ kind, where, text, doors: targets, wait: waitMs / 1000 })}\n`);
      return answer.parse(JSON.parse(await next()));
    },
    close: () => void child.stdin.end(),
  };
}
