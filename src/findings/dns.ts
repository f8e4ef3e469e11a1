/** Rules on names: what the resolver says, and what the answers of each server tell of the reason. */
import { addressKind, familyOf, parseIpAddress } from '../core/address.ts';
import {
  addressTrouble,
  dnsOutcome,
  isAbsentEverywhere,
  isCutAnswer,
  isGarbageAnswer,
  isSilentAnswer,
  type DnsOutcome,
} from './dns-outcome.ts';
import { hostsOf, idsOf, protocolsOf, sharesOf, weightiest, type Draft } from './draft.ts';
import { httpsOutcome } from './https-outcome.ts';
import { nameEntries, type DnsEntry } from './name-entries.ts';
import { median } from './statistics.ts';
import { THRESHOLDS } from './thresholds.ts';
import { compareText, measuredOf, type Entry, type View } from './view.ts';

function withOutcome(view: View, ...outcomes: readonly DnsOutcome[]): readonly DnsEntry[] {
  return nameEntries(view).filter((entry) => outcomes.includes(dnsOutcome(entry.evidence)));
}

/** `dns/no-answer`: every name, every server, and the operating system's resolver too. */
export function noAnswer(view: View): readonly Draft[] {
  const names = nameEntries(view);
  const silent = withOutcome(view, 'silent');
  if (silent.length < names.length || silent.length + timedOut(view) === 0) return [];
  const servers = serversOf(view, silent);
  return [
    {
      code: 'dns/no-answer',
      severity: 'error',
      side: servers.length === 0 ? 'this-machine' : 'local-network',
      protocols: view.protocols,
      region: null,
      params: {
        servers: [...servers],
        names: silent.length + timedOut(view),
        cut: silent.some(({ evidence }) => evidence.servers.some(isCutAnswer)),
      },
      checks: idsOf(silent),
    },
  ];
}

/** Names whose whole step ended without a result: the resolver itself hung. */
function timedOut(view: View): number {
  const roles = ['name', 'health-check-name', 'also'] as const;
  const entries = roles.flatMap((role) => view.byRole.get(role) ?? []);
  return entries.filter(({ step, observed }) => step.probe === 'dns' && observed?.outcome === 'timed-out')
    .length;
}

/** SERVFAIL or REFUSED; `all` makes it the root of everything behind names. Answers that are garbage alone leave a name as unresolved. */
export function serverFailure(view: View): readonly Draft[] {
  const failing = withOutcome(
    view,
    'server-failure',
    'malformed',
    ...(isMixedSilence(view) ? (['silent'] as const) : []),
  );
  const all = failing.length > 0 && failing.length === nameEntries(view).length;
  const shares = all
    ? [{ severity: 'error' as const, region: null, entries: failing }]
    : sharesOf(view, failing);
  return shares.map(({ severity, region, entries }) => ({
    code: 'dns/server-failure',
    severity,
    protocols: all ? view.protocols : protocolsOf(view, weightiest(entries)),
    region,
    params: {
      hosts: hostsOf(entries),
      scope: all ? 'all' : 'some',
      rcodes: rcodesOf(entries),
      servers: [...serversOf(view, entries)],
    },
    checks: idsOf(entries),
  }));
}

/** Nothing resolves and servers fail in more than one way: the silent names have the same cause as the failing ones. */
function isMixedSilence(view: View): boolean {
  const found = withOutcome(view, 'resolved', 'not-found').length;
  return found === 0 && withOutcome(view, 'server-failure', 'malformed').length > 0;
}

/** NXDOMAIN or no address while others resolve; a lesser name that is gone at every server is ours to update, not the network's. */
export function nameNotFound(view: View): readonly Draft[] {
  const others = withOutcome(view, 'resolved').length > 0;
  const heard = withOutcome(view, 'resolved', 'not-found').length > 0;
  const missing = withOutcome(view, 'not-found', ...(heard ? (['silent'] as const) : []));
  const retired = missing.filter((entry) => others && isRetired(entry));
  const broken = missing.filter((entry) => !retired.includes(entry));
  return [
    ...sharesOf(view, broken).map((share) => missingDraft(view, share, { retired: false })),
    ...sharesOf(view, retired).map((share) => ({
      ...missingDraft(view, { ...share, severity: 'notice' }, { retired: true }),
      side: 'us' as const,
    })),
  ];
}

function isRetired(entry: Entry): boolean {
  const lesser = entry.step.need === 'supporting' || entry.step.need === 'situational';
  return (
    lesser &&
    entry.evidence?.kind === 'dns' &&
    dnsOutcome(entry.evidence) === 'not-found' &&
    isAbsentEverywhere(entry.evidence)
  );
}

function missingDraft(
  view: View,
  share: ReturnType<typeof sharesOf>[number],
  { retired }: { retired: boolean },
): Draft {
  const { severity, region, entries } = share;
  const silent = entries.every(
    (entry) => entry.evidence?.kind === 'dns' && dnsOutcome(entry.evidence) === 'silent',
  );
  return {
    code: 'dns/name-not-found',
    severity,
    protocols: protocolsOf(view, weightiest(entries)),
    region,
    params: {
      hosts: hostsOf(entries),
      retired,
      answer: silent ? 'silence' : 'no such name',
      healthCheck: hasHealthCheck(entries),
    },
    checks: idsOf(entries),
  };
}

function hasHealthCheck(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.step.role === 'health-check-name');
}

/** A name that leads somewhere else: proof is the certificate (health-check names: the streaming ports). */
export function redirected(view: View): readonly Draft[] {
  const odd = nameEntries(view).flatMap((entry) => {
    const fault = redirectOf(view, entry);
    return fault === null ? [] : [{ entry, fault }];
  });
  const lies = odd.filter(({ fault }) => fault === 'redirected').map(({ entry }) => entry);
  const privates = odd.filter(({ fault }) => fault === 'private').map(({ entry }) => entry);
  return [
    ...sharesOf(view, lies).map((share) => redirectDraft(view, share)),
    ...sharesOf(view, privates).map((share) => redirectDraft(view, { ...share, severity: 'notice' })),
  ];
}

function redirectOf(view: View, entry: DnsEntry): 'redirected' | 'private' | null {
  const trouble = addressTrouble(entry.evidence);
  if (trouble === 'none') return null;
  if (trouble === 'dead') return 'redirected';
  const proven = isServiceThere(view, entry);
  return proven === null ? null : proven ? 'private' : 'redirected';
}

/** Whether what stands at an odd address is the service; null when that was not measured. */
function isServiceThere(view: View, entry: DnsEntry): boolean | null {
  if (entry.step.role === 'health-check-name') {
    // Only what stands at the answered address counts: the listed ones are somebody else.
    const answered = entry.evidence.system?.addresses ?? [];
    const tcp = measuredOf(view, 'tcp', 'health-check').filter(({ step }) =>
      answered.includes(step.target.address ?? ''),
    );
    return tcp.length === 0 ? null : tcp.some((one) => one.evidence.state === 'open');
  }
  const https = measuredOf(view, 'https', 'endpoint', 'also').filter(
    (one) => one.evidence.host === entry.evidence.host,
  );
  const outcomes = https.map((one) => httpsOutcome(one.evidence)).filter((outcome) => outcome !== null);
  if (outcomes.length === 0) return null;
  return outcomes.some((outcome) => outcome === 'passed' || outcome === 'server-error');
}

function redirectDraft(
  view: View,
  { severity, region, entries }: ReturnType<typeof sharesOf>[number],
): Draft {
  const addresses = entries.flatMap((entry) =>
    entry.evidence?.kind === 'dns' ? (entry.evidence.system?.addresses ?? []) : [],
  );
  return {
    code: 'dns/redirected',
    severity,
    protocols: protocolsOf(view, weightiest(entries)),
    region,
    params: {
      hosts: hostsOf(entries),
      addresses: [...new Set(addresses)].sort(compareText),
      private:
        severity === 'notice' &&
        addresses.every((one) => !['unspecified', 'loopback'].includes(addressKind(one))),
      healthCheck: hasHealthCheck(entries),
    },
    checks: idsOf(entries),
  };
}

/** Answers that do not parse, or that answer another question. */
export function malformed(view: View): readonly Draft[] {
  const entries = nameEntries(view).filter((entry) => entry.evidence.servers.some(isGarbageAnswer));
  if (entries.length === 0) return [];
  const servers = entries.flatMap((entry) =>
    entry.evidence.servers.filter(isGarbageAnswer).map((answer) => answer.server),
  );
  return [
    general(view, 'dns/malformed', {
      severity: 'warning',
      entries,
      params: { servers: unique(servers), names: entries.length },
    }),
  ];
}

/** The random name got an address while the names of the tables resolve. */
export function nxdomainRewritten(view: View): readonly Draft[] {
  const control = measuredOf(view, 'dns', 'control-name').filter(
    ({ evidence }) =>
      (evidence.system?.addresses.length ?? 0) > 0 ||
      evidence.servers.some((answer) => answer.addresses.length > 0),
  );
  if (control.length === 0 || withOutcome(view, 'resolved').length === 0) return [];
  const addresses = control.flatMap(({ evidence }) => [
    ...(evidence.system?.addresses ?? []),
    ...evidence.servers.flatMap((answer) => answer.addresses),
  ]);
  return [
    general(view, 'dns/nxdomain-rewritten', {
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
    general(view, 'dns/slow', {
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
    general(view, 'dns/partial-servers', {
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

interface GeneralParts {
  readonly severity: Draft['severity'];
  readonly entries: readonly Entry[];
  readonly params: Draft['params'];
}

function general(view: View, code: Draft['code'], { severity, entries, params }: GeneralParts): Draft {
  return { code, severity, protocols: view.protocols, region: null, params, checks: idsOf(entries) };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

function serversOf(view: View, entries: readonly Entry[]): readonly string[] {
  const asked = entries.flatMap((entry) =>
    entry.evidence?.kind === 'dns' ? entry.evidence.servers.map((one) => one.server) : [],
  );
  return unique(asked.length > 0 ? asked : view.record.host.dnsServers.map((one) => one.address));
}

function rcodesOf(entries: readonly Entry[]): string[] {
  return unique(
    entries.flatMap((entry) =>
      entry.evidence?.kind === 'dns'
        ? entry.evidence.servers.flatMap((one) => one.rcode ?? (isGarbageAnswer(one) ? 'unreadable' : []))
        : [],
    ),
  );
}
