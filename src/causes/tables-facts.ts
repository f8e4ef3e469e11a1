/** Rules on our own tables: what the network says differently, and what is doubtful in them. */
import { addressKind, familyOf, inCidr } from '../core/address.ts';
import type { Region } from '../regions/model.ts';
import { idsOf, type Draft } from './draft.ts';
import { addressOf, resolvedNow } from '../reading/health-check.ts';
import { compareText, measuredOf, regionOf, servesRegion, type View } from '../reading/view.ts';

function eachRegion(view: View, judge: (region: Region) => readonly Draft[]): readonly Draft[] {
  return view.record.request.regions.flatMap((code) => {
    const region = regionOf(view, code);
    return region === null ? [] : judge(region);
  });
}

/** The health-check name resolves to a public address that the tables do not list, or no longer to one that they list. */
export function drift(view: View): readonly Draft[] {
  return eachRegion(view, (region) => {
    const change = changeOf(view, region);
    if (change === null || change.added.length + change.missing.length === 0) return [];
    const checks = measuredOf(view, 'dns', 'health-check-name').filter(
      (entry) => entry.step.region === region.code,
    );
    return [
      {
        code: 'tables/drift',
        severity: 'notice',
        protocols: view.protocols,
        region: region.code,
        params: {
          host: region.healthCheck?.host ?? null,
          ...change,
          silent: change.missing.filter((address) => !isAnswering(view, address)),
          edition: view.tables.edition,
        },
        checks: idsOf(checks),
      },
    ];
  });
}

/** Null where the two cannot be compared: no trusted list, no answer, or a private endpoint that answers in its own way. */
function changeOf(view: View, { code, healthCheck }: Region) {
  const now = (resolvedNow(view, code) ?? []).filter((address) => familyOf(address) === 4);
  const listed = healthCheck?.addresses.map(({ address }) => address) ?? [];
  if (healthCheck?.addressesTrusted !== true || listed.length === 0 || now.length === 0) return null;
  if (!now.every((address) => addressKind(address) === 'public')) return null;
  const added = now.filter((address) => !listed.includes(address)).sort(compareText);
  const missing = listed.filter((address) => !now.includes(address)).sort(compareText);
  return { added, missing };
}

function isAnswering(view: View, address: string): boolean {
  return measuredOf(view, 'tcp', 'health-check').some(
    ({ evidence }) => evidence.state === 'open' && evidence.attempts.some((one) => one.address === address),
  );
}

/**
 * A fact that this run used is marked doubtful in the tables. Used means that something rests on it: a health-check server, a gateway
 * that answered, an essential name, or a name that failed. A lesser name that passes confirms itself, and an idle gateway decides nothing.
 */
export function unconfirmed(view: View): readonly Draft[] {
  return eachRegion(view, (region) => {
    const used = doubtsUsed(view, region);
    if (used.length === 0) return [];
    const conflicts = [...new Set(used.map(({ conflict }) => conflict))].sort(compareText);
    return [
      {
        code: 'tables/unconfirmed',
        severity: 'notice',
        protocols: view.protocols,
        region: region.code,
        params: {
          conflicts,
          facts: [...new Set(used.map(({ text }) => text))].sort(compareText),
          edition: view.tables.edition,
        },
        checks: idsOf(used.flatMap(({ entries }) => entries)),
      },
    ];
  });
}

function doubtsUsed(view: View, region: Region) {
  const measured = view.entries.filter(
    ({ step, evidence }) => evidence !== null && servesRegion(step, region.code),
  );
  const health = measured.filter(
    ({ step }) => step.role === 'health-check' || step.role === 'health-check-name',
  );
  const gateways = measured.filter(
    ({ step, check }) =>
      (step.role === 'gateway' || step.role === 'gateway-443') && check.status !== 'unproven',
  );
  const endpoints = region.endpoints.map((endpoint) => ({
    doubt: endpoint.doubt,
    entries: measured.filter(
      ({ step, check }) =>
        step.target.host === endpoint.host &&
        step.category === endpoint.category &&
        (step.need === 'essential' || check.status !== 'pass'),
    ),
  }));
  const ranges = [
    ...(region.pcoip?.ranges ?? []),
    ...(region.dcv?.ranges.map((one) => ({ cidrs: [one.cidr], doubt: one.doubt })) ?? []),
  ];
  const sampled = ranges.map(({ cidrs, doubt }) => ({
    doubt,
    entries: gateways.filter(({ step, evidence }) =>
      cidrs.some((cidr) => inCidr(addressOf(step, evidence) ?? '', cidr)),
    ),
  }));
  const addresses = (region.healthCheck?.addresses ?? []).map(({ doubt }) => ({ doubt, entries: health }));
  return [
    { doubt: region.healthCheck?.doubt ?? null, entries: health },
    ...addresses,
    ...endpoints,
    ...sampled,
  ].flatMap(({ doubt, entries }) => (doubt === null || entries.length === 0 ? [] : [{ ...doubt, entries }]));
}
