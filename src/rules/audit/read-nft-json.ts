/**
 * The accepting rules of `nft -j list ruleset` (libnftables-json(5)), as far as they say destination, port and transport.
 * A rule with a match that is not understood is told, never guessed. Rules that drop, and their order, are not followed.
 */
import { z } from 'zod';
import {
  parseDestination,
  shownText,
  type AuditEntry,
  type AuditFile,
  type AuditTarget,
  type PortRange,
} from './audit-entry.ts';
import { intervalToCidrs, type IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';

const nftRule = z.object({
  table: z.string(),
  chain: z.string(),
  handle: z.number().optional(),
  expr: z.array(z.record(z.string(), z.unknown())),
});
const nftChain = z.object({
  table: z.string(),
  name: z.string(),
  hook: z.string().optional(),
  policy: z.string().optional(),
});
const nftSet = z.object({ table: z.string(), name: z.string(), elem: z.array(z.unknown()).optional() });
const ruleset = z.object({ nftables: z.array(z.record(z.string(), z.unknown())) });

type NftRule = z.infer<typeof nftRule>;
type Sets = ReadonlyMap<string, readonly unknown[]>;

export function readNftJson(text: string): AuditFile | string {
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
  const sets: Sets = new Map(
    pick(objects, 'set', nftSet).map(({ table, name, elem }) => [`${table} ${name}`, elem ?? []]),
  );
  const hook = outboundHook(chains, pick(objects, 'rule', nftRule));
  const rules = pick(objects, 'rule', nftRule).filter((rule) => isOutbound(rule, chains, hook));
  const read = rules
    .filter(({ expr }) => expr.some((part) => 'accept' in part))
    .map((rule) => toEntry(rule, sets));
  return {
    format: 'nft-json',
    entries: [
      ...openPolicies(chains, hook, rules),
      ...read.flatMap((one) => (one && 'target' in one ? [one] : [])),
    ],
    unread: read.flatMap((one) => (one && 'why' in one ? [one] : [])),
    assumptions: [
      `Chains of the hook ${hook} were read. Rules that drop, and the order of the rules, were not followed.`,
      'Conditions on interfaces and source addresses were taken as met.',
    ],
  };
}

function pick<T>(objects: readonly Record<string, unknown>[], key: string, schema: z.ZodType<T>): T[] {
  return objects.flatMap((object) => {
    const parsed = schema.safeParse(object[key]);
    return parsed.success ? [parsed.data] : [];
  });
}

type NftChain = z.infer<typeof nftChain>;

/** A router filters in `forward`, a machine in `output`. */
function outboundHook(chains: readonly NftChain[], rules: readonly NftRule[]): 'forward' | 'output' {
  const forward = chains.filter(({ hook }) => hook === 'forward');
  return forward.some((chain) => rules.some((rule) => inChain(rule, chain))) ? 'forward' : 'output';
}

function inChain(rule: NftRule, chain: NftChain): boolean {
  return rule.table === chain.table && rule.chain === chain.name;
}

/** Chains without a hook are jumped to: their rules count. */
function isOutbound(rule: NftRule, chains: readonly NftChain[], hook: string): boolean {
  const chain = chains.find((one) => inChain(rule, one));
  return chain?.hook === undefined || chain.hook === hook;
}

/** A chain whose policy lets everything out is one entry. */
function openPolicies(chains: readonly NftChain[], hook: string, rules: readonly NftRule[]): AuditEntry[] {
  return chains
    .filter(
      (chain) =>
        chain.hook === hook && chain.policy === 'accept' && rules.some((rule) => inChain(rule, chain)),
    )
    .map(({ table, name }) => ({
      place: `chain ${table} ${name}`,
      text: 'policy accept',
      target: { kind: 'anywhere' },
      ports: null,
      transports: null,
    }));
}

interface Draft {
  target: AuditTarget;
  ports: readonly PortRange[] | null;
  transports: readonly Rule['transport'][] | null;
}

/** Null for an accepting rule that opens nothing new: answers of known connections, the loopback interface, ICMP. */
function toEntry(rule: NftRule, sets: Sets): AuditEntry | AuditFile['unread'][number] | null {
  const place = `handle ${rule.handle ?? 'unknown'} (${rule.table} ${rule.chain})`;
  const draft: Draft = { target: { kind: 'anywhere' }, ports: null, transports: null };
  for (const part of rule.expr) {
    const outcome = applyPart(draft, part, (name) => sets.get(`${rule.table} ${name}`) ?? null);
    if (outcome === 'opens nothing') return null;
    if (outcome === 'unread')
      return { place, text: shownText(JSON.stringify(part)), why: 'a match that is not understood' };
  }
  return { place, text: describe(draft), ...draft };
}

/** The rule in a few words; its JSON would fill the screen. */
function describe({ target, ports, transports }: Draft): string {
  const to = target.kind === 'addresses' ? target.intervals.flatMap(intervalToCidrs).join(', ') : 'anywhere';
  const port = ports?.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
  return shownText(`${to} ${transports?.join('+') ?? 'any transport'} ${port ?? 'any port'}`);
}

type Outcome = 'read' | 'unread' | 'opens nothing';
type SetOf = (name: string) => readonly unknown[] | null;

const matchPart = z.object({
  match: z.object({ op: z.string(), left: z.record(z.string(), z.unknown()), right: z.unknown() }),
});
const payload = z.object({ protocol: z.string(), field: z.string() });
/** Statements that neither open nor close anything. */
const NEUTRAL = new Set(['accept', 'counter', 'comment', 'log', 'limit']);

function applyPart(draft: Draft, part: Record<string, unknown>, setOf: SetOf): Outcome {
  if (Object.keys(part).every((key) => NEUTRAL.has(key))) return 'read';
  const parsed = matchPart.safeParse(part);
  if (!parsed.success || !['==', 'in'].includes(parsed.data.match.op)) return 'unread';
  const { left, right } = parsed.data.match;
  const values = flatten(right, setOf);
  if (values === null) return 'unread';
  if ('ct' in left) return values.includes('new') ? 'read' : 'opens nothing';
  const field = payload.safeParse(left['payload']);
  if (field.success) return applyPayload(draft, field.data, values);
  return applyMeta(draft, z.object({ key: z.string() }).safeParse(left['meta']).data?.key ?? '', values);
}

function applyMeta(draft: Draft, key: string, values: readonly unknown[]): Outcome {
  if (key === 'oif' || key === 'oifname') return values.includes('lo') ? 'opens nothing' : 'read';
  if (key === 'iif' || key === 'iifname' || key === 'nfproto') return 'read';
  if (key !== 'l4proto') return 'unread';
  const transports = values.filter((value): value is Rule['transport'] => value === 'tcp' || value === 'udp');
  if (transports.length === 0) return 'opens nothing';
  draft.transports = transports;
  return 'read';
}

function applyPayload(
  draft: Draft,
  { protocol, field }: z.infer<typeof payload>,
  values: readonly unknown[],
): Outcome {
  if (field === 'saddr' || field === 'sport') return 'read';
  if (protocol === 'icmp' || protocol === 'icmpv6') return 'opens nothing';
  if (field === 'dport') return applyPorts(draft, protocol, values);
  return field === 'daddr' ? applyAddresses(draft, values) : 'unread';
}

function applyPorts(draft: Draft, protocol: string, values: readonly unknown[]): Outcome {
  const ports = values.map((value) => {
    const range = z.object({ range: z.tuple([z.number(), z.number()]) }).safeParse(value);
    if (range.success) return { first: range.data.range[0], last: range.data.range[1] };
    return typeof value === 'number' ? { first: value, last: value } : null;
  });
  if (ports.some((port) => port === null)) return 'unread';
  draft.ports = ports.flatMap((port) => port ?? []);
  if (protocol === 'tcp' || protocol === 'udp') draft.transports = [protocol];
  return 'read';
}

function applyAddresses(draft: Draft, values: readonly unknown[]): Outcome {
  const targets = values.map((value) => parseDestination(writtenAddress(value)));
  if (targets.some((target) => target?.kind === 'anywhere')) return 'read';
  if (!targets.every((target) => target?.kind === 'addresses')) return 'unread';
  const intervals: IpInterval[] = targets.flatMap((target) =>
    target?.kind === 'addresses' ? target.intervals : [],
  );
  draft.target = { kind: 'addresses', intervals };
  return 'read';
}

function writtenAddress(value: unknown): string {
  const prefix = z.object({ prefix: z.object({ addr: z.string(), len: z.number() }) }).safeParse(value);
  if (prefix.success) return `${prefix.data.prefix.addr}/${prefix.data.prefix.len}`;
  const range = z.object({ range: z.tuple([z.string(), z.string()]) }).safeParse(value);
  if (range.success) return range.data.range.join('-');
  return typeof value === 'string' ? value : '';
}

/** A value, `{ "set": [...] }` or `@name` as a list; null for a set that is not in the file. */
function flatten(right: unknown, setOf: SetOf): readonly unknown[] | null {
  if (typeof right === 'string' && right.startsWith('@')) return setOf(right.slice(1));
  const set = z.object({ set: z.array(z.unknown()) }).safeParse(right);
  if (set.success) return set.data.set;
  return Array.isArray(right) ? (right as unknown[]) : [right];
}
