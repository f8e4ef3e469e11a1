/** One sentence for each kind of evidence behind a cause: what was seen, where and how often. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn, type Say } from '../core/say.ts';
import type { Status } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import { isOfOtherAuthority } from '../reading/https-outcome.ts';
import { vocabularyOf } from './languages.ts';
import type { Vocabulary } from './en/index.ts';
import { edgesOf, figuresHere, type Speakable } from './speakable.ts';
import type { Line } from './spoken.ts';

interface Context {
  readonly say: Say<Language>;
  readonly v: Vocabulary;
  /** Names that were to be looked up: a missing one is one of these. */
  readonly names: number;
  /** Limits beside which a round trip is said. */
  readonly edges: readonly (number | null)[];
  /** The largest packet that any method saw pass; null where none could tell. */
  readonly packetBytes: number | null;
  /** How many addresses were tested as this check was: those that a cause names are some of them. */
  readonly testedLike: (check: Check) => number;
}

/** A wait shorter than this is nothing to speak of. */
const LONG_MS = 1000;
/** Lines at most, before the comparison and the count of what waits. */
const MOST_LINES = 4;

export function evidenceLines(
  report: Speakable,
  family: readonly Speakable['findings'][number][],
  language: Language,
): readonly Line[] {
  // Where none was found, those that were asked speak for themselves.
  const found = report.truth.cells.find(({ role }) => role === 'names')?.counts;
  const names = found === undefined || found.passed === 0 ? 0 : found.planned;
  const context: Context = {
    say: sayIn(language),
    v: vocabularyOf(language),
    names,
    edges: edgesOf(report),
    packetBytes: figuresHere(report)?.mtu?.pathMtuBytes ?? null,
    testedLike: (check) => addressesIn(report.checks.filter((other) => isLike(check, other))),
  };
  const ids = new Set(family.flatMap(({ checks }) => checks));
  const own = report.checks.filter(({ id }) => ids.has(id));
  const lines = [...groupsOf(own).values()].flatMap((checks) => lineOf(checks, context));
  const order: readonly Status[] = ['fail', 'warn', 'unproven', 'pass', 'not-tested'];
  const sorted = lines.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return [
    ...sorted.slice(0, MOST_LINES),
    ...openLine(report, own, context),
    ...waitsLine(report, family, context),
  ];
}

/** Checks of one probe, port and transport are told together. */
function groupsOf(checks: readonly Check[]): ReadonlyMap<string, readonly Check[]> {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const { port, transport } = check.target;
    const isPort = check.group === 'streaming' || check.group === 'local';
    const key = isPort ? `${check.role ?? ''} ${transport ?? ''} ${port ?? ''}` : check.group;
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return groups;
}

/** On the same port of the same kind of server in the same Region, and tested. */
function isLike({ role, target, region }: Check, other: Check): boolean {
  return (
    other.status !== 'not-tested' &&
    other.role === role &&
    other.region === region &&
    other.target.port === target.port &&
    other.target.transport === target.transport
  );
}

/** By two probes an address counts once. */
function addressesIn(checks: readonly Check[]): number {
  return new Set(checks.map(({ id, target }) => target.address ?? target.host ?? id)).size;
}

type Reader = (checks: readonly Check[], context: Context) => readonly Line[];

/** One reader a stage; ports and our own controls are told by what they are. */
const BY_GROUP: Partial<Record<Check['group'], Reader>> = {
  dns: dnsLine,
  https: httpsLine,
  latency: roundTripLine,
  mtu: packetLine,
};
const BY_ROLE: Partial<Record<NonNullable<Check['role']>, Reader>> = {
  'first-hop': routerLine,
  'accepts-all-control': controlLine,
  'captive-control': portalLine,
  'streaming-by-proxy': byProxyLine,
};

function lineOf(checks: readonly Check[], context: Context): readonly Line[] {
  const [first] = checks;
  if (first === undefined) return [];
  const { port, transport } = first.target;
  const read = BY_GROUP[first.group] ?? (first.role === undefined ? undefined : BY_ROLE[first.role]);
  return (read ?? (port !== null && transport !== null ? portLine : otherLine))(checks, context);
}

function worst(checks: readonly Check[]): Status {
  const order: readonly Status[] = ['fail', 'warn', 'unproven', 'pass', 'not-tested'];
  return order.find((status) => checks.some((check) => check.status === status)) ?? 'not-tested';
}

function isBad({ status }: Check): boolean {
  return status !== 'pass' && status !== 'not-tested';
}

function portLine(checks: readonly Check[], context: Context): readonly Line[] {
  const [first] = checks;
  if (first === undefined) return [];
  const { v, testedLike } = context;
  const bad = checks.filter(isBad);
  const seen = bad.length > 0 ? bad : checks;
  const { port, transport } = first.target;
  const word = v.cell[bad.length > 0 ? badWord(bad) : goodWord(first)];
  const text = v.evidence.port(
    (transport ?? 'tcp').toUpperCase(),
    port ?? 0,
    word,
    v.of(addressesIn(seen), Math.max(testedLike(first), addressesIn(checks))),
  );
  const isWait = bad.length > 0 && !bad.some(({ state }) => state === 'closed');
  return [{ tone: worst(checks), text: isWait ? withWait(text, seen, context) : text }];
}

function goodWord({ role, target }: Check): 'detour' | 'answers' | 'open' {
  if (role === 'gateway-443') return 'detour';
  return target.transport === 'udp' ? 'answers' : 'open';
}

function badWord(bad: readonly Check[]): 'closed' | 'no-reply' | 'silent' {
  const states = new Set(bad.map(({ state }) => state));
  if (states.has('closed')) return 'closed';
  return bad[0]?.target.transport === 'udp' && !states.has('filtered') ? 'no-reply' : 'silent';
}

/** Says how long was waited, where that was long. */
function withWait(text: string, checks: readonly Check[], { say, v }: Context): string {
  const waited = Math.max(...checks.map(({ durationMs }) => durationMs ?? 0));
  return waited >= LONG_MS ? `${text}${v.comma}${v.evidence.after(say.span(waited))}` : text;
}

function dnsLine(checks: readonly Check[], { say, v, names }: Context): readonly Line[] {
  const bad = checks.filter(isBad);
  if (bad.length === 0) return [];
  const hosts = say.list([...new Set(bad.flatMap(({ target }) => target.host ?? []))]);
  const count = v.of(bad.length, Math.max(names, checks.length));
  const denied = bad.every(
    ({ failure }) => failure?.code === 'dns-nxdomain' || failure?.code === 'dns-no-data',
  );
  const text = denied ? v.evidence.namesMissing(count, hosts) : v.evidence.namesFailed(count, hosts);
  return [{ tone: worst(bad), text }];
}

function httpsLine(checks: readonly Check[], context: Context): readonly Line[] {
  const { v } = context;
  const bad = checks.filter(isBad);
  if (bad.length === 0)
    return [
      { tone: 'pass', text: v.evidence.port('TCP', 443, v.cell.open, v.of(checks.length, checks.length)) },
    ];
  const kinds = new Map<string, Check[]>();
  for (const check of bad) {
    const kind = httpsKind(check);
    kinds.set(kind, [...(kinds.get(kind) ?? []), check]);
  }
  return [...kinds].map(([kind, own]) => {
    const count = v.of(own.length, checks.length);
    return { tone: worst(own), text: httpsText(kind, { own, count }, context) };
  });
}

const KIND_OF_FAILURE: readonly (readonly [RegExp, string])[] = [
  [/^tls-unknown-authority$/, 'authority'],
  [/^tls-(certificate|incomplete-chain)/, 'certificate'],
  [/^tls-/, 'handshake'],
  [/^proxy-/, 'proxy'],
  [/^http-/, 'answer'],
];

function httpsKind({ failure, state, evidence }: Check): string {
  const named = KIND_OF_FAILURE.find(([pattern]) => pattern.test(failure?.code ?? ''))?.[1];
  if (named !== undefined) return named;
  if (state === 'open') return isOfOtherAuthority(evidence) ? 'authority' : 'certificate';
  return state === 'closed' ? 'refused' : 'silent';
}

function httpsText(
  kind: string,
  { own, count }: { own: readonly Check[]; count: string },
  context: Context,
): string {
  const { v } = context;
  switch (kind) {
    case 'authority':
      return v.evidence.certificates(count);
    case 'certificate':
      return v.evidence.badCertificates(count);
    case 'handshake':
      return v.evidence.handshake(count);
    case 'answer':
      return v.evidence.serverErrors(count);
    case 'proxy':
      return v.evidence.other('TCP 443', v.cell.failed, count);
    case 'refused':
      return v.evidence.port('TCP', 443, v.cell.closed, count);
    default:
      return withWait(v.evidence.port('TCP', 443, v.cell.silent, count), own, context);
  }
}

function roundTripLine(checks: readonly Check[], { say, v, edges }: Context): readonly Line[] {
  const samples = checks.flatMap(({ evidence }) =>
    Array.isArray(evidence['samples']) ? (evidence['samples'] as unknown[]) : [],
  );
  const times = samples.map((sample) => (sample as { rttMs?: unknown }).rttMs);
  const received = times.filter((ms): ms is number => typeof ms === 'number').sort((a, b) => a - b);
  const lost = times.length - received.length;
  const median = received[Math.floor(received.length / 2)];
  const tone = worst(checks);
  return [
    ...(median === undefined
      ? []
      : [
          {
            tone,
            text: v.evidence.roundTrip(
              say.ms(median, edges),
              say.count(received.length, v.evidence.connects),
            ),
          },
        ]),
    ...(lost === 0 ? [] : [{ tone, text: v.evidence.lost(lost, times.length) }]),
  ];
}

/** The size as the figures of the Region have it. */
function packetLine(checks: readonly Check[], context: Context): readonly Line[] {
  const { say, v, packetBytes } = context;
  if (packetBytes === null) return otherLine(checks, context);
  return [{ tone: worst(checks), text: v.evidence.packet(say.bytes(packetBytes)) }];
}

function routerLine([first]: readonly Check[], { say, v }: Context): readonly Line[] {
  const { sent, received, medianMs } = first?.evidence ?? {};
  if (typeof sent !== 'number' || typeof received !== 'number') return [];
  if (received === 0) return [{ tone: 'unproven', text: v.evidence.routerSilent }];
  if (received < sent) return [{ tone: 'warn', text: v.evidence.router(sent - received, sent) }];
  return typeof medianMs === 'number'
    ? [{ tone: 'pass', text: v.evidence.routerDelay(say.ms(medianMs)) }]
    : [];
}

function controlLine(checks: readonly Check[], { say, v }: Context): readonly Line[] {
  if (!checks.some(({ state }) => state === 'open')) return [];
  const addresses = checks.map(({ target }) => `${target.address ?? ''}:${target.port ?? ''}`);
  return [{ tone: 'unproven', text: v.evidence.control(say.list(addresses)) }];
}

/** A proxy that opens a way to an address where nobody is has proved nothing. */
function byProxyLine([first]: readonly Check[], { v }: Context): readonly Line[] {
  if (first === undefined) return [];
  const isForEverybody = first.status !== 'pass' && first.state === 'open';
  const word = first.status === 'pass' ? 'open' : isForEverybody ? 'accepted' : 'failed';
  return [{ tone: first.status, text: v.evidence.byProxy(first.target.port ?? 0, v.cell[word]) }];
}

function portalLine([first]: readonly Check[], { v }: Context): readonly Line[] {
  if (first === undefined) return [];
  const { evidence, status } = first;
  const location = typeof evidence['location'] === 'string' ? hostIn(evidence['location']) : null;
  return [{ tone: status, text: v.evidence.answeredBy(80, location ?? v.evidence.somebodyElse) }];
}

function hostIn(location: string): string | null {
  return /^https?:\/\/([^/?#]+)/.exec(location)?.[1] ?? null;
}

function otherLine(checks: readonly Check[], { v }: Context): readonly Line[] {
  const [first] = checks;
  if (first === undefined || !checks.some(isBad)) return [];
  const bad = checks.filter(isBad);
  return [
    {
      tone: worst(bad),
      text: v.evidence.other(v.group[first.group], v.status[worst(bad)], v.of(bad.length, checks.length)),
    },
  ];
}

/** Ports of the same Region that open over TCP: the comparison that shows that the network itself is there. */
function openLine({ truth }: Speakable, own: readonly Check[], { say, v }: Context): readonly Line[] {
  const broken = new Set(own.map(({ target }) => target.port));
  const ports = [443, 4195, 4172].filter(
    (port) =>
      !broken.has(port) &&
      truth.cells.some(
        (cell) =>
          cell.port === port &&
          cell.transport === 'tcp' &&
          cell.state === 'open' &&
          cell.limit === null &&
          cell.role !== 'gateways',
      ),
  );
  if (ports.length === 0 || own.length === 0) return [];
  // Where somebody opens every port, a certificate alone says who is behind it.
  const isProved = truth.cells.some(({ state }) => state === 'accepted');
  const text = (isProved ? v.evidence.proved : v.evidence.open)(say.list(ports.map(String)));
  return [{ tone: 'pass', text }];
}

function waitsLine(
  { checks }: Speakable,
  family: readonly { readonly id: string }[],
  { v }: Context,
): readonly Line[] {
  const ids = new Set<string | null>(family.map(({ id }) => id));
  const count = checks.filter(
    ({ notTestedBecause }) => notTestedBecause !== null && ids.has(notTestedBecause.finding),
  ).length;
  return count === 0 ? [] : [{ tone: 'not-tested', text: v.evidence.waits(count) }];
}
