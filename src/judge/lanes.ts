/** The lanes of the truth table: sign-in and each protocol, from the cells, the verdicts and the findings that decide. */
import { PROTOCOLS, type Protocol, type Side } from '../core/words.ts';
import { TRUTH_ROLES, type TruthRole } from '../reading/truth-roles.ts';
import { cellsOf, limitOf, type TruthInput } from './cells.ts';
import type { ProtocolForecast } from './finding.ts';
import { isHiding } from './order.ts';
import type { Reduced } from './reduce.ts';
import type { Cell, LaneTruth, Truth } from './truth.ts';

/** The whole table. */
export function truthOf(input: TruthInput): Truth {
  const cells = cellsOf(input);
  const streaming = PROTOCOLS.flatMap((protocol) =>
    input.protocols[protocol] === undefined
      ? []
      : [[protocol, streamingLane(input, protocol, cells)] as const],
  );
  return { cells, lanes: { 'sign-in': signInLane(input, cells), ...Object.fromEntries(streaming) } };
}

/** Findings that decide here, the first one first, with what their causes say of themselves. */
function deciders({ reduced, deciding }: TruthInput): readonly Reduced[] {
  return reduced.filter(({ held: { region } }) => region === null || region === deciding);
}

const BEFORE_STREAMING: ReadonlySet<string> = new Set(['machine', 'local', 'proxy', 'names', 'sign-in']);

/** Whether an error of this cause keeps a session from starting at all. */
export function standsBefore({ held }: Reduced): boolean {
  return held.severity === 'error' && !isHiding(held) && BEFORE_STREAMING.has(held.cause.layer);
}

const WHOLE: LaneTruth = {
  state: 'open',
  limit: null,
  side: null,
  sideProven: false,
  before: false,
  because: null,
  medianMs: null,
};

function blamed({ id, held }: Reduced): Pick<LaneTruth, 'because' | 'side' | 'sideProven'> {
  return { because: id, side: sideOf(held), sideProven: held.cause.sideProven(held.facts) };
}

function blamedIfAny(found: Reduced | undefined): Partial<LaneTruth> {
  return found === undefined ? {} : blamed(found);
}

export function sideOf({ side, cause }: Reduced['held']): Side {
  return side ?? cause.side;
}

const SIGN_IN_ROLES: ReadonlySet<TruthRole> = new Set(
  TRUTH_ROLES.filter((role) => role !== 'health-check' && role !== 'gateways'),
);

function signInLane(input: TruthInput, cells: readonly Cell[]): LaneTruth {
  const own = cells.filter(({ role, state }) => SIGN_IN_ROLES.has(role) && state !== 'not-needed');
  const here = deciders(input).filter(
    ({ held }) => BEFORE_STREAMING.has(held.cause.layer) && !isHiding(held),
  );
  const error = here.find((one) => standsBefore(one) && isForAll(input, one));
  if (error !== undefined) return { ...WHOLE, state: 'cut', before: isTrunk(error), ...blamed(error) };
  if (!own.some(({ state }) => state === 'open'))
    return { ...WHOLE, state: own.some(({ counts: { tested } }) => tested > 0) ? 'unproven' : 'not-tested' };
  const partly = here.find(
    (one) => standsBefore(one) || (one.held.severity === 'warning' && isForAll(input, one)),
  );
  return partly === undefined ? WHOLE : { ...WHOLE, state: 'limited', ...blamed(partly) };
}

/** What one protocol alone needs (its session broker, its client) does not cut the sign-in of the other. */
function isForAll({ protocols }: TruthInput, { held }: Reduced): boolean {
  return PROTOCOLS.every(
    (protocol) => protocols[protocol] === undefined || held.protocols.includes(protocol),
  );
}

/** Nothing at all gets further: the line is cut before the lanes part. */
function isTrunk({ held: { cause } }: Reduced): boolean {
  return cause.layer === 'local' || cause.layer === 'names';
}

function streamingLane(input: TruthInput, protocol: Protocol, cells: readonly Cell[]): LaneTruth {
  const entry = input.protocols[protocol];
  const own = cells.filter(
    (cell) => cell.protocol === protocol && (cell.role === 'health-check' || cell.role === 'gateways'),
  );
  const here = deciders(input).filter(({ held }) => held.protocols.includes(protocol));
  const medianMs = input.figures?.rtt?.medianMs ?? null;
  if (entry === undefined) return WHOLE;
  const limit = limitOf(input, protocol);
  switch (entry.verdict) {
    case 'not-ready':
      return brokenLane(here, own, medianMs);
    case 'unknown':
      return unknownLane(here, own);
    case 'degraded':
      return {
        ...WHOLE,
        state: degradedState(entry, cells),
        limit,
        ...blamedIfAny(here.find(({ held }) => held.severity === 'warning')),
        medianMs,
      };
    case 'ready':
      return { ...WHOLE, limit, medianMs };
  }
}

function unknownLane(here: readonly Reduced[], own: readonly Cell[]): LaneTruth {
  const hiding = here.find(({ held }) => isHiding(held));
  const isTested = own.some(
    ({ state, counts }) => state === 'accepted' || counts.tested > 0 || counts.passed > 0,
  );
  const state = isTested ? 'unproven' : 'not-tested';
  return { ...WHOLE, state, ...blamedIfAny(hiding) };
}

function degradedState({ transport }: ProtocolForecast, cells: readonly Cell[]): LaneTruth['state'] {
  const isAround = transport === 'tcp-443' || transport === 'quic-443';
  return isAround && cells.some(({ state }) => state === 'detour') ? 'detour' : 'limited';
}

function brokenLane(here: readonly Reduced[], own: readonly Cell[], medianMs: number | null): LaneTruth {
  const error = here.find(standsBefore) ?? here.find(({ held }) => held.severity === 'error');
  const place = blamedIfAny(error);
  const isLimit = error?.held.cause.layer === 'path' && own.some(({ state }) => state === 'open');
  if (isLimit) return { ...WHOLE, state: 'limited', limit: 'ended', ...place, medianMs };
  return { ...WHOLE, state: 'cut', before: error !== undefined && standsBefore(error), ...place };
}
