/** Rules on names that do not resolve: silence, failing servers, names that are not there. */
import { familyOf } from '../core/address.ts';
import {
  addressTrouble,
  dnsOutcome,
  isAbsentEverywhere,
  isCutAnswer,
  isGarbageAnswer,
  type DnsOutcome,
} from '../reading/dns-outcome.ts';
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
import { httpsOutcome } from '../reading/https-outcome.ts';
import { hasHealthCheck, nameEntries, withDnsOutcome, type DnsEntry } from '../reading/name-entries.ts';
import { unique, type Entry, type View } from '../reading/view.ts';
import { proxyEntries } from '../reading/ways.ts';

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
  const broken = [...missing.filter((entry) => !retired.includes(entry)), ...ofOtherFamily(view)];
  return [
    ...sharesOf(view, broken).map((share) => missingDraft(view, share, { retired: false })),
    ...sharesOf(view, retired).map((share) => ({
      ...missingDraft(view, { ...share, severity: 'notice' }, { retired: true }),
      side: 'us' as const,
    })),
  ];
}

/** IPv4 addresses alone on a machine with IPv6 alone: no address for it. Where a proxy reaches the name nobody misses one. */
function ofOtherFamily(view: View): readonly DnsEntry[] {
  const { hasIpv4, hasIpv6 } = view.record.host;
  if (hasIpv4 || !hasIpv6) return [];
  const proxied = proxyEntries(view).filter(({ evidence }) => httpsOutcome(evidence) === 'passed');
  return withDnsOutcome(view, 'resolved').filter(
    ({ evidence }) =>
      (evidence.system?.addresses ?? []).every((address) => familyOf(address) === 4) &&
      addressTrouble(evidence) === 'none' &&
      !proxied.some((one) => one.evidence.host === evidence.host),
  );
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
  return shareDraft(view, 'dns/name-not-found', {
    ...share,
    params: {
      hosts: hostsOf(entries),
      retired,
      answer: answerOf(entries),
      healthCheck: hasHealthCheck(entries),
    },
  });
}

function answerOf(entries: readonly Entry[]): string {
  const every = (outcome: DnsOutcome) =>
    entries.every(({ evidence }) => evidence?.kind === 'dns' && dnsOutcome(evidence) === outcome);
  if (every('silent')) return 'silence';
  return every('resolved') ? 'IPv4 alone' : 'no such name';
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
