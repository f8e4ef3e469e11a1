/** The doors that are knocked on, and what the audit says of each. */
import type { Family } from '../../src/core/words.ts';
import { addressToInteger, parseCidr, integerToAddress } from '../../src/regions/ip-interval.ts';
import { loadTables } from '../../src/regions/tables.ts';
import { auditContext } from '../../src/rules/audit/audit-context.ts';
import { audit, auditOutcome } from '../../src/rules/audit/audit.ts';
import type { Sender } from '../../src/rules/audit/condition.ts';
import { Firewall, type Part } from '../../src/rules/audit/coverage.ts';
import { english } from '../../src/words/en/index.ts';
import { readAuditText } from '../../src/rules/audit/read-audit-text.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { Ruleset, Where } from './ruleset.ts';

/** How the note about a chain that was cut off begins. */
const CUT = english.audit.note.cut('').replace(/ \.$/, '');

const request = {
  regions: ['eu-central-1'],
  protocols: ['pcoip', 'dcv'],
  profile: 'client',
  withAga: false,
  withFips: false,
  withIpv6: true,
  directoryId: null,
} as const;
const tables = loadTables();
const bare = auditContext(tables, request);

/** Every name has an address of its own. */
const names = [
  ...new Set(bare.wanted.rules.filter(({ kind }) => kind === 'fqdn').map(({ destination }) => destination)),
];
export const resolved = Object.fromEntries(names.map((name, index) => [name, [`198.51.100.${index + 1}`]]));
const context = auditContext(tables, request, resolved);

export interface Door {
  readonly rule: Rule;
  readonly transport: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
}

/** The first and the last address of each block, and the address of each name. */
const ALL: readonly Door[] = context.wanted.rules.flatMap((rule) => {
  const { transport, port, destination, kind } = rule;
  const block = kind === 'cidr' ? parseCidr(destination) : null;
  const addresses =
    block === null
      ? (resolved[destination] ?? [])
      : [block.first, block.last].map((value) => integerToAddress(value, block.family));
  return addresses.map((address) => ({ rule, transport, address, port }));
});

/** iptables-save has one family: the other one's doors are not its business. */
export function doorsFor({ kind }: Pick<Ruleset, 'kind'>): readonly Door[] {
  // Names differ by their address alone: four of them are enough.
  const few = ALL.filter(({ rule }, index) => rule.kind === 'cidr' || index % 5 === 0);
  return kind === 'nft' ? few : few.filter(({ address }) => !address.includes(':'));
}

function knownSender(given: { iif?: string; oif?: string; sources: readonly string[] }): Sender {
  const of = (family: Family): bigint | null =>
    given.sources.map(addressToInteger).find((one) => one?.family === family)?.value ?? null;
  return { iif: given.iif ?? null, oif: given.oif ?? null, group: null, sources: { 4: of(4), 6: of(6) } };
}

const SENDERS = {
  output: knownSender({ oif: 'wan0', sources: ['198.18.0.2', 'fd00:1::2'] }),
  forward: knownSender({ iif: 'lan0', oif: 'wan0', sources: ['198.18.0.2', 'fd00:1::2'] }),
} as const;

export type Answer = 'open' | 'shut' | 'not understood';

export interface Audited {
  /** In the order of the doors. */
  readonly answers: readonly Answer[];
  readonly outcome: 0 | 1 | 2;
  /** Why doors were not understood, for the figures. */
  readonly whys: readonly string[];
}

/** One line instead when the audit refuses the file. */
export function auditDoors(listing: string, where: Where, doors: readonly Door[]): Audited | string {
  const file = readAuditText(listing, { chain: where, sender: SENDERS[where] });
  if (typeof file === 'string') return file;
  const [view] = file.views;
  if (view === undefined) return 'no view';
  const firewall = new Firewall(view.layers, { families: file.families });
  const isCut = file.assumptions.some((text) => text.startsWith(CUT));
  const answers = doors.map(({ rule, address }): Answer => {
    const { left, inDoubt, mayBeOpen } = firewall.coverage(rule, resolved[rule.destination]);
    if (holds(left, address)) return mayBeOpen ? 'not understood' : 'shut';
    return isCut || holds(inDoubt, address) ? 'not understood' : 'open';
  });
  return {
    answers,
    outcome: auditOutcome(audit(file, context)),
    whys: [...file.unread.map(({ why }) => why), ...(isCut ? ['a chain for answers without one rule'] : [])],
  };
}

function holds(part: Part, address: string): boolean {
  if (typeof part === 'string') return part === 'all';
  const one = parseCidr(address);
  return part.some((cidr) => {
    const block = parseCidr(cidr);
    return (
      block !== null &&
      one !== null &&
      block.family === one.family &&
      block.first <= one.first &&
      one.last <= block.last
    );
  });
}
