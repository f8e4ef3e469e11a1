/**
 * The way out through `nft -j list ruleset` (libnftables-json(5)): jumps, sets and verdict maps are followed, as far as they say
 * destination, port and transport. A rule with a match that is not understood is told, never guessed.
 */
import { z } from 'zod';
import type { Family } from '../../core/words.ts';
import type { AuditFile } from './audit-entry.ts';
import type { BaseChain, ChainRule } from './chain.ts';
import { readFilters } from './filters.ts';
import { chainKey, chainName, toChainRule, type SetOf } from './nft-rule.ts';

const place = { family: z.string().default('inet'), table: z.string() };
const nftRule = z.object({
  ...place,
  chain: z.string(),
  handle: z.number().optional(),
  expr: z.array(z.record(z.string(), z.unknown())),
});
const nftChain = z.object({
  ...place,
  name: z.string(),
  type: z.string().default('filter'),
  hook: z.string().optional(),
  policy: z.string().default('accept'),
});
const nftSet = z.object({ ...place, name: z.string(), elem: z.array(z.unknown()).optional() });
const ruleset = z.object({ nftables: z.array(z.record(z.string(), z.unknown())) });

type NftChain = z.infer<typeof nftChain>;
type Objects = z.infer<typeof ruleset>['nftables'];

export function readNftJson(text: string, mostEntries: number): AuditFile | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'the file begins like JSON and is none';
  }
  const parsed = ruleset.safeParse(json);
  if (!parsed.success) return 'the JSON is no nftables ruleset (nft -j list ruleset)';
  const objects = parsed.data.nftables;
  const chains = pick(objects, 'chain', nftChain);
  const rules = rulesByChain(objects);
  const bases = chains.filter(({ type, hook }) => type === 'filter' && hook !== undefined);
  const hook = outboundHook(bases, rules);
  return readFilters({
    format: 'nft-json',
    bases: bases.filter((chain) => chain.hook === hook).map((chain) => toBase(chain, rules)),
    chains: rules,
    hook,
    mostEntries,
  });
}

function pick<T>(objects: Objects, key: string, schema: z.ZodType<T>): T[] {
  return objects.flatMap((object) => {
    const parsed = schema.safeParse(object[key]);
    return parsed.success ? [parsed.data] : [];
  });
}

/** By the key of the chain; a chain without rules has an empty list. */
function rulesByChain(objects: Objects): ReadonlyMap<string, readonly ChainRule[]> {
  const sets = new Map(
    (['set', 'map'] as const)
      .flatMap((kind) => pick(objects, kind, nftSet))
      .map((set) => [chainKey(set, set.name), set.elem ?? []]),
  );
  const byChain = new Map<string, ChainRule[]>(
    pick(objects, 'chain', nftChain).map((chain) => [chainKey(chain, chain.name), []]),
  );
  for (const rule of pick(objects, 'rule', nftRule)) {
    const setOf: SetOf = (name) => sets.get(chainKey(rule, name)) ?? null;
    byChain.get(chainKey(rule, rule.chain))?.push(toChainRule(rule, setOf));
  }
  return byChain;
}

/** A router filters in `forward`, a machine in `output`. */
function outboundHook(
  bases: readonly NftChain[],
  rules: ReadonlyMap<string, readonly ChainRule[]>,
): 'forward' | 'output' {
  const hasRules = (chain: NftChain): boolean => (rules.get(chainKey(chain, chain.name))?.length ?? 0) > 0;
  return bases.some((chain) => chain.hook === 'forward' && hasRules(chain)) ? 'forward' : 'output';
}

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['ip', 4],
  ['ip6', 6],
]);

function toBase(chain: NftChain, rules: ReadonlyMap<string, readonly ChainRule[]>): BaseChain {
  return {
    name: chainName(chain, chain.name),
    family: FAMILIES.get(chain.family) ?? null,
    policy: chain.policy === 'drop' ? 'drop' : 'accept',
    rules: rules.get(chainKey(chain, chain.name)) ?? [],
  };
}
