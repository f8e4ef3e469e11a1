/** Feeds one target damaged inputs from a seed, and says how many, the slowest, and each fault with the input that made it. */
import { mutated, randomOf } from '../unit/bundle/mutate-bytes.ts';
import { SLOWEST_MS, TARGETS } from './targets.ts';

export interface Fed {
  readonly inputs: number;
  readonly slowestMs: number;
  readonly faults: readonly { readonly what: string; readonly input: string }[];
}

/** Faults beyond these say nothing new. */
const MOST_FAULTS = 5;

export async function runTarget(
  name: string,
  { seed, inputs }: { seed: number; inputs: number },
): Promise<Fed> {
  const target = TARGETS[name];
  if (target === undefined)
    throw new Error(`no target ${name}; there are ${Object.keys(TARGETS).join(', ')}`);
  const [seeds, random] = [await target.seeds(), randomOf(seed)];
  const faults: { what: string; input: string }[] = [];
  let slowestMs = 0;
  let fed = 0;
  for (; fed < inputs && faults.length < MOST_FAULTS; fed += 1) {
    const bytes = damaged(seeds, random);
    const startedAt = performance.now();
    const fault = await faultOf(() => target.feed(bytes));
    const tookMs = performance.now() - startedAt;
    slowestMs = Math.max(slowestMs, tookMs);
    const what = fault ?? (tookMs > SLOWEST_MS ? `took ${Math.round(tookMs)} ms` : null);
    if (what !== null) faults.push({ what, input: Buffer.from(bytes).toString('base64').slice(0, 4000) });
  }
  return { inputs: fed, slowestMs, faults };
}

async function faultOf(feed: () => unknown): Promise<string | null> {
  try {
    await feed();
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Bytes of one good input changed, or the beginning of one and the end of another. */
function damaged(seeds: readonly Uint8Array[], random: () => number): Uint8Array {
  const pick = (): Uint8Array => seeds[Math.floor(random() * seeds.length)] ?? new Uint8Array(1);
  const one = pick();
  if (random() < 0.7) return mutated(one, random);
  const other = pick();
  const [head, tail] = [one, other].map((bytes) => Math.floor(random() * bytes.length));
  return mutated(Buffer.concat([one.subarray(0, head), other.subarray(tail), Buffer.alloc(1)]), random);
}
