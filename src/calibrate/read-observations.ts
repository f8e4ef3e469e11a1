/** What the names, pages and connects of a calibration showed, in the shape of its file. Pure. */
import { parseHostName, parseIpAddress } from '../core/address.ts';
import type { Observed } from '../core/measured.ts';
import type { DnsEvidence, Evidence, EvidenceKind, EvidenceOf, HttpsAttempt } from '../evidence/index.ts';
import type { ProbeId, Step, StepOf } from '../plan/step.ts';
import type { CalibratedRegion } from '../regions/calibration.ts';
import type { Region } from '../regions/model.ts';

export interface Seen {
  readonly steps: readonly Step[];
  readonly observations: ReadonlyMap<string, Observed<Evidence>>;
}

/** All of a Region but its datagrams. */
export function readRegion(region: Region, seen: Seen): Omit<CalibratedRegion, 'answers'> {
  const { host = null, hostIpv6 = null } = region.healthCheck ?? {};
  return {
    code: region.code,
    healthCheck: {
      addresses: addressesOf(host, seen),
      hostIpv6Addresses: addressesOf(hostIpv6, seen),
      open: openAddresses(region.code, seen),
    },
    statuses: pagesOf(region.code, seen),
    missingNames: missingNames(region.code, seen),
  };
}

/** What the system's resolver gave for a health-check name; null: not asked, or no answer. */
export function addressesOf(host: string | null, seen: Seen): string[] | null {
  const evidence = host === null ? null : evidenceOf(`dns/${host}`, 'dns', seen);
  const addresses = (evidence?.system?.addresses ?? []).flatMap((text) => parseIpAddress(text) ?? []);
  return addresses.length === 0 ? null : [...new Set(addresses)].sort();
}

function openAddresses(region: string, seen: Seen): string[] {
  const open = stepsOf(region, 'tcp', seen).filter(({ id }) => evidenceOf(id, 'tcp', seen)?.state === 'open');
  return [...new Set(open.flatMap(({ target }) => target.address ?? []))].sort();
}

function pagesOf(region: string, seen: Seen): CalibratedRegion['statuses'] {
  return stepsOf(region, 'https', seen).flatMap(({ id, target }) => {
    const host = parseHostName(target.host);
    const attempts = evidenceOf(id, 'https', seen)?.attempts ?? [];
    const page = attempts.find(({ http }) => http !== null)?.http ?? null;
    return host === null ? [] : [{ host, ...pageFacts(page) }];
  });
}

function pageFacts(page: HttpsAttempt['http']): Omit<CalibratedRegion['statuses'][number], 'host'> {
  if (page === null) return { status: null, ageHeader: false, ageSeconds: null, dateOffsetSeconds: null };
  const { status, ageSeconds, dateHeader, receivedAt } = page;
  const dateOffsetSeconds = offsetSeconds(dateHeader, receivedAt);
  return { status, ageHeader: ageSeconds !== null, ageSeconds, dateOffsetSeconds };
}

function offsetSeconds(dateHeader: string | null, receivedAt: string): number | null {
  const difference = (Date.parse(dateHeader ?? '') - Date.parse(receivedAt)) / 1000;
  return Number.isFinite(difference) ? Math.round(difference) : null;
}

/** NXDOMAIN at every server that was asked and at the system's resolver, while another name of the Region resolved. */
function missingNames(region: string, seen: Seen): string[] {
  const names = stepsOf(region, 'dns', seen).map(({ id }) => evidenceOf(id, 'dns', seen));
  const someResolve = names.some((evidence) => (evidence?.system?.addresses ?? []).length > 0);
  if (!someResolve) return [];
  return names.flatMap((evidence) => (evidence !== null && isMissing(evidence) ? [evidence.host] : []));
}

function isMissing({ system, servers }: DnsEvidence): boolean {
  const isGoneHere = system?.failure?.code === 'dns-nxdomain';
  return isGoneHere && servers.length > 0 && servers.every(({ rcode }) => rcode === 'NXDOMAIN');
}

function stepsOf<Id extends ProbeId>(region: string, probe: Id, { steps }: Seen): readonly StepOf<Id>[] {
  const isAsked = (step: Step): step is StepOf<Id> => step.probe === probe;
  return steps.filter(isAsked).filter((step) => step.regions.includes(region));
}

function evidenceOf<K extends EvidenceKind>(id: string, kind: K, seen: Seen): EvidenceOf<K> | null {
  const observed = seen.observations.get(id);
  if (observed?.outcome !== 'completed' || observed.evidence.kind !== kind) return null;
  return observed.evidence as EvidenceOf<K>;
}
