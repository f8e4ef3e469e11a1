/**
 * One indexed view of a record: what every rule reads. Entries are sorted by id, so that the order of steps and observations in the
 * record can never change the outcome. A masked entry is one that a root cause covers: to later rules it was not measured.
 */
import type { Protocol } from '../core/words.ts';
import type { Evidence, EvidenceKind, EvidenceOf } from '../evidence/index.ts';
import type { NotTestedReason, Observed } from '../core/measured.ts';
import type { Step, StepRole } from '../plan/step.ts';
import type { Region, Tables } from '../regions/model.ts';
import type { Check } from './check.ts';
import type { RunRecord } from './record.ts';
import { checkOf } from './status-of.ts';

export interface Entry {
  readonly step: Step;
  readonly observed: Observed<Evidence> | null;
  /** Status of the step alone, before causes are known. */
  readonly check: Check;
  /** Null when the step gave no evidence or a root cause covers it. */
  readonly evidence: Evidence | null;
}

export interface View {
  readonly record: RunRecord;
  readonly tables: Tables;
  readonly protocols: readonly Protocol[];
  readonly entries: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;
  readonly byRole: ReadonlyMap<StepRole, readonly Entry[]>;
  /** Before any root cause covered anything; absent: this one. For what a cause rests on and covers at once. */
  readonly unmasked?: View;
  /** Selections made so far, by kind and roles; they never change, because the view does not. */
  readonly kept: Map<string, readonly Entry[]>;
}

/** Builds the view; pure. */
export function makeView(record: RunRecord, tables: Tables): View {
  const unstarted = unstartedReason(record);
  const entries = [...record.steps]
    .sort((a, b) => compareText(a.id, b.id))
    .map((step) => makeEntry(step, record.observations[step.id] ?? null, unstarted));
  return indexed({ record, tables, protocols: record.request.protocols, entries });
}

/** The same view with these entries unmeasured. */
export function maskEntries(view: View, ids: ReadonlySet<string>): View {
  if (ids.size === 0) return view;
  const entries = view.entries.map((entry) =>
    ids.has(entry.step.id) ? { ...entry, observed: null, evidence: null } : entry,
  );
  return indexed({ ...view, entries, unmasked: view.unmasked ?? view });
}

/** Entries of these roles that were measured with evidence of this kind. Kept with the view: every rule asks. */
export function measuredOf<K extends EvidenceKind>(
  view: View,
  kind: K,
  ...roles: readonly StepRole[]
): readonly (Entry & { readonly evidence: EvidenceOf<K> })[] {
  const key = `${kind} ${roles.join(' ')}`;
  const found =
    view.kept.get(key) ??
    roles.flatMap((role) => view.byRole.get(role) ?? []).filter((entry) => entry.evidence?.kind === kind);
  view.kept.set(key, found);
  // Sound: the filter above let only evidence of this kind through.
  return found as readonly (Entry & { readonly evidence: EvidenceOf<K> })[];
}

/** Whether the step serves this Region (a shared name serves several). */
export function servesRegion(step: Step, region: string): boolean {
  return step.region === region || step.regions.includes(region);
}

export function regionOf(view: View, code: string): Region | null {
  return view.tables.regions.find((region) => region.code === code) ?? null;
}

/** Stable order by code unit, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function makeEntry(step: Step, observed: Observed<Evidence> | null, unstarted: NotTestedReason): Entry {
  const evidence = observed?.outcome === 'completed' ? observed.evidence : null;
  return { step, observed, evidence, check: checkOf(step, observed, unstarted) };
}

function indexed(parts: Omit<View, 'byId' | 'byRole' | 'kept'>): View {
  const byRole = new Map<StepRole, Entry[]>();
  for (const entry of parts.entries) {
    const list = byRole.get(entry.step.role);
    if (list === undefined) byRole.set(entry.step.role, [entry]);
    else list.push(entry);
  }
  const byId = new Map(parts.entries.map((entry) => [entry.step.id, entry]));
  return { ...parts, byRole, byId, kept: new Map() };
}

function unstartedReason(record: RunRecord): NotTestedReason {
  return record.completedBecause ?? 'agent-failure';
}

/** Each text once, in the same order on every machine. */
export function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
