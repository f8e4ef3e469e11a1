/** Base chains as what each sender meets: a layer for each hook and each kind of packet. Pure. */
import type { AuditFile, AuditView, Unread } from './audit-entry.ts';
import {
  chainsFacing,
  flatten,
  type BaseChain,
  type ChainRule,
  type Chains,
  type ChainsByWay,
} from './chain.ts';
import { senderText, sendersOf, traitsOf, type Condition } from './condition.ts';
import { isEverything } from './match.ts';
import type { ReadOptions } from './read-options.ts';

export interface Way {
  readonly bases: readonly BaseChain[];
  /** Chains by key; answers are read with source and destination the other way round, and so have chains of their own. */
  readonly chains: ChainsByWay;
  /** Interfaces that a sender of this way has. */
  readonly sides: readonly ('iif' | 'oif')[];
  /** Which interfaces may lead to the service; without it any may. */
  readonly isWayOut?: (name: string) => boolean;
}

interface Viewed {
  readonly views: readonly AuditView[];
  readonly unread: readonly Unread[];
}

export function viewsOf(
  way: Way,
  { sender, work, words }: Pick<ReadOptions, 'sender' | 'work' | 'words'>,
): Viewed {
  const conditions = conditionsOf(way);
  const senders = sender === null ? sendersOf(conditions, way.sides, way.isWayOut) : [sender];
  const unread = new Map<string, Unread>();
  const views = senders.map((one): AuditView => {
    const flat = way.bases.map((base) =>
      flatten({
        base,
        chains: chainsFacing(way.chains, base.facing),
        circumstances: { ...base.at, facing: base.facing, sender: one },
        work,
        words,
      }),
    );
    for (const row of flat.flatMap((each) => each.unread)) unread.set(`${row.place} ${row.why}`, row);
    return {
      sender: senderText(one, conditions, words),
      traits: traitsOf(one, conditions),
      layers: worthwhile(flat.map(({ layer }) => layer)),
    };
  });
  return { views, unread: [...unread.values()] };
}

/** Of the chains that packets reach: a question that nobody is asked tells no senders apart. */
function conditionsOf({ bases, chains }: Way): Condition[] {
  const lists = bases.flatMap((base) => reached(base.rules, chainsFacing(chains, base.facing)));
  return [...new Set(lists)].flatMap((rules) =>
    rules.flatMap(({ cases }) =>
      cases.flatMap((one) =>
        one.conditions.filter(({ names, sources }) => names !== undefined || sources !== undefined),
      ),
    ),
  );
}

function reached(rules: readonly ChainRule[], chains: Chains): (readonly ChainRule[])[] {
  const seen = new Set<readonly ChainRule[]>([rules]);
  // A set goes on with what is added while it is walked.
  for (const list of seen)
    for (const { cases } of list)
      for (const { verdict } of cases) {
        const next =
          verdict.kind === 'jump' || verdict.kind === 'goto' ? chains.get(verdict.chain) : undefined;
        if (next !== undefined) seen.add(next);
      }
  return [...seen];
}

/** A layer that lets everything pass shuts nothing; one of first packets stays, for its entries are what the file lets out. */
function worthwhile(layers: AuditView['layers']): AuditView['layers'] {
  const shutting = layers.filter(
    ({ entries }) =>
      !(
        entries.every(({ verdict }) => verdict === 'accept') &&
        entries.some((one) => one.doubt === null && isEverything(one))
      ),
  );
  return shutting.some(({ facing }) => facing === 'first')
    ? shutting
    : [...layers.filter(({ facing }) => facing === 'first').slice(0, 1), ...shutting];
}

/** A file of one ordered list (a CSV, a cloud's rules): its rules are one chain with a policy. */
export function singleList(
  file: Omit<AuditFile, 'views' | 'other' | 'chain' | 'families' | 'unread'> & {
    readonly unread?: readonly Unread[];
  },
  list: Pick<BaseChain, 'rules' | 'policy'> & {
    /** What packets and their answers cross besides. */
    readonly more?: readonly BaseChain[];
    /** Lists that only a jump reaches. */
    readonly chains?: Chains;
  },
  options: ReadOptions,
): AuditFile {
  const base: BaseChain = {
    name: 'default',
    hook: null,
    family: null,
    facing: 'first',
    at: ANYWHERE,
    rules: list.rules,
    policy: list.policy,
  };
  const chains: Chains = list.chains ?? new Map();
  const bases = [base, ...(list.more ?? [])];
  const { views, unread } = viewsOf(
    { bases, chains: { onward: chains, answer: chains }, sides: ['iif', 'oif'], isWayOut },
    options,
  );
  return {
    ...file,
    chain: null,
    views,
    other: null,
    families: [4, 6],
    unread: [...(file.unread ?? []), ...unread],
  };
}

/** The service is on the Internet: zones whose names say that they are inside lead nowhere near it. */
function isWayOut(zone: string): boolean {
  return !/^(dmz|lan|inside|trust|internal|private|vpn|tun|ssl\.|guest|mgmt|management|server|ipsec)/i.test(
    zone,
  );
}

/** A firewall on the way sees both interfaces, and tracks connections. */
export const ANYWHERE: BaseChain['at'] = { tracked: true, has: { iif: true, oif: true }, local: false };
