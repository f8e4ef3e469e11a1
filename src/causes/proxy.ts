/** Rules on the proxy: whether it is needed, and whether it does its work. Streaming on 4172 never goes through one (technical-facts A.7). */
import { generalDraft, hostsOf, shareDraft, sharesOf, type Draft } from './draft.ts';
import { httpsOutcome, type HttpsOutcome } from '../reading/https-outcome.ts';
import { compareText, type Entry, type View } from '../reading/view.ts';
import { directEntries, directWay, proxyEntries, type HttpsEntry } from '../reading/ways.ts';

/** Outcomes that show a proxy which reaches the host (whatever the host then says). */
const REACHED: ReadonlySet<HttpsOutcome> = new Set([
  'passed',
  'server-error',
  'bad-certificate',
  'protocol-error',
]);

function byProxy(view: View, isOutcome: (outcome: HttpsOutcome) => boolean): readonly HttpsEntry[] {
  return proxyEntries(view).filter((entry) => {
    const outcome = httpsOutcome(entry.evidence);
    return outcome !== null && isOutcome(outcome);
  });
}

/** Direct is filtered, or the name resolves only at the proxy, and the proxy works: normal in companies. */
export function required(view: View): readonly Draft[] {
  const entries = byProxy(view, (outcome) => REACHED.has(outcome)).filter(
    (entry) => directWay(view, entry.evidence.host) === 'failed',
  );
  if (entries.length === 0) return [];
  const params = {
    hosts: hostsOf(entries),
    proxy: proxyOf(view, entries),
    all: directEntries(view).every((one) => directWay(view, one.evidence.host) === 'failed'),
  };
  return [generalDraft(view, 'proxy/required', { severity: 'notice', entries, params })];
}

/** 407: the client supports no proxy that asks for a name and a password. */
export function authentication(view: View): readonly Draft[] {
  const needed = neededWith(view, 'proxy-authentication');
  const schemes = needed.flatMap((entry) => entry.evidence.connect?.schemes ?? []);
  return sharesOf(view, needed).map((share) =>
    shareDraft(view, 'proxy/authentication', {
      ...share,
      params: {
        hosts: hostsOf(share.entries),
        proxy: proxyOf(view, needed),
        schemes: [...new Set(schemes)].sort(compareText),
      },
    }),
  );
}

export function denied(view: View): readonly Draft[] {
  const needed = neededWith(view, 'proxy-denied');
  const statuses = needed
    .map((entry) => entry.evidence.connect?.status)
    .filter((status) => status !== undefined);
  return sharesOf(view, needed).map((share) =>
    shareDraft(view, 'proxy/denied', {
      ...share,
      params: {
        hosts: hostsOf(share.entries),
        proxy: proxyOf(view, needed),
        statuses: [...new Set(statuses.map(String))].sort(compareText),
      },
    }),
  );
}

/** The proxy that is set accepts no connection or does not resolve: an error where the direct way fails too, else a notice. */
export function unreachable(view: View): readonly Draft[] {
  return [...deadProxy(view), ...unusableSetting(view)];
}

function deadProxy(view: View): readonly Draft[] {
  const dead = byProxy(view, (outcome) => outcome === 'proxy-unreachable');
  if (dead.length === 0) return [];
  const needed = dead.filter((entry) => directWay(view, entry.evidence.host) === 'failed');
  const noName = dead.some((entry) =>
    entry.evidence.attempts.some((one) => one.failure?.code === 'proxy-name-not-found'),
  );
  const params = (entries: readonly Entry[]) => ({
    hosts: hostsOf(entries),
    proxy: proxyOf(view, dead),
    nameMissing: noName,
    needed: needed.length > 0,
  });
  if (needed.length > 0)
    return sharesOf(view, needed).map((share) =>
      shareDraft(view, 'proxy/unreachable', { ...share, params: params(share.entries) }),
    );
  return [
    generalDraft(view, 'proxy/unreachable', { severity: 'notice', entries: dead, params: params(dead) }),
  ];
}

/**
 * A setting that cannot be followed: its PAC file cannot be had, fails, or names a proxy of a kind that the client has no use for. The
 * machine then goes direct. Where that is shut for every name the network is built for a proxy, and the setting is what is broken;
 * where some names work it is not. Automatic detection (WPAD) is our own limit and never the cause.
 */
function unusableSetting(view: View): readonly Draft[] {
  const { problem, pacUrl, httpsProxy } = view.record.host.proxy;
  const direct = directEntries(view);
  if (problem === null || httpsProxy !== null || direct.length === 0 || proxyEntries(view).length > 0)
    return [];
  const isShut = direct.every((entry) => directWay(view, entry.evidence.host) === 'failed');
  const needed = isShut && pacUrl !== null;
  const params = { hosts: hostsOf(direct), proxy: pacUrl, problem, nameMissing: false, needed };
  if (needed)
    return sharesOf(view, direct).map((share) =>
      shareDraft(view, 'proxy/unreachable', {
        ...share,
        params: { ...params, hosts: hostsOf(share.entries) },
      }),
    );
  return [generalDraft(view, 'proxy/unreachable', { severity: 'notice', entries: direct, params })];
}

function neededWith(view: View, wanted: HttpsOutcome): readonly HttpsEntry[] {
  return byProxy(view, (outcome) => outcome === wanted).filter(
    (entry) => directWay(view, entry.evidence.host) === 'failed',
  );
}

function proxyOf(view: View, entries: readonly HttpsEntry[]): string | null {
  return entries[0]?.evidence.proxy ?? view.record.host.proxy.httpsProxy;
}
