/** A finding becomes an event when it lasts, not when it is seen. Pure; moments in milliseconds since 1970, as they outlive the process. */
import { z } from 'zod';
import { LAYERS, type Layer } from '../causes/cause.ts';

/** For how long a finding of a layer must hold to be active by time alone; two sights in three runs are enough at any time. */
const HOLD_MS: Readonly<Record<Layer, number>> = {
  machine: 5_000,
  local: 5_000,
  proxy: 30_000,
  names: 30_000,
  'sign-in': 120_000,
  streaming: 120_000,
  path: 300_000,
  tables: 0,
  us: 0,
};
const RUNS = 3;
const SIGHTS = 2;

export interface Seen {
  readonly code: string;
  readonly layer: Layer;
  readonly side: string;
  readonly severity: string;
}

export interface Tracked extends Seen {
  readonly firstMs: number;
  /** The last three runs, the newest first. */
  readonly sights: readonly boolean[];
  readonly active: boolean;
}
export type Persistence = ReadonlyMap<string, Tracked>;

export interface FindingChange extends Seen {
  readonly change: 'active' | 'gone';
}

const kept = z.object({
  code: z.string().max(60),
  layer: z.enum(LAYERS),
  side: z.string().max(20),
  severity: z.string().max(20),
  firstMs: z.number(),
  sights: z.array(z.boolean()).max(RUNS),
  active: z.boolean(),
}) satisfies z.ZodType<Tracked>;
/** As it is written down between two runs of `--once`. */
export const keptFound = z.array(kept).max(200);

export function foundOf(entries: readonly Tracked[]): Persistence {
  return new Map(entries.map((one) => [one.code, one]));
}

/** `reached`: whether the run got far enough to see the finding of this code again; where it did not, nothing follows from its absence. */
export function track(
  before: Persistence,
  seen: readonly Seen[],
  { nowMs, reached }: { readonly nowMs: number; readonly reached: (code: string) => boolean },
): { readonly after: Persistence; readonly changes: readonly FindingChange[] } {
  const after = new Map<string, Tracked>();
  const changes: FindingChange[] = [];
  const now = new Map(seen.map((one) => [one.code, one]));
  for (const code of new Set([...before.keys(), ...now.keys()])) {
    const [known, fresh] = [before.get(code), now.get(code)];
    const next = fresh === undefined && !reached(code) ? known : nextOf(known, fresh, nowMs);
    if (next === undefined) continue;
    if (!isOver(next)) after.set(code, next);
    if ((known?.active ?? false) !== next.active) changes.push(changeOf(next));
  }
  return { after, changes };
}

/** Undefined where there is nothing to know. */
function nextOf(known: Tracked | undefined, fresh: Seen | undefined, nowMs: number): Tracked | undefined {
  const facts = fresh ?? known;
  if (facts === undefined) return undefined;
  const { code, layer, side, severity } = facts;
  const before = known ?? { sights: [], firstMs: nowMs, active: false };
  const sights = [fresh !== undefined, ...before.sights].slice(0, RUNS);
  const next = { code, layer, side, severity, sights, firstMs: before.firstMs };
  return { ...next, active: !isOver(next) && (before.active || lasts(next, nowMs)) };
}

function isOver({ sights }: Pick<Tracked, 'sights'>): boolean {
  return sights.length === RUNS && !sights.includes(true);
}

function changeOf({ code, layer, side, severity, active }: Tracked): FindingChange {
  return { change: active ? 'active' : 'gone', code, layer, side, severity };
}

function lasts({ sights, firstMs, layer }: Omit<Tracked, 'active'>, nowMs: number): boolean {
  if (sights[0] !== true) return false;
  return sights.filter((seen) => seen).length >= SIGHTS || nowMs - firstMs >= HOLD_MS[layer];
}
