/** Rules on port 443: reachability, handshake, certificates, answers, and the clock that certificates are judged by. */
import type { HttpsAttempt } from '../evidence/index.ts';
import type { Severity } from '../core/words.ts';
import { hostsOf, idsOf, protocolsOf, sharesOf, weightiest, type Draft } from './draft.ts';
import {
  decidingAttempt,
  httpsOutcome,
  issuerOf,
  machineTrusts,
  troubleOf,
  type CertificateTrouble,
  type HttpsOutcome,
} from './https-outcome.ts';
import { isBlackHole, mtuFacts } from './mtu-figures.ts';
import { median } from './statistics.ts';
import { THRESHOLDS } from './thresholds.ts';
import { compareText, measuredOf, type Entry, type View } from './view.ts';
import { byProxyAlone, directEntries, metEntries, proxyEntries, type HttpsEntry } from './ways.ts';

function withHttpsOutcome(entries: readonly HttpsEntry[], outcomes: readonly HttpsOutcome[]) {
  return entries.filter((entry) => {
    const outcome = httpsOutcome(entry.evidence);
    return outcome !== null && outcomes.includes(outcome);
  });
}

export const blocked = (view: View): readonly Draft[] =>
  reachability(view, 'https/blocked', ['blocked', 'no-route']);
export const refused = (view: View): readonly Draft[] => reachability(view, 'https/refused', ['refused']);
export const handshakeCut = (view: View): readonly Draft[] => [
  ...reachability(view, 'https/handshake-cut', ['handshake-cut']),
  ...cutBehindProxy(view),
];

/** The proxy takes the name, and then the handshake is cut: a filter at the proxy. The direct way does not lead there either. */
function cutBehindProxy(view: View): readonly Draft[] {
  const entries = withHttpsOutcome(byProxyAlone(view), ['handshake-cut']);
  return sharesOf(view, entries).map(({ severity, region, entries: own }) => ({
    code: 'https/handshake-cut',
    severity,
    protocols: protocolsOf(view, weightiest(own)),
    region,
    params: {
      hosts: hostsOf(own),
      failed: own.length,
      tested: byProxyAlone(view).length,
      scope: 'some',
      how: failuresOf(own),
      byProxy: true,
    },
    checks: idsOf(own),
  }));
}

type ReachCode = 'https/blocked' | 'https/refused' | 'https/handshake-cut';

/** "All" means all that was measured of what is essential: that tells a closed port from a filtered name. */
function reachability(view: View, code: ReachCode, outcomes: readonly HttpsOutcome[]): readonly Draft[] {
  const web: readonly Entry[] = withHttpsOutcome(directEntries(view), outcomes);
  const failing = [...web, ...ownPorts(view, outcomes)];
  const essential = directEntries(view).filter((entry) => (entry.step.need ?? 'essential') === 'essential');
  const all = essential.length > 0 && essential.every((entry) => failing.includes(entry));
  const shares = all
    ? [{ severity: 'error' as const, region: null, entries: failing }]
    : sharesOf(view, failing);
  return shares.map(({ severity, region, entries }) => {
    const forbidden = entries.every((entry) => failureOf(entry) === 'permission-denied');
    return {
      code,
      severity,
      ...(forbidden ? { side: 'this-machine' as const } : {}),
      protocols: all ? view.protocols : protocolsOf(view, weightiest(entries)),
      region,
      params: {
        hosts: hostsOf(entries),
        failed: entries.length,
        tested: directEntries(view).length + measuredOf(view, 'tcp', 'also').length,
        scope: all ? 'all' : 'some',
        how: failuresOf(entries),
        byThisMachine: forbidden,
        own: entries.every((entry) => entry.step.role === 'also'),
        largeVanish: largeVanish(view, entries),
      },
      checks: idsOf(entries),
    };
  });
}

/** The handshakes all fell silent, and on this path large packets vanish: the certificates never arrive. */
function largeVanish(view: View, entries: readonly Entry[]): boolean {
  const silent = entries.every((entry) => failureOf(entry) === 'tls-timeout');
  return silent && view.record.request.regions.some((region) => isBlackHole(mtuFacts(view, region)));
}

/** Hosts of the person's choice on another port: essential as well, and only TCP can be asked. */
function ownPorts(view: View, outcomes: readonly HttpsOutcome[]): readonly Entry[] {
  const outcomeOf = {
    filtered: 'blocked',
    closed: 'refused',
    'open|filtered': 'blocked',
    open: null,
  } as const;
  return measuredOf(view, 'tcp', 'also').filter(({ evidence }) => {
    const outcome = outcomeOf[evidence.state];
    return outcome !== null && outcomes.includes(outcome);
  });
}

function failureOf({ evidence }: Entry): string | null {
  const attempt =
    evidence?.kind === 'https'
      ? decidingAttempt(evidence)
      : evidence?.kind === 'tcp'
        ? evidence.attempts.at(-1)
        : null;
  return attempt?.failure?.code ?? null;
}

function failuresOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.map(failureOf).filter((code) => code !== null))].sort(compareText);
}

function withTrouble(entries: readonly HttpsEntry[], ...troubles: readonly CertificateTrouble[]) {
  return withHttpsOutcome(entries, ['bad-certificate']).filter((entry) =>
    troubles.includes(troubleOf(entry.evidence)),
  );
}

/** Somebody decrypts. A warning where this machine trusts him, an error where it does not; the two are told apart. */
export function intercepted(view: View): readonly Draft[] {
  const met = metEntries(view);
  // A proxy that is set is what the client takes first; where the direct way works too, it stops nobody.
  const spare = proxyEntries(view).filter((entry) => !met.includes(entry));
  const entries = [...withTrouble(met, 'intercepted'), ...hiddenAuthority(view)];
  const refusedHere = entries.filter((entry) => machineTrusts(entry.evidence) === false);
  const trusted = [
    ...entries.filter((entry) => !refusedHere.includes(entry)),
    ...withTrouble(spare, 'intercepted'),
  ];
  return [
    ...sharesOf(view, refusedHere).map((share) => interceptedDraft(view, share)),
    ...sharesOf(view, trusted).map((share) =>
      interceptedDraft(view, { ...share, severity: atMost(share.severity, 'warning') }),
    ),
  ];
}

/**
 * A chain that lacks its end may be a badly kept server's. One unknown issuer on hosts of unrelated sites is none: no two operators
 * make the same mistake with the same authority, so it is somebody on the way who keeps his root to himself.
 */
function hiddenAuthority(view: View): readonly HttpsEntry[] {
  const entries = withTrouble(metEntries(view), 'incomplete-chain').filter(
    ({ evidence }) => !PUBLIC_ISSUER.test(issuerOf(evidence) ?? ''),
  );
  return entries.filter(({ evidence }) => {
    const same = entries.filter((other) => issuerOf(other.evidence) === issuerOf(evidence));
    return new Set(same.map((other) => siteOf(other.evidence.host))).size >= 2;
  });
}

/** The authority that signs for every site of the service itself: a middlebox may cut its chains short without decrypting. */
const PUBLIC_ISSUER = /\bO=(Amazon|Starfield Technologies)\b|^$/;

/** The last two labels: none of the service's sites stands under a public suffix of two. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

function atMost(severity: Severity, ceiling: Severity): Severity {
  const order: readonly Severity[] = ['notice', 'warning', 'error'];
  return order[Math.min(order.indexOf(severity), order.indexOf(ceiling))] ?? ceiling;
}

type Share = ReturnType<typeof sharesOf>[number];

function interceptedDraft(view: View, { severity, region, entries }: Share): Draft {
  const https = entries.filter((entry): entry is HttpsEntry => entry.evidence?.kind === 'https');
  const issuers = https.map((entry) => issuerOf(entry.evidence)).filter((issuer) => issuer !== null);
  return {
    code: 'https/tls-intercepted',
    severity,
    protocols: protocolsOf(view, weightiest(entries)),
    region,
    params: {
      hosts: hostsOf(entries),
      issuers: [...new Set(issuers)].sort(compareText),
      trustedHere: https.every((entry) => machineTrusts(entry.evidence) === true)
        ? true
        : https.every((entry) => machineTrusts(entry.evidence) === false)
          ? false
          : null,
    },
    checks: idsOf(entries),
  };
}

/** Expired, not yet valid, wrong name, incomplete chain; told apart in `reasons`. */
export function certificateInvalid(view: View): readonly Draft[] {
  const hidden = new Set(hiddenAuthority(view));
  const entries = withTrouble(
    metEntries(view),
    'expired',
    'not-yet-valid',
    'wrong-name',
    'incomplete-chain',
  ).filter((entry) => !hidden.has(entry));
  return sharesOf(view, entries).map(({ severity, region, entries: own }) => {
    const https = own.filter((entry): entry is HttpsEntry => entry.evidence?.kind === 'https');
    return {
      code: 'https/certificate-invalid',
      severity,
      protocols: protocolsOf(view, weightiest(own)),
      region,
      params: {
        hosts: hostsOf(own),
        reasons: [...new Set(https.map((entry) => troubleOf(entry.evidence)))].sort(compareText),
        subjects: [...new Set(https.map(subjectOf).filter((one) => one !== null))].sort(compareText),
      },
      checks: idsOf(own),
    };
  });
}

function subjectOf(entry: HttpsEntry): string | null {
  return decidingAttempt(entry.evidence)?.tls?.chain[0]?.subject ?? null;
}

/**
 * This machine's clock against the `Date` of at least three hosts that agree with each other. Answers with an `Age` header come out of
 * a cache and do not count.
 */
export function clockSkew(view: View): readonly Draft[] {
  const skews = clockSkews(view);
  const middle = median(skews.map(({ skewMs }) => skewMs));
  if (middle === null || Math.abs(middle) <= THRESHOLDS.clockSkewMs) return [];
  const agreeing = skews.filter(({ skewMs }) => Math.abs(skewMs - middle) <= THRESHOLDS.clockAgreeMs);
  if (new Set(agreeing.map(({ host }) => host)).size < THRESHOLDS.clockSkewServers) return [];
  return [
    {
      code: 'https/clock-skew',
      severity: 'error',
      protocols: view.protocols,
      region: null,
      params: {
        ...inUnit(Math.abs(middle)),
        ahead: middle > 0,
        servers: agreeing.length,
      },
      checks: idsOf(agreeing.map(({ entry }) => entry)),
    },
  ];
}

/** In the unit that a person would use: minutes up to two hours, hours up to two days. */
function inUnit(skewMs: number) {
  const minutes = Math.round(skewMs / 60_000);
  if (minutes < 120) return { skew: minutes, unit: 'minutes' };
  const hours = Math.round(minutes / 60);
  return hours < 48 ? { skew: hours, unit: 'hours' } : { skew: Math.round(hours / 24), unit: 'days' };
}

/** Positive: this machine is ahead. */
function clockSkews(view: View) {
  const entries = [...directEntries(view), ...proxyEntries(view)];
  return entries.flatMap((entry) => {
    const skewMs = skewOf(decidingAttempt(entry.evidence));
    return skewMs === null ? [] : [{ entry, host: entry.evidence.host, skewMs }];
  });
}

function skewOf(attempt: HttpsAttempt | null): number | null {
  const http = attempt?.http ?? null;
  if (http === null || http.dateHeader === null || http.ageSeconds !== null) return null;
  const skew = Date.parse(http.receivedAt) - Date.parse(http.dateHeader);
  return Number.isFinite(skew) ? skew : null;
}

/** 5xx twice: the service has trouble. */
export function serverError(view: View): readonly Draft[] {
  return sharesOf(view, withHttpsOutcome(metEntries(view), ['server-error'])).map(
    ({ severity, region, entries }) => ({
      code: 'https/server-error',
      severity: severity === 'error' ? 'warning' : 'notice',
      protocols: protocolsOf(view, weightiest(entries)),
      region,
      params: { hosts: hostsOf(entries), statuses: statusesOf(entries) },
      checks: idsOf(entries),
    }),
  );
}

function statusesOf(entries: readonly Entry[]): string[] {
  const statuses = entries.flatMap((entry) =>
    entry.evidence?.kind === 'https' ? [decidingAttempt(entry.evidence)?.http?.status] : [],
  );
  return [...new Set(statuses.filter((status) => status !== undefined).map(String))].sort(compareText);
}

/** TLS is up, and what follows is no HTTP, breaks its bounds, or never comes. */
export function protocolError(view: View): readonly Draft[] {
  return sharesOf(view, withHttpsOutcome(metEntries(view), ['protocol-error'])).map(
    ({ severity, region, entries }) => ({
      code: 'https/protocol-error',
      severity: atMost(severity, 'warning'),
      protocols: protocolsOf(view, weightiest(entries)),
      region,
      params: { hosts: hostsOf(entries), how: failuresOf(entries) },
      checks: idsOf(entries),
    }),
  );
}

/**
 * The operating system's own handshake fails for lack of the root, with a host whose chain the public roots accept; only from that
 * handshake, never from a list of the store.
 */
export function rootsMissing(view: View): readonly Draft[] {
  const entries = measuredOf(view, 'system-tls', 'system-trust').filter(
    ({ evidence }) => evidence.accepted === false && isPubliclyTrusted(view, evidence.host),
  );
  return sharesOf(view, entries).map(({ severity, region, entries: own }) => ({
    code: 'client/roots-missing',
    severity,
    protocols: protocolsOf(view, weightiest(own)),
    region,
    params: { hosts: hostsOf(own) },
    checks: idsOf(own),
  }));
}

/** What the public roots refuse is somebody else's certificate, and no root is missing. */
function isPubliclyTrusted(view: View, host: string): boolean {
  return directEntries(view).some(
    ({ evidence }) =>
      evidence.host === host && evidence.attempts.some((attempt) => attempt.tls?.publicTrust.ok === true),
  );
}
