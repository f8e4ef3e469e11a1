/** The health-check servers of one Region as this run saw them: which addresses are current, and what answered on which port. */
import { familyOf } from '../core/address.ts';
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import type { Evidence, EvidenceOf } from '../evidence/index.ts';
import { targetOf, type Step } from '../plan/step.ts';
import { perView } from './per-view.ts';
import { measuredOf, type Entry, type View } from './view.ts';

export type TcpEntry = Entry & { readonly evidence: EvidenceOf<'tcp'> };
export type DatagramEntry = Entry & { readonly evidence: EvidenceOf<'udp' | 'quic'> };

/** What the health-check name resolves to now; null when it was not resolved (then every listed address counts as current). */
export const resolvedNow = perView((view: View, region: string): readonly string[] | null => {
  const answers = measuredOf(view, 'dns', 'health-check-name').filter(
    (entry) => entry.step.region === region,
  );
  const addresses = answers.flatMap((entry) => entry.evidence.system?.addresses ?? []);
  return addresses.length > 0 ? [...new Set(addresses)] : null;
});

/** The address that a step spoke to: from the plan, else from what was tried. */
export function addressOf(step: Step, evidence: Evidence | null): string | null {
  const planned = targetOf(step).address;
  if (planned !== null) return planned;
  if (evidence === null) return null;
  if ('address' in evidence) return evidence.address;
  return 'attempts' in evidence ? (evidence.attempts[0]?.address ?? null) : null;
}

/** Whether the step's address is one that the name resolves to now (an address that only DNS gave always is). */
export function isCurrent(view: View, entry: Entry): boolean {
  const { region } = entry.step;
  const address = addressOf(entry.step, entry.evidence) ?? '';
  // Without IPv6 on this machine an IPv6 address of the service says nothing.
  if (familyOf(address) === 6 && !view.record.host.hasIpv6) return false;
  if (!entry.step.listed || region === null) return true;
  // A name that has addresses of the other family alone says nothing of this one.
  const now = (resolvedNow(view, region) ?? []).filter((one) => familyOf(one) === familyOf(address));
  return now.length === 0 || now.includes(address);
}

/** TCP connects to current health-check addresses on the protocol's port. */
export function healthTcp(view: View, region: string, protocol: Protocol): readonly TcpEntry[] {
  return currentTcp(view, region).filter((entry) => isOnPort(entry, protocol));
}

/** The same of every requested Region and protocol. */
export function allHealthTcp(view: View): readonly TcpEntry[] {
  return view.record.request.regions.flatMap((region) =>
    view.protocols.flatMap((protocol) => healthTcp(view, region, protocol)),
  );
}

const currentTcp = perView((view, region) =>
  measuredOf(view, 'tcp', 'health-check').filter(
    (entry) => entry.step.region === region && isCurrent(view, entry),
  ),
);

/** UDP and QUIC to current health-check addresses on the protocol's port. */
export function healthDatagrams(view: View, region: string, protocol: Protocol): readonly DatagramEntry[] {
  return currentDatagrams(view, region).filter((entry) => isOnPort(entry, protocol));
}

const currentDatagrams = perView((view, region): readonly DatagramEntry[] =>
  [...measuredOf(view, 'udp', 'health-check'), ...measuredOf(view, 'quic', 'health-check')].filter(
    (entry) => entry.step.region === region && isCurrent(view, entry),
  ),
);

function isOnPort({ check }: Entry, protocol: Protocol): boolean {
  return check.target.port === STREAMING_PORT[protocol];
}

/** Round-trip series to current addresses. */
export function healthRtt(
  view: View,
  region: string,
): readonly (Entry & { readonly evidence: EvidenceOf<'rtt'> })[] {
  return measuredOf(view, 'rtt', 'health-check', 'path').filter(
    (entry) => entry.step.region === region && isCurrent(view, entry),
  );
}

/** Steps to sampled gateway addresses of the Region; TCP 443 apart. */
export function gatewayTcp(view: View, region: string, protocol: Protocol): readonly TcpEntry[] {
  return measuredOf(view, 'tcp', 'gateway').filter(
    ({ step, check }) => step.region === region && check.target.port === STREAMING_PORT[protocol],
  );
}

export function gatewayTcp443(view: View, region: string): readonly TcpEntry[] {
  return measuredOf(view, 'tcp', 'gateway-443').filter((entry) => entry.step.region === region);
}

/** QUIC and UDP to gateways on this port. */
export function gatewayDatagrams(view: View, region: string, port: number): readonly DatagramEntry[] {
  const roles = ['gateway', 'gateway-443'] as const;
  const entries = [...measuredOf(view, 'quic', ...roles), ...measuredOf(view, 'udp', ...roles)];
  return entries.filter((entry) => entry.step.region === region && entry.check.target.port === port);
}

export function isOpen(entry: TcpEntry): boolean {
  return entry.evidence.state === 'open';
}
