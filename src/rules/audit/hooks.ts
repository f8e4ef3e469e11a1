/** The hooks of netfilter that a conversation crosses, on the machine itself and on a router (nft(8), "ADDRESS FAMILIES"). Pure. */
import type { AuditFile, AuditFormat, Chain, Unread } from './audit-entry.ts';
import type { BaseChain } from './chain.ts';

import type { Facing } from './audit-entry.ts';
import type { ReadOptions } from './read-options.ts';
import { viewsOf, type Way } from './views.ts';

export interface Hook {
  readonly name: string;
  readonly facings: readonly Facing[];
  readonly at: BaseChain['at'];
}

const ONWARD: readonly Facing[] = ['first', 'later'];
const BACK: readonly Facing[] = ['answer'];
const at = (iif: boolean, oif: boolean, more: Partial<BaseChain['at']> = {}): BaseChain['at'] => ({
  tracked: true,
  has: { iif, oif },
  local: false,
  ...more,
});

const HOOKS: Readonly<Record<Chain, readonly Hook[]>> = {
  output: [
    { name: 'output', facings: ONWARD, at: at(false, true) },
    { name: 'postrouting', facings: ONWARD, at: at(false, true) },
    { name: 'egress', facings: ONWARD, at: at(false, true) },
    { name: 'ingress', facings: BACK, at: at(true, false, { tracked: false, local: true }) },
    { name: 'prerouting', facings: BACK, at: at(true, false, { local: true }) },
    { name: 'input', facings: BACK, at: at(true, false, { local: true }) },
  ],
  forward: [
    { name: 'ingress', facings: ONWARD, at: at(true, false, { tracked: false }) },
    { name: 'prerouting', facings: ONWARD, at: at(true, false) },
    { name: 'forward', facings: [...ONWARD, ...BACK], at: at(true, true) },
    { name: 'postrouting', facings: ONWARD, at: at(false, true) },
    { name: 'egress', facings: ONWARD, at: at(false, true) },
    { name: 'ingress', facings: BACK, at: at(true, false, { tracked: false }) },
    { name: 'prerouting', facings: BACK, at: at(true, false) },
    { name: 'postrouting', facings: BACK, at: at(false, true) },
    { name: 'egress', facings: BACK, at: at(false, true) },
  ],
};

export function hooksOf(chain: Chain): readonly Hook[] {
  return HOOKS[chain];
}

interface Ways {
  readonly format: AuditFormat;
  readonly readAs: string;
  readonly wayOf: (chain: Chain) => Omit<Way, 'sides'>;
  readonly families: AuditFile['families'];
  readonly unread?: readonly Unread[];
  readonly options: ReadOptions;
}

/** The chain asked for, and the other one where that filters too. */
export function readWays({ format, readAs, wayOf, families, unread = [], options }: Ways): AuditFile {
  const view = (chain: Chain) =>
    viewsOf({ ...whole(wayOf(chain)), sides: chain === 'forward' ? ['iif', 'oif'] : ['oif'] }, options);
  const { chain, words } = options;
  const otherChain: Chain = chain === 'output' ? 'forward' : 'output';
  const own = view(chain);
  const other = filters(wayOf(otherChain).bases, otherChain) ? view(otherChain) : null;
  const cut = wayOf(chain)
    .bases.filter(isCut)
    .map(({ name }) => name);
  const names = [
    ...new Set(
      wayOf(chain)
        .bases.filter(({ facing }) => facing === 'first')
        .map(({ name }) => name),
    ),
  ];
  return {
    format,
    readAs,
    chain,
    views: own.views,
    other: other === null ? null : { chain: otherChain, views: other.views },
    families,
    unread: [...unread, ...own.unread],
    assumptions: [
      names.length === 0 ? words.note.noChain(chain) : words.note.chains(chain, names.slice(0, 6).join(', ')),
      words.note.quotas,
      ...(cut.length === 0 ? [] : [words.note.cut([...new Set(cut)].join(', '))]),
    ],
  };
}

/** A chain for answers without one rule: it was cut, for such a machine hears nothing at all. */
function isCut({ facing, policy, rules }: BaseChain): boolean {
  return facing === 'answer' && policy === 'drop' && rules.length === 0;
}

function whole(way: Omit<Way, 'sides'>): Omit<Way, 'sides'> {
  return { ...way, bases: way.bases.filter((base) => !isCut(base)) };
}

/** Whether a first packet may meet a refusal there. */
function filters(bases: readonly BaseChain[], chain: Chain): boolean {
  return bases.some(
    ({ hook, facing, policy, rules }) =>
      facing === 'first' && hook === chain && (policy === 'drop' || rules.length > 0),
  );
}
