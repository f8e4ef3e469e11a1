/** All that the judge says of each boundary, in one line of what differs from a healthy run, and the lines that were recorded (`npm run golden`). */
import { PROTOCOLS } from '../../../../src/core/words.ts';
import type { Check } from '../../../../src/reading/check.ts';
import type { JudgedFinding, Judgement } from '../../../../src/judge/finding.ts';
import { judge } from '../../../../src/judge/judge.ts';
import { LANES, type Cell, type Lane, type LaneTruth } from '../../../../src/judge/truth.ts';
import { recordOf, WORLDS, type AnyRun } from '../any-record.ts';
import { healthy, REGION, tables } from '../record-builder.ts';
import { judgeBoundary, type Boundary } from './boundary.ts';
import { ROWS } from './rows.ts';

export const KEPT = new URL('told.txt', import.meta.url);

type Word = string | number | false | null | undefined;
const joined = (...words: readonly Word[]) =>
  words.filter((word) => word !== null && word !== undefined && word !== false && word !== '').join(' ');

/** Three by name, more by their number and both ends. */
function short(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.length}: ${ids[0]} … ${ids.at(-1)}` : ids.join(', ');
}

const PROVEN: Readonly<Record<string, string>> = { true: 'proven', false: '' };

function findingPart({ id, severity, side, sideProven, params, ...rest }: JudgedFinding): string {
  const { protocols, region, checks, explains, sources } = rest;
  return joined(
    ...[id, severity, side, PROVEN[String(sideProven)] ?? '?', protocols.join('+'), region],
    JSON.stringify(params, (_name, value: unknown) =>
      Array.isArray(value) ? short(value.map(String)) : value,
    ),
    `[${short(checks)}]`,
    explains.length > 0 && `explains ${explains.join(', ')}`,
    `(${sources.length})`,
  );
}

function cellPart({ role, port, transport, protocol, state, limit, counts, because }: Cell): string {
  const { planned, tested, passed } = counts;
  return joined(
    `cell ${role} ${port}/${transport}`,
    protocol,
    state,
    limit,
    passed,
    tested,
    planned,
    because,
  );
}

function lanePart(name: Lane, lane: LaneTruth): string {
  const { state, limit, side, sideProven, before, because, medianMs } = lane;
  return joined(
    `lane ${name}`,
    state,
    limit,
    side,
    sideProven && 'proven',
    before && 'before',
    because,
    medianMs,
  );
}

/** Checks by what is made of them, and behind what they were not tested. */
function checkParts(checks: readonly Check[]): string[] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const { status, notTestedBecause: why } = check;
    const key = joined(status, why?.reason, why?.text === '' && 'untold', why?.finding);
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups].map(([key, own]) => {
    const behind = own.flatMap(({ notTestedBecause }) => notTestedBecause?.check ?? []);
    const after = behind.length > 0 && `(behind ${short([...new Set(behind)])})`;
    return joined(`${key}:`, short(own.map(({ id }) => id)), after);
  });
}

function partsOf({ verdict, protocols, truth, findings, checks }: Judgement): string[] {
  const lanes = LANES.flatMap((name) => {
    const lane = truth.lanes[name];
    return lane === undefined ? [] : [lanePart(name, lane)];
  });
  const entries = PROTOCOLS.flatMap((name) => {
    const one = protocols[name];
    return one === undefined ? [] : [joined(name, one.verdict, one.transport, one.udpProof, one.band)];
  });
  return [
    ...[verdict, ...entries, ...lanes, ...truth.cells.map(cellPart)],
    `order ${findings.map(({ id }) => id).join(', ')}`,
    ...[...findings.map(findingPart), ...checkParts(checks)],
  ];
}

let known: readonly string[] | null = null;
const healthyParts = () => (known ??= partsOf(judge(healthy(), tables)));

export function lineOf(judgement: Judgement): string {
  const [usual, own] = [healthyParts(), partsOf(judgement)];
  return own
    .filter((part) => !usual.includes(part))
    .join(' | ')
    .replaceAll(REGION, 'here');
}

export const keyOf = ({ code, name }: Boundary) => `${code}: ${name}`;

export const worldLine = (world: AnyRun) => lineOf(judge(recordOf(world), tables));
export const worldKey = (at: number) => `any run: ${at}`;

/** The healthy run whole, each row, and runs that nobody thought of. */
export function linesNow(): string[] {
  const rows = ROWS.map((row) => `${keyOf(row)}\t${lineOf(judgeBoundary(row))}`);
  const worlds = WORLDS.map((world, at) => `${worldKey(at)}\t${worldLine(world)}`);
  return [`healthy\t${healthyLine()}`, ...rows, ...worlds];
}

export function healthyLine(): string {
  const judgement = judge(healthy(), tables);
  const { regions, bestRegion, limits } = judgement;
  return [...partsOf(judgement), JSON.stringify({ regions, bestRegion, limits })].join(' | ');
}
