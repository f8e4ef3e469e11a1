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
  const texts = target.isLanguage === true ? seeds.map((bytes) => new TextDecoder().decode(bytes)) : [];
  const faults: { what: string; input: string }[] = [];
  let slowestMs = 0;
  let fed = 0;
  for (; fed < inputs && faults.length < MOST_FAULTS; fed += 1) {
    const bytes = damaged({ seeds, texts }, random);
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

interface Seeds {
  readonly seeds: readonly Uint8Array[];
  /** The same as texts, of a target that is a language. */
  readonly texts: readonly string[];
}

/** Words that mean something in every one of these languages, and figures at the edges of what a reader counts with. */
const EDGES =
  '! 0 -1 1 65535 65536 4294967295 1e9 0.0.0.0/0 ::/0 10.0.0.0/33 any all * "" \' " , ; : ( ) { } [ ] = == => && || \t # // null undefined NaN __proto__ constructor'.split(
    ' ',
  );

/**
 * A text of the language itself in another order: words of all good inputs put in the place of others, lines and lists of words doubled, moved, left out
 * and taken from another text. A reader gets much deeper into these than into flipped bits.
 */
function respoken(texts: readonly string[], random: () => number): Uint8Array {
  const of = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const lines = (of(texts) ?? '').split('\n');
  const word = (): string =>
    (random() < 0.3 ? of(EDGES) : of((of((of(texts) ?? '').split('\n')) ?? '').split(/\b|(?=\s)/))) ?? '';
  for (let times = 1 + Math.floor(random() * 8); times > 0; times -= 1) {
    const at = Math.floor(random() * lines.length);
    const kind = Math.floor(random() * 6);
    if (kind === 0) lines.splice(at, 1);
    else if (kind === 1) lines.splice(at, 0, of(lines) ?? '');
    else if (kind === 2) lines.splice(at, 0, of((of(texts) ?? '').split('\n')) ?? '');
    else {
      const words = (lines[at] ?? '').split(/\b|(?=\s)/);
      const put = Array.from({ length: 1 + Math.floor(random() * 3) }, word);
      words.splice(Math.floor(random() * (words.length + 1)), kind === 3 ? 0 : 1, ...put);
      lines[at] = words.join('');
    }
  }
  return Buffer.from(lines.join('\n'));
}

/** Bytes of one good input changed, or the beginning of one and the end of another; of a language mostly its words. */
function damaged({ seeds, texts }: Seeds, random: () => number): Uint8Array {
  if (texts.length > 0 && random() < 0.7) return respoken(texts, random);
  const pick = (): Uint8Array => seeds[Math.floor(random() * seeds.length)] ?? new Uint8Array(1);
  const one = pick();
  if (random() < 0.7) return mutated(one, random);
  const other = pick();
  const [head, tail] = [one, other].map((bytes) => Math.floor(random() * bytes.length));
  return mutated(Buffer.concat([one.subarray(0, head), other.subarray(tail), Buffer.alloc(1)]), random);
}
