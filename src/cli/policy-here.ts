/** The policy of this computer, over and under the options of a command. */
import { policyInput } from '../engine/own-policy.ts';
import { OPTION_NAMES, type Policy } from '../policy/policy.ts';
import { flagOf, RequestRefused } from '../request/refusal.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandDefinition } from './command-definition.ts';
import { oneOf, type GivenOptions } from './given-options.ts';
import { languageFor } from './terminal-style.ts';
import { UsageError } from './usage-error.ts';

/** Commands that send to hosts of others. */
export const SENDING: readonly string[] = [
  'check',
  'regions',
  'watch',
  'serve',
  'prove',
  'calibrate',
  'directory',
];

/** Throws `UsageError` where it is there and refused: to go on without it would be to undo it. */
export async function policyHere(): Promise<Policy> {
  const read = await policyInput();
  if (read.kind === 'read') return read.policy;
  throw new UsageError(`the policy of this computer, ${read.place}, is refused: ${read.problem}`);
}

/** Bundles are made by commands that send nothing, too. */
export async function withPolicy(
  given: GivenOptions,
  { name, options = [] }: CommandDefinition,
  context: CommandContext,
): Promise<GivenOptions> {
  const known = new Set(options.map((option) => option.name));
  if (!SENDING.includes(name) && !known.has('redaction')) return given;
  const { options: merged, overruled } = mergePolicy(given, await policyHere(), { command: name, known });
  if (overruled.length > 0) await context.stderr.write(`${await overruledText(overruled, given, context)}\n`);
  return merged;
}

/** Loaded where it is said: most computers have no policy. */
async function overruledText(
  flags: readonly string[],
  given: GivenOptions,
  context: CommandContext,
): Promise<string> {
  const { loadVocabulary } = await import('./load-vocabulary.ts');
  const { policy } = await loadVocabulary(languageFor(context, given));
  return policy.overruled(flags.join(', '));
}

interface Place {
  readonly command: string;
  readonly known: ReadonlySet<string>;
}

export interface Merged {
  readonly options: GivenOptions;
  /** Flags that were given otherwise. */
  readonly overruled: readonly string[];
}

/** Pure. Throws `RequestRefused` where checks are switched off; a demonstration sends nothing and goes on. */
export function mergePolicy(given: GivenOptions, policy: Policy, { command, known }: Place): Merged {
  if (policy.probing?.value === 'off' && SENDING.includes(command) && !given.has('simulate'))
    throw new RequestRefused({ code: 'by-policy' });
  const merged = new Map(given);
  for (const [flag, values] of setBy(policy, given)) if (known.has(flag)) merged.set(flag, values);
  if (policy.region?.locked === true) merged.delete('registration-code');
  const overruled = [...given].filter(([flag, values]) => merged.get(flag)?.join() !== values.join());
  return { options: merged, overruled: overruled.map(([flag]) => `--${flag}`) };
}

/** What is locked, and what nobody gave. */
function setBy(
  policy: Policy,
  given: GivenOptions,
): readonly (readonly [flag: string, values: readonly string[]])[] {
  const floor = policy.redaction?.value;
  const isLoose = floor !== undefined && saysMore(oneOf(given, 'redaction'), floor);
  const options = OPTION_NAMES.flatMap((key) => {
    const [one, flag] = [policy[key], flagOf(key).slice(2)];
    // A registration code tells its Region itself.
    const isGiven = given.has(flag) || (key === 'region' && given.has('registration-code'));
    return one === undefined || (isGiven && !one.locked)
      ? []
      : [[flag, [one.value].flat().map(String)] as const];
  });
  return isLoose ? [...options, ['redaction', [floor]]] : options;
}

const SAYS: Readonly<Record<string, number>> = { minimal: 0, standard: 1, full: 2 };

function saysMore(level: string | null, floor: string): boolean {
  return (SAYS[level ?? 'standard'] ?? 2) > (SAYS[floor] ?? 0);
}
