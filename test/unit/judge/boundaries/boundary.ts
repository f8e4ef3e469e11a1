/**
 * One boundary of one row of spec/findings.md: a network just inside or just outside "holds when", and what the judge makes of it. The
 * judge is the real one; everything that is graver than a notice beside the finding must be named, so that nothing comes unseen.
 */
import type { Protocol, Severity, Side } from '../../../../src/core/words.ts';
import type { Code } from '../../../../src/causes/index.ts';
import type { Judgement } from '../../../../src/judge/finding.ts';
import { judge } from '../../../../src/judge/judge.ts';
import type { Tables } from '../../../../src/regions/model.ts';
import { healthy, REGION, tables, type Healthy, type Mutator } from '../record-builder.ts';
import { label } from '../scenario.ts';

interface More {
  readonly run?: Healthy;
  readonly tables?: Tables;
  /** Errors and warnings of other codes, as `code:severity` in order: exactly these. */
  readonly beside?: readonly string[];
  /** Where it differs from the section's. */
  readonly side?: Side;
  readonly protocols?: readonly Protocol[];
  /** Whether it heads the list; an error or a warning must, unless this says otherwise. */
  readonly first?: boolean;
  /** Ids of what it makes superfluous: exactly these. `@here` stands for the Region. */
  readonly explains?: readonly string[];
  readonly params?: Readonly<Record<string, unknown>>;
  /** Whether what was seen proves the side. */
  readonly proven?: boolean;
}

/** Several of one code where severity or protocols differ. */
type Coming = Severity | readonly [Severity, readonly Protocol[]];
type Wanted = Severity | readonly Coming[] | null;

/** The sentence, the network, what comes (null: it does not), and what else. */
type Row = readonly [name: string, fault: Mutator, wanted: Wanted, more?: More];

interface Section {
  readonly code: Code;
  readonly side: Side;
  /** Default: every protocol that was asked for. */
  readonly protocols?: readonly Protocol[];
  readonly rows: readonly Row[];
}

export interface Boundary extends Omit<Section, 'rows'> {
  readonly name: string;
  readonly fault: Mutator;
  readonly wanted: Wanted;
  readonly more: More;
}

/** The rows of one code; as findings.md has them, with whose it is. */
export function rowsOf({ rows, ...section }: Section): readonly Boundary[] {
  return rows.map(([name, fault, wanted, more = {}]) => ({ ...section, name, fault, wanted, more }));
}

export const fine: Mutator = (record) => record;

export function judgeBoundary({ fault, more }: Boundary): Judgement {
  return judge(fault(healthy(more.run)), more.tables ?? tables);
}

/** Everything that a row says, as the judge says it. */
export function gotOf(row: Boundary, { findings }: Judgement) {
  const own = findings.filter(({ code }) => code === row.code);
  const graver = findings.filter(({ code, severity }) => code !== row.code && severity !== 'notice');
  return {
    comes: own.map(({ severity, side, protocols }) => `${severity}, ${side}, ${protocols.join(' and ')}`),
    beside: graver.map(label),
    first: own.length > 0 && mayLead(row) ? findings[0]?.code === row.code : null,
    explains: [...new Set(own.flatMap(({ explains }) => explains))].sort(),
    params: Object.keys(row.more.params ?? {}).map((key) => [key, own[0]?.params[key]]),
    proven: row.more.proven === undefined ? null : own[0]?.sideProven,
  };
}

export function wantedOf(row: Boundary) {
  const { more, wanted } = row;
  const side = more.side ?? row.side;
  return {
    comes: comingsOf(row).map(([severity, protocols]) => `${severity}, ${side}, ${protocols.join(' and ')}`),
    beside: more.beside ?? [],
    first: wanted !== null && mayLead(row) ? (more.first ?? true) : null,
    explains: (more.explains ?? []).map((id) => id.replace('@here', `@${REGION}`)).sort(),
    params: Object.entries(more.params ?? {}),
    proven: more.proven ?? null,
  };
}

/** The order among notices is that of the layers and says nothing. */
function mayLead(row: Boundary): boolean {
  return row.more.first !== undefined || comingsOf(row).some(([severity]) => severity !== 'notice');
}

function comingsOf({ wanted, more, protocols }: Boundary) {
  const usual = more.protocols ?? protocols ?? more.run?.request?.protocols ?? ['pcoip', 'dcv'];
  const comings: readonly Coming[] = wanted === null ? [] : typeof wanted === 'string' ? [wanted] : wanted;
  return comings.map((one) => (typeof one === 'string' ? ([one, usual] as const) : one));
}
