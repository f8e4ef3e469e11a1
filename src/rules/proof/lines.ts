/**
 * A proof as rules are entered into a firewall: one line for each Region, purpose, port and transport, with all of its names and blocks.
 * A line is as weak as its weakest destination. Pure.
 */
import { RULE_STATES, type RuleState, type Untestable } from '../../core/words.ts';
import { countAddresses, parseCidr } from '../../regions/ip-interval.ts';
import type { Check } from '../../reading/check.ts';
import type { Report } from '../../report/report.ts';
import { enteredAs } from '../count-rules.ts';
import type { Rule } from '../rule.ts';
import { checksAbout, type Proof, type ProofRow } from './proof.ts';

export interface ProofLine extends Pick<
  Rule,
  'region' | 'category' | 'purpose' | 'need' | 'protocol' | 'port' | 'transport' | 'source' | 'doubt'
> {
  /** The same in every report about the same tables. */
  readonly id: string;
  /** Names, wildcards and blocks, in the order of the rules. */
  readonly destinations: readonly string[];
  /** Ids of the rules, for a syntax. */
  readonly rules: readonly string[];
  /** Addresses that the blocks hold; null where there are names alone. */
  readonly addresses: number | null;
  readonly state: RuleState;
  readonly untestable: Untestable | null;
  /** Of servers and names that stand for it: how many were to be asked, were asked, and are open. */
  readonly counts: { readonly planned: number; readonly tested: number; readonly passed: number };
  /** Ids of the checks that decided. */
  readonly checks: readonly string[];
  /** When the first of them was asked; null: none was. */
  readonly askedAt: string | null;
  /** Ids of the checks that would test it again, without the controls; none where no check can. */
  readonly again: readonly string[];
}

export function proofLines(proof: Proof, report: Pick<Report, 'checks' | 'createdAt'>): ProofLine[] {
  return [...rulesOf(proof.rows)].flatMap(([id, rows]) => lineOf(id, rows, { all: proof.rows, report }));
}

/** The state of each rule as it is entered: what every face counts. */
export function ruleStates(rows: readonly ProofRow[]): RuleState[] {
  return [...rulesOf(rows).values()].map((own) => stateOf(own, rows));
}

/** Rows by the rule that they are entered as. */
function rulesOf(rows: readonly ProofRow[]): ReadonlyMap<string, readonly ProofRow[]> {
  const groups = new Map<string, ProofRow[]>();
  for (const row of rows) {
    const key = enteredAs(row.rule);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

interface Context {
  readonly all: readonly ProofRow[];
  readonly report: Pick<Report, 'checks' | 'createdAt'>;
}

function lineOf(id: string, rows: readonly ProofRow[], { all, report }: Context): ProofLine[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { region, category, purpose, need, protocol, port, transport, source, doubt } = first.rule;
  const open = new Set(rows.flatMap(({ openBy }) => openBy));
  const decided = new Set(rows.flatMap(({ checks }) => checks));
  const about = unique(rows.flatMap(({ rule }) => checksAbout(rule, report.checks)));
  const state = stateOf(rows, all);
  const asked = about.filter((check) => decided.has(check.id));
  return [
    {
      ...{ id, region, category, purpose, need, protocol, port, transport, source, doubt, state },
      destinations: rows.map(({ rule }) => rule.destination),
      rules: rows.map(({ rule }) => rule.id),
      addresses: addressesOf(rows),
      untestable: state === 'untestable' ? first.untestable : null,
      counts: {
        planned: targets(about).size,
        tested: targets(asked).size,
        passed: targets(asked.filter((check) => open.has(check.id))).size,
      },
      checks: [...decided],
      askedAt: askedAt(asked, report.createdAt),
      again: state === 'open' ? [] : about.map(({ id }) => id),
    },
  ];
}

function unique(checks: readonly Check[]): Check[] {
  return [...new Map(checks.map((check) => [check.id, check])).values()];
}

/** What is contacted, not how: a server that is asked over UDP in two ways is one. */
function targets(checks: readonly Check[]): Set<string> {
  return new Set(checks.map(({ target, id }) => target.address ?? target.host ?? id));
}

function askedAt(checks: readonly Check[], createdAt: string): string | null {
  const starts = checks.flatMap(({ startMs }) => startMs ?? []);
  const from = Date.parse(createdAt);
  return starts.length === 0 || Number.isNaN(from)
    ? null
    : new Date(from + Math.min(...starts)).toISOString();
}

/** Null for names; a number of IPv6 addresses is none that anybody reads. */
function addressesOf(rows: readonly ProofRow[]): number | null {
  const blocks = rows.flatMap(({ rule }) =>
    rule.kind === 'cidr' ? (parseCidr(rule.destination) ?? []) : [],
  );
  const count = countAddresses(blocks);
  return blocks.length === 0 || count > 2n ** 32n ? null : Number(count);
}

/** Health-check servers stand there by name and by address: what was asked of either is enough. */
function stateOf(rows: readonly ProofRow[], all: readonly ProofRow[]): RuleState {
  const states = rows.map((row) => rowState(row, all));
  const isHealthCheck = rows.every(({ rule }) => rule.category === 'healthCheck');
  const seen = isHealthCheck ? states.filter((state) => state !== 'not-tested') : states;
  return RULE_STATES.find((state) => (seen.length === 0 ? states : seen).includes(state)) ?? 'not-tested';
}

/**
 * A gateway may be idle: that it refuses or stays silent counts where an express prohibition forbids it, or where the health-check
 * servers of the same port, which always answer, do not open either. Silence on UDP proves nothing.
 */
function rowState(row: ProofRow, all: readonly ProofRow[]): RuleState {
  const { state, sampled, forbidden, untestable, rule } = row;
  if (state === 'open') return 'open';
  if (state === 'not-tested') return untestable === null ? 'not-tested' : 'untestable';
  if (state === 'silent' && rule.transport === 'udp') return 'no-reply';
  const counts = !sampled || forbidden || healthChecksAre(row, all, state);
  return counts ? state : 'no-reply';
}

function healthChecksAre({ rule }: ProofRow, all: readonly ProofRow[], state: ProofRow['state']): boolean {
  const servers = all.filter(
    (other) =>
      other.rule.category === 'healthCheck' &&
      other.rule.region === rule.region &&
      other.rule.port === rule.port &&
      other.rule.transport === rule.transport &&
      other.tested > 0,
  );
  return servers.length > 0 && servers.every((other) => other.state === state);
}
