/** What an organisation decides for its machines. Keys are options of the command line, or limits that end at the program's own. */
import type { RunSettings } from '../request/accept.ts';
import { z } from 'zod';
import { PROFILES, PROTOCOL_WORDS } from '../core/words.ts';
import { DEFAULT_RETENTION } from '../history/keep.ts';
import { dropSchema, dropText } from './drop.ts';
import { asked, type Asked } from '../request/asked.ts';
import { english } from '../words/en/index.ts';

/** A watch outside full runs, in any minute. In the program and not in a setting: the hosts at the other end are not ours. */
export const CEILING_PACKETS = 200;
/** One full check can be spread over no fewer; a quick run has about 100. */
const LEAST_PACKETS = 100;
const text = z.string().min(1).max(1000);

function key<S extends z.ZodType>(value: S, description: string) {
  return z
    .strictObject({ value, locked: z.boolean().default(false) })
    .optional()
    .describe(description);
}

/** Editors read English. */
const PURPOSE = english.policy.purpose;

/** Options of `check`, `watch` and `serve` under their names in camel case. */
const OPTION_KEYS = {
  region: key(z.array(text).min(1).max(100), PURPOSE.region),
  protocol: key(z.enum(PROTOCOL_WORDS), PURPOSE.protocol),
  profile: key(z.enum(PROFILES), PURPOSE.profile),
  samples: key(z.number().int().min(1).max(200), PURPOSE.samples),
  deadline: key(z.number().min(1).max(3600), PURPOSE.deadline),
  proxy: key(text, PURPOSE.proxy),
  interval: key(z.number().int().min(5).max(1440), PURPOSE.interval),
  quick: key(z.number().int().min(60).max(3600), PURPOSE.quick),
  listen: key(text, PURPOSE.listen),
  textfile: key(text, PURPOSE.textfile),
  events: key(text, PURPOSE.events),
  bundleKey: key(text, PURPOSE.bundleKey),
  site: key(z.string().min(1).max(100), PURPOSE.site),
};

const LIMIT_KEYS = {
  probing: key(z.enum(['on', 'off']), PURPOSE.probing),
  packetsPerMinute: key(z.number().int().min(LEAST_PACKETS).max(CEILING_PACKETS), PURPOSE.packetsPerMinute),
  drop: key(dropSchema, PURPOSE.drop),
  redaction: key(z.enum(['minimal', 'standard']), PURPOSE.redaction),
  rawDays: key(z.number().int().min(1).max(DEFAULT_RETENTION.rawDays), PURPOSE.rawDays),
  updates: key(z.enum(['on', 'off']), PURPOSE.updates),
  rollupMonths: key(z.number().int().min(1).max(DEFAULT_RETENTION.rollupMonths), PURPOSE.rollupMonths),
};

export const policySchema = z.strictObject({
  schema: z.literal('preflight.policy/1'),
  /** For editors; ignored. */
  $schema: z.string().max(1000).optional(),
  ...OPTION_KEYS,
  ...LIMIT_KEYS,
});
export type Policy = z.infer<typeof policySchema>;
export const NO_POLICY: Policy = { schema: 'preflight.policy/1' };

/** As a report names what shaped a check: a policy that says something has one place, so it needs no name. */
export function policyShaper(policy: Policy): RunSettings['shapedBy'] {
  return POLICY_KEYS.some((key) => policy[key] !== undefined) ? [{ kind: 'policy', name: null }] : [];
}

export type PolicyKey = keyof typeof OPTION_KEYS | keyof typeof LIMIT_KEYS;
export const OPTION_NAMES = Object.keys(OPTION_KEYS) as (keyof typeof OPTION_KEYS)[];
export const POLICY_KEYS = [...OPTION_NAMES, ...(Object.keys(LIMIT_KEYS) as (keyof typeof LIMIT_KEYS)[])];

/** As it may be shown: of a signed link the host alone. Null: not set. */
export function shownValue(policy: Policy, name: PolicyKey): string | null {
  const value = name === 'drop' ? null : policy[name]?.value;
  if (name === 'drop') return policy.drop === undefined ? null : dropText(policy.drop.value);
  return value === undefined || value === null ? null : String(value);
}

/** A person's or a page's request with the policy over and under it. A locked Region holds also against a registration code. */
export function underPolicy(request: Asked, policy: Policy): Asked {
  const own = Object.keys(asked.shape);
  const set = OPTION_NAMES.flatMap((name) => {
    const one = policy[name];
    return one === undefined || !own.includes(name) ? [] : [{ name, ...one }];
  });
  const of = (locked: boolean): Partial<Asked> =>
    Object.fromEntries(set.filter((one) => one.locked === locked).map(({ name, value }) => [name, value]));
  const merged = { ...of(false), ...request, ...of(true) };
  const { registrationCode, region, ...rest } = merged;
  if (policy.region?.locked === true) return { ...rest, region: policy.region.value };
  // The code tells the Region; a mere proposal of the policy must not contradict it.
  const isAsked = request.region !== undefined || registrationCode === undefined;
  return {
    ...rest,
    ...(registrationCode === undefined ? {} : { registrationCode }),
    ...(isAsked && region !== undefined ? { region } : {}),
  };
}
