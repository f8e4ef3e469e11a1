import { policyInput } from '../../engine/own-policy.ts';
import { listenAddress } from '../../serve/metrics.ts';
import { OPTION_NAMES, POLICY_KEYS, shownValue, underPolicy, type Policy } from '../../policy/policy.ts';
import { parsePolicy } from '../../policy/read-policy.ts';
import { loadTables } from '../../regions/tables.ts';
import { renderJson } from '../../report/render-json.ts';
import { accept, DEFAULT_RUN_SETTINGS } from '../../request/accept.ts';
import { RequestRefused } from '../../request/refusal.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { padTo, renderParagraph } from '../../core/wrap-text.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { readInputFile } from '../read-input-file.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';

const MAX_BYTES = 100_000;

/** `preflight policy show`. */
export const policyShow: CommandAction = async ({ options, context }) => {
  const read = await policyInput();
  if (read.kind === 'refused') throw new UsageError(`${read.place} is refused: ${read.problem}`);
  const { place, isThere, policy } = read;
  const keys = POLICY_KEYS.map((key) => {
    const one = policy[key];
    return {
      key,
      value: key === 'drop' ? shownValue(policy, key) : (one?.value ?? null),
      locked: one?.locked ?? false,
      from: one === undefined ? null : place,
    };
  });
  if (oneOf(options, 'format') === 'json')
    await context.stdout.write(renderJson({ schema: 'preflight.policy-shown/1', place, isThere, keys }));
  else await context.stdout.write(shownText({ place, isThere, policy }, wordsOf({ options, context })));
  return EXIT.ok;
};

function wordsOf({ options, context }: Pick<Invocation, 'options' | 'context'>): Vocabulary['policy'] {
  return vocabularyOf(languageFor(context, options)).policy;
}

interface Shown {
  readonly place: string;
  readonly isThere: boolean;
  readonly policy: Policy;
}

function shownText({ place, isThere, policy }: Shown, words: Vocabulary['policy']): string {
  const width = Math.max(...POLICY_KEYS.map((key) => key.length));
  const rows = POLICY_KEYS.map((key) => {
    const one = policy[key];
    const set = String(shownValue(policy, key));
    const value = one === undefined ? '-' : one.locked ? words.locked(set) : set;
    return [`  ${padTo(key, width)}  ${value}`, ...renderParagraph(words.purpose[key], width + 6)].join('\n');
  });
  const head = isThere ? words.isHere(place) : words.none(place);
  return `${[head, words.lockedWins, '', ...rows].join('\n')}\n`;
}

/** `preflight policy lint FILE`. */
export const policyLint: CommandAction = async ({ args, options, context }) => {
  const [path = ''] = args;
  const read = parsePolicy(await readInputFile({ flag: 'policy lint', path, maxBytes: MAX_BYTES }), path);
  const problems = read.kind === 'refused' ? read.problem.split('; ') : problemsOf(read.policy);
  const [first] = problems;
  await context.stdout.write(
    first === undefined
      ? `${wordsOf({ options, context }).isPolicy(path)}\n`
      : problems.map((one) => `${path}: ${one}\n`).join(''),
  );
  return first === undefined ? EXIT.ok : EXIT.no;
};

/** What the schema cannot know: the tables, and what is this computer's own. */
function problemsOf(policy: Policy): readonly string[] {
  const { listen } = policy;
  const asked = underPolicy({ region: ['us-east-1'] }, lockedAll(policy));
  const known = { tables: loadTables(), scenarios: [] };
  return [
    ...(listen !== undefined && listenAddress(listen.value) === null
      ? ['listen: 127.0.0.1:PORT or [::1]:PORT alone']
      : []),
    ...(policy.site !== undefined && policy.bundleKey === undefined ? ['site: needs bundleKey'] : []),
    ...refusalOf(() => accept(asked, DEFAULT_RUN_SETTINGS, known)),
  ];
}

function lockedAll(policy: Policy): Policy {
  const all = OPTION_NAMES.flatMap((key) =>
    policy[key] === undefined ? [] : [[key, { ...policy[key], locked: true }]],
  );
  return { ...policy, ...(Object.fromEntries(all) as Partial<Policy>) };
}

function refusalOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof RequestRefused) return [error.message];
    throw error;
  }
}
