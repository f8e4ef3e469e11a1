/** What rules share when they make a finding: protocols, ids, hosts, and one share per Region and severity. */
import type { Need, Protocol, Severity } from '../core/words.ts';
import { compareText, type Entry, type View } from '../reading/view.ts';
import type { Found } from './cause.ts';

/** Highest severity that a failure of a name may have (findings.md, "How much a name matters"). */
const CEILING: Readonly<Record<Need, Severity>> = {
  essential: 'error',
  supporting: 'warning',
  situational: 'notice',
};

function severityOf(need: Need | null): Severity {
  return need === null ? 'error' : CEILING[need];
}

/** Protocols that these steps decide on, of those asked for; a general cause concerns every one of them. */
export function protocolsOf(view: View, entries: readonly Entry[]): readonly Protocol[] {
  const named = view.protocols.filter((protocol) =>
    entries.some((entry) => entry.step.protocols.includes(protocol)),
  );
  return named.length > 0 ? named : view.protocols;
}

export function idsOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map((entry) => entry.step.id))].sort(compareText);
}

export function hostsOf(entries: readonly Entry[]): string[] {
  const hosts = entries.map(({ check: { target }, step: { id, role } }) => {
    const host = target.host ?? target.address ?? id;
    return role === 'also' && target.port !== null && target.port !== 443 ? `${host}:${target.port}` : host;
  });
  return [...new Set(hosts)].sort(compareText);
}

/** Failing entries that one finding speaks of. */
export interface Share {
  readonly severity: Severity;
  readonly region: string | null;
  readonly entries: readonly Entry[];
}

/**
 * Splits failing entries into one share per Region and severity, as findings are reported: entries of several Regions apart (only the
 * deciding one decides), shared names with the only Region where there is one; a lower need joins a higher one of the same Region.
 */
export function sharesOf(view: View, failing: readonly Entry[]): readonly Share[] {
  return regionsOf(view, failing).flatMap(({ region, entries }) => {
    if (entries.length === 0) return [];
    return [{ severity: severityOf(weightiest(entries)[0]?.step.need ?? null), region, entries }];
  });
}

/** Entries whose need is the highest among them: they alone say which protocols are hit. */
export function weightiest(entries: readonly Entry[]): readonly Entry[] {
  const rank = (entry: Entry) =>
    ['essential', 'supporting', 'situational'].indexOf(entry.step.need ?? 'essential');
  const best = Math.min(...entries.map(rank));
  return entries.filter((entry) => rank(entry) === best);
}

/** What a rule says of one share: about its Region, for the protocols that its weightiest entries serve. */
export function shareFound<F>(
  view: View,
  { severity, region, entries, facts }: Share & { readonly facts: F },
): Found<F> {
  const protocols = protocolsOf(view, weightiest(entries));
  return { severity, protocols, region, facts, checks: idsOf(entries) };
}

/** What a rule says of no Region and no protocol alone. */
export function generalFound<F>(
  view: View,
  { severity, entries, facts }: Omit<Share, 'region'> & { readonly facts: F },
): Found<F> {
  return { severity, protocols: view.protocols, region: null, facts, checks: idsOf(entries) };
}

function regionsOf(view: View, entries: readonly Entry[]) {
  const codes = [...new Set(entries.map((entry) => entry.step.region).filter((code) => code !== null))].sort(
    compareText,
  );
  const [only] = codes;
  if (view.record.request.regions.length <= 1 || only === undefined)
    return [{ region: only ?? null, entries }];
  return [
    { region: null, entries: entries.filter((entry) => entry.step.region === null) },
    ...codes.map((code) => ({
      region: code,
      entries: entries.filter((entry) => entry.step.region === code),
    })),
  ];
}

/** The lesser of the two. */
export function atMost(severity: Severity, ceiling: Severity): Severity {
  const order: readonly Severity[] = ['notice', 'warning', 'error'];
  return order[Math.min(order.indexOf(severity), order.indexOf(ceiling))] ?? ceiling;
}
