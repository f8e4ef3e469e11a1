/** Rules on names that do not resolve: silence, failing servers, names that are not there. */
import { dnsOutcome, isAbsentEverywhere, isCutAnswer, isGarbageAnswer } from './dns-outcome.ts';
import {
  hostsOf,
  idsOf,
  protocolsOf,
  sharesOf,
  shareDraft,
  weightiest,
  type Draft,
  type Share,
} from './draft.ts';
import { hasHealthCheck, nameEntries, withDnsOutcome } from './name-entries.ts';
import { unique, type Entry, type View } from './view.ts';

/** `dns/no-answer`: every name, every server, and the operating system's resolver too. */
export function noAnswer(view: View): readonly Draft[] {
  const names = nameEntries(view);
  const silent = withDnsOutcome(view, 'silent');
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
  const failing = withDnsOutcome(
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
  const found = withDnsOutcome(view, 'resolved', 'not-found').length;
  return found === 0 && withDnsOutcome(view, 'server-failure', 'malformed').length > 0;
}

/** NXDOMAIN or no address while others resolve; a lesser name that is gone at every server is ours to update, not the network's. */
export function nameNotFound(view: View): readonly Draft[] {
  const others = withDnsOutcome(view, 'resolved').length > 0;
  const heard = withDnsOutcome(view, 'resolved', 'not-found').length > 0;
  const missing = withDnsOutcome(view, 'not-found', ...(heard ? (['silent'] as const) : []));
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

function missingDraft(view: View, share: Share, { retired }: { retired: boolean }): Draft {
  const { entries } = share;
  const silent = entries.every(
    (entry) => entry.evidence?.kind === 'dns' && dnsOutcome(entry.evidence) === 'silent',
  );
  return shareDraft(view, 'dns/name-not-found', {
    ...share,
    params: {
      hosts: hostsOf(entries),
      retired,
      answer: silent ? 'silence' : 'no such name',
      healthCheck: hasHealthCheck(entries),
    },
  });
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
