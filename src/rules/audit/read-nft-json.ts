/**
 * The way through `nft -j list ruleset` (libnftables-json(5)): every hook that a packet and its answer cross; jumps, sets and verdict maps
 * are followed. A rule with a match that is not understood is in doubt, never left out.
 */
import { z } from 'zod';
import type { Family } from '../../core/words.ts';
import type { AuditFile, Chain, Facing } from './audit-entry.ts';
import {
  chainsFacing,
  readChains,
  type BaseChain,
  type ChainRule,
  type Chains,
  type ChainsByWay,
} from './chain.ts';
import { deviceCondition, doubt } from './condition.ts';
import { hooksOf, readWays, type Hook } from './hooks.ts';
import type { NftContext } from './nft-headers.ts';
import { chainKey, chainName, setsMark, toChainRule, type NftRule, type SetOf } from './nft-rule.ts';
import { EVERYTHING } from './match.ts';
import type { ReadOptions } from './read-options.ts';

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Objects as they are: a copy of each would be dear, and who uses a part of one holds that against a schema of its own. */
const objects = z.custom<readonly Plain[]>((value) => Array.isArray(value) && value.every(isPlain));
const place = { family: z.string().default('inet'), table: z.string() };
const nftRule = z.object({
  ...place,
  chain: z.string(),
  handle: z.number().optional(),
  expr: objects,
});
const nftChain = z.object({
  ...place,
  name: z.string(),
  type: z.string().default('filter'),
  hook: z.string().optional(),
  prio: z.number().default(0),
  dev: z.union([z.string(), z.array(z.string())]).optional(),
  policy: z.string().default('accept'),
});
const nftTable = z.object({ family: z.string(), name: z.string(), flags: z.union([z.string(), z.array(z.string())]).optional() }); // prettier-ignore
const nftSet = z.object({ ...place, name: z.string(), elem: z.array(z.unknown()).optional() });
const ruleset = z.object({ nftables: objects });

type NftChain = z.infer<typeof nftChain>;
type Objects = z.infer<typeof ruleset>['nftables'];

export function readNftJson(json: unknown, options: ReadOptions): AuditFile | string {
  try {
    return readRuleset(json, options);
  } catch (error) {
    if (error instanceof UnknownShape) return error.message;
    throw error;
  }
}

function readRuleset(json: unknown, options: ReadOptions): AuditFile | string {
  const parsed = ruleset.safeParse(json);
  if (!parsed.success)
    return 'the JSON is none that is read: nft -j list ruleset, aws ec2 describe-security-groups or describe-network-acls, Get-NetFirewallRule';
  const reader = new Ruleset(parsed.data.nftables, options);
  const { words } = options;
  return readWays({
    format: 'nft-json',
    readAs: words.readAs.nft(reader.chains.length, reader.rules.length),
    wayOf: (chain) => reader.wayOf(chain),
    families: [4, 6],
    options,
  });
}

/** Throws for an object that has another shape: a rule that is left out could be the one that refuses. */
function pick<T>(objects: Objects, key: string, schema: z.ZodType<T>): T[] {
  return objects.flatMap((object) => {
    if (object[key] === undefined) return [];
    const parsed = schema.safeParse(object[key]);
    if (!parsed.success) throw new UnknownShape(key);
    return [parsed.data];
  });
}

class UnknownShape extends Error {
  constructor(kind: string) {
    super(
      `the JSON holds a ${kind} of nftables in a shape that is not known: give the output of "nft -j list ruleset" as it is`,
    );
  }
}

class Ruleset {
  readonly chains: readonly NftChain[];
  readonly rules: readonly NftRule[];
  private readonly sets: ReadonlyMap<string, readonly unknown[]>;
  private readonly options: ReadOptions;
  private readonly byChain: ChainsByWay;

  constructor(objects: Objects, options: ReadOptions) {
    this.options = options;
    const asleep = new Set(
      pick(objects, 'table', nftTable)
        .filter(({ flags }) => [flags ?? []].flat().includes('dormant'))
        .map(({ family, name }) => chainKey({ family, table: name }, '')),
    );
    // A dormant table stands in the kernel and decides nothing.
    this.chains = pick(objects, 'chain', nftChain).filter((chain) => !asleep.has(chainKey(chain, '')));
    this.rules = pick(objects, 'rule', nftRule);
    const named = (['set', 'map'] as const).flatMap((kind) => pick(objects, kind, nftSet));
    this.sets = new Map(named.map((set) => [chainKey(set, set.name), set.elem ?? []]));
    const unmarked = { meta: !this.marks('meta'), ct: !this.marks('ct') };
    this.byChain = { onward: this.read(false, unmarked), answer: this.read(true, unmarked) };
  }

  wayOf(chain: Chain) {
    return { bases: hooksOf(chain).flatMap((hook) => this.basesAt(hook)), chains: this.byChain };
  }

  /** By the key of the chain; a chain without rules has an empty list. */
  private read(isAnswer: boolean, unmarked: NftContext['unmarked']): Chains {
    const context: NftContext = { isAnswer, unmarked, work: this.options.work };
    const byChain = new Map<string, NftRule[]>(this.chains.map((chain) => [chainKey(chain, chain.name), []]));
    for (const rule of this.rules) byChain.get(chainKey(rule, rule.chain))?.push(rule);
    const setOf = (rule: NftRule): SetOf => {
      return (name) => this.sets.get(chainKey(rule, name)) ?? null;
    };
    return readChains((key) => byChain.get(key)?.map((rule) => toChainRule(rule, setOf(rule), context)));
  }

  private marks(key: 'meta' | 'ct'): boolean {
    return this.rules.some((rule) => setsMark(rule, key));
  }

  private basesAt({ name, facings, at }: Hook): BaseChain[] {
    const here = this.chains.filter((chain) => chain.hook === name && FILTERED.has(chain.family));
    return here.flatMap((chain) =>
      facings
        // Translation sees the first packet of a connection alone.
        .filter((facing) => chain.type !== 'nat' || facing === 'first')
        .map((facing) => this.toBase(chain, facing, at)),
    );
  }

  private toBase(chain: NftChain, facing: Facing, at: BaseChain['at']): BaseChain {
    const own = chainsFacing(this.byChain, facing).get(chainKey(chain, chain.name)) ?? [];
    const name = chainName(chain, chain.name);
    const { rules, policy } = decisionOf(chain, own);
    const tracked = at.tracked && !(TRACKING.has(chain.hook ?? '') && chain.prio < -200);
    const hook = chain.hook ?? null;
    const base = {
      name,
      hook,
      family: FAMILIES.get(chain.family) ?? null,
      facing,
      policy,
      at: { ...at, tracked },
    } as const;
    return chain.dev === undefined ? { ...base, rules } : { ...base, rules: [passOthers(chain), ...rules] };
  }
}

/** Whether the way out leads over a bridge is not in the file: what its chains refuse may be refused, and is told so. */
function decisionOf(chain: NftChain, rules: readonly ChainRule[]): Pick<BaseChain, 'rules' | 'policy'> {
  if (chain.family !== 'bridge') return { rules, policy: chain.policy === 'drop' ? 'drop' : 'accept' };
  const refusesRest: ChainRule = {
    place: ({ place }) => place.chain(chainName(chain, chain.name)),
    text: `policy ${chain.policy}`,
    cases: [{ match: EVERYTHING, conditions: [], verdict: { kind: 'drop' } }],
  };
  const doubtful = [...rules, ...(chain.policy === 'drop' ? [refusesRest] : [])].map((rule) => ({
    ...rule,
    cases: rule.cases.map((one) => ({ ...one, conditions: [...one.conditions, BRIDGED] })),
  }));
  return { rules: doubtful, policy: 'accept' };
}

const BRIDGED = doubt('bridge');

/** A chain of one device lets all others pass. */
function passOthers({ dev, hook, name }: NftChain): ChainRule {
  const condition = deviceCondition(hook === 'egress' ? 'oif' : 'iif', [dev ?? []].flat(), true);
  return {
    place: ({ place: words }) => words.chain(name),
    text: '',
    cases: [{ match: EVERYTHING, conditions: [condition], verdict: { kind: 'accept' } }],
  };
}

const FILTERED: ReadonlySet<string> = new Set(['ip', 'ip6', 'inet', 'netdev', 'bridge']);
/** Hooks at which connections are looked up, at priority -200. */
const TRACKING: ReadonlySet<string> = new Set(['prerouting', 'output']);

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['ip', 4],
  ['ip6', 6],
]);
