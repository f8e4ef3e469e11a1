/** Rules on the servers themselves: answers that do not parse or are made up, slow ones, dead ones among living ones. */
import { addressKind, familyOf, parseIpAddress } from '../core/address.ts';
import { addressTrouble, isGarbageAnswer, isSilentAnswer } from '../reading/dns-outcome.ts';
import { generalDraft, type Draft } from './draft.ts';
import { nameEntries, withDnsOutcome } from '../reading/name-entries.ts';
import { median } from '../reading/statistics.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import { measuredOf, unique, type View } from '../reading/view.ts';

/** Answers that do not parse, or that answer another question. */
export function malformed(view: View): readonly Draft[] {
  const entries = nameEntries(view).filter((entry) => entry.evidence.servers.some(isGarbageAnswer));
  if (entries.length === 0) return [];
  const servers = entries.flatMap((entry) =>
    entry.evidence.servers.filter(isGarbageAnswer).map((answer) => answer.server),
  );
  return [
    generalDraft(view, 'dns/malformed', {
      severity: 'warning',
      entries,
      params: { servers: unique(servers), names: entries.length },
    }),
  ];
}

/** A random name got an address while names of the tables resolve right: where all of them lead elsewhere, that is the lie to tell. */
export function nxdomainRewritten(view: View): readonly Draft[] {
  const control = measuredOf(view, 'dns', 'control-name').filter(
    ({ evidence }) =>
      (evidence.system?.addresses.length ?? 0) > 0 ||
      evidence.servers.some((answer) => answer.addresses.length > 0),
  );
  const right = withDnsOutcome(view, 'resolved').some(({ evidence }) => addressTrouble(evidence) === 'none');
  if (control.length === 0 || !right) return [];
  const addresses = control.flatMap(({ evidence }) => [
    ...(evidence.system?.addresses ?? []),
    ...evidence.servers.flatMap((answer) => answer.addresses),
  ]);
  return [
    generalDraft(view, 'dns/nxdomain-rewritten', {
      severity: 'notice',
      entries: control,
      params: { addresses: unique(addresses) },
    }),
  ];
}

/**
 * Median answer time above the limit, of the servers and of the resolver alike where both were timed: slow servers make both slow, a
 * busy computer or a cache only one of them. A resolver that waits for seconds is slow whatever the servers say to us.
 */
export function slow(view: View): readonly Draft[] {
  const entries = nameEntries(view);
  const ofServers = entries.flatMap(({ evidence }) =>
    evidence.servers.filter((answer) => answer.rcode !== null).map((answer) => answer.durationMs),
  );
  const ofSystem = entries.map(({ evidence }) =>
    evidence.system?.failure === null ? evidence.system.durationMs : null,
  );
  const timed = [ofServers, ofSystem]
    .map((times) => times.filter((time) => time !== null))
    .filter((times) => times.length >= THRESHOLDS.dnsSlowMinAnswers)
    .map((times) => ({ answers: times.length, medianMs: median(times) ?? 0 }));
  const [least, most] = timed.sort((a, b) => a.medianMs - b.medianMs);
  const waits = (most?.medianMs ?? 0) > THRESHOLDS.resolverWaitsMs;
  const told = waits ? most : least;
  if (told === undefined || told.medianMs <= THRESHOLDS.dnsSlowMs) return [];
  const { answers, medianMs } = told;
  return [
    generalDraft(view, 'dns/slow', {
      severity: 'notice',
      entries,
      params: { medianMs: Math.round(medianMs), answers, limitMs: THRESHOLDS.dnsSlowMs },
    }),
  ];
}

/** One of several usable servers never answers. Servers of interfaces that are down and Windows' site-local ghosts do not count. */
export function partialServers(view: View): readonly Draft[] {
  const entries = nameEntries(view);
  const answers = entries
    .flatMap(({ evidence }) => evidence.servers)
    .filter((answer) => isUsable(view, answer.server));
  const servers = unique(answers.map((answer) => answer.server));
  const dead = servers.filter((server) =>
    answers.filter((answer) => answer.server === server).every(isSilentAnswer),
  );
  if (dead.length === 0 || dead.length === servers.length) return [];
  const asked = entries.filter(({ evidence }) =>
    evidence.servers.some((answer) => dead.includes(answer.server)),
  );
  return [
    generalDraft(view, 'dns/partial-servers', {
      severity: 'warning',
      entries: asked,
      params: { silent: dead, servers },
    }),
  ];
}

function isUsable(view: View, server: string): boolean {
  if (/^fec0:0:0:ffff::[123]$/i.test(server) || !canBeReached(view, server)) return false;
  const configured = view.record.host.dnsServers.find((one) => one.address === server);
  const owner = view.record.host.interfaces.find((one) => one.name === configured?.interfaceName);
  return owner?.up !== false;
}

/** A server of a family that this machine does not speak is left over; the resolver passes it by without a wait. */
function canBeReached({ record: { host } }: View, server: string): boolean {
  const address = parseIpAddress(server);
  if (address === null || ['loopback', 'link-local'].includes(addressKind(address))) return true;
  return familyOf(address) === 6 ? host.hasIpv6 : host.hasIpv4;
}
