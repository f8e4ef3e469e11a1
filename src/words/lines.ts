/** The truth table, the protocols and the figures of a report, each as the one line that every face shows. Pure. */
import { isOldEdition } from '../core/edition.ts';
import type { Language } from '../core/language.ts';
import { sayIn, type Say } from '../core/say.ts';
import { PROTOCOLS, STREAMING_PORT, type Protocol } from '../core/words.ts';
import { cellStatus, laneStatus, LANES, type Cell, type LaneTruth } from '../judge/truth.ts';
import { provedToPeer, type PeerSeen } from '../reading/peers.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import { NETWORK } from '../causes/sources.ts';
import { ownTitleOf, titleOf, wordsOfFamily } from './causes.ts';
import type { Vocabulary } from './en/index.ts';
import { causeOf, vocabularyOf } from './languages.ts';
import { cellAt, edgesOf, figuresHere, requested, type Speakable } from './speakable.ts';
import type { Spoken } from './spoken.ts';

interface Context {
  readonly report: Speakable;
  readonly language: Language;
  readonly say: Say<Language>;
  readonly v: Vocabulary;
}

function contextOf(report: Speakable, language: Language): Context {
  return { report, language, say: sayIn(language), v: vocabularyOf(language) };
}

export function protocolLines(report: Speakable, language: Language): Spoken['protocols'] {
  const context = contextOf(report, language);
  return requested(report).map((protocol) => {
    const verdict = report.protocols[protocol]?.verdict ?? 'unknown';
    return {
      protocol,
      name: context.say.protocol(protocol),
      verdict,
      word: context.v.verdict[verdict],
      text: context.say.capital(protocolText(context, protocol)),
    };
  });
}

function protocolText(context: Context, protocol: Protocol): string {
  const verdict = context.report.protocols[protocol]?.verdict ?? 'unknown';
  if (verdict === 'not-ready') return brokenText(context, protocol);
  return verdict === 'unknown' ? untoldText(context, protocol) : workingText(context, protocol);
}

/** Why no session runs: what stands before it, its delay, its port, its UDP, or the title of the cause. */
function brokenText(context: Context, protocol: Protocol): string {
  const { report, v } = context;
  const lane = report.truth.lanes[protocol];
  if (lane?.before === true) return v.line.before;
  if (lane?.state === 'limited' && bandOf(report, protocol) === 'terminated')
    return delayText(context, protocol);
  const port = STREAMING_PORT[protocol];
  return shutText(context, port) ?? udpShutText(context, port) ?? causeTitle(context, lane);
}

function causeTitle({ report, v, language }: Context, lane: LaneTruth | undefined): string {
  return titleOf(report, lane?.because ?? null, language) ?? v.line.notAllTested;
}

function udpShutText({ report, v }: Context, port: number): string | null {
  const udp = cellAt(report, { role: 'health-check', port, transport: 'udp' });
  return udp?.state === 'closed' ? v.line.udpRefused(port) : null;
}

/** How the protocol's TCP port is shut at the health-check servers; null while any of them opens. */
function shutText({ report, v }: Context, port: number): string | null {
  const tcp = cellAt(report, { role: 'health-check', port, transport: 'tcp' });
  if (tcp === null) return null;
  const { passed, planned } = tcp.counts;
  if (tcp.state === 'silent') return v.line.silent(String(port), passed, planned);
  return tcp.state === 'closed' ? v.line.refused(String(port), passed, planned) : null;
}

function untoldText({ report, v }: Context, protocol: Protocol): string {
  const port = STREAMING_PORT[protocol];
  const tcp = cellAt(report, { role: 'health-check', port, transport: 'tcp' });
  if (tcp?.state === 'accepted') return v.line.accepted(port);
  const reason = report.checks.find(
    ({ role, target, notTestedBecause }) =>
      role === 'health-check' && target.port === port && notTestedBecause !== null,
  )?.notTestedBecause?.reason;
  if (tcp === null) return v.line.notTested(port, v.reason['not-in-tables']);
  return tcp.state === 'not-tested' && reason !== undefined
    ? v.line.notTested(port, v.reason[reason])
    : v.line.notAllTested;
}

function workingText(context: Context, protocol: Protocol): string {
  const { report, v, say } = context;
  const lane = report.truth.lanes[protocol];
  const port = STREAMING_PORT[protocol];
  if (lane?.state === 'detour') {
    const median = figuresHere(report)?.rtt?.medianMs ?? null;
    const delay = median === null ? v.line.notTimed : say.ms(median, edgesOf(report));
    const shut = shutText(context, port);
    return say.sentences(say.stop(v.line.delay(v.line.around, delay)), shut !== null && say.stop(shut));
  }
  return say.sentences(
    say.stop(delayText(context, protocol)),
    transportText(context, protocol),
    lostText(context, protocol),
  );
}

/** `38 ms, best`; with its limits where it is outside the best band. */
function delayText(context: Context, protocol: Protocol): string {
  const { report, v, say } = context;
  const median = figuresHere(report)?.rtt?.medianMs ?? null;
  const band = bandOf(report, protocol);
  if (median === null || band === null) return v.line.notTimed;
  const text = v.line.delay(say.ms(median, edgesOf(report)), v.band[band] ?? band);
  const limits = band === 'best' ? null : limitsText(report, protocol, context);
  return limits === null ? text : `${text} (${limits})`;
}

/** `best below 100 ms, ends above 375 ms`, from the report's own limits; null where it has none. */
function limitsText(
  { limits }: Pick<Speakable, 'limits'>,
  protocol: Protocol,
  { v, say }: Words,
): string | null {
  const rows = limits.rttMs[protocol];
  const best = rows[0]?.toMs ?? null;
  if (best === null) return null;
  const end = rows.find(({ band }) => band === 'terminated')?.fromMs;
  return v.bandLimits(say.ms(best), end === undefined ? null : say.ms(end));
}

function bandOf(report: Speakable, protocol: Protocol): string | null {
  return report.protocols[protocol]?.band ?? null;
}

function transportText(context: Context, protocol: Protocol): string | null {
  const { report, v, say } = context;
  const entry = report.protocols[protocol];
  const port = STREAMING_PORT[protocol];
  if (entry === undefined) return null;
  if (entry.transport === 'quic-443') return v.line.overQuic443;
  if (entry.udpProof === 'proved') return v.line.overUdp(port);
  if (entry.udpProof === 'proved-to-peer') return peerText(protocol, { report, v, say });
  if (entry.udpProof === 'rejected')
    return say.sentences(v.line.overTcp(port), say.stop(v.line.udpRefused(port)));
  if (entry.transport === 'none' || entry.transport === 'tcp-4195') return v.line.udpSilent(port);
  return entry.udpProof === 'unproven' ? say.sentences(v.line.noReply(port), ...noPeerTexts(context)) : null;
}

/** Why a peer that was asked for proves nothing either: whoever named one looks for it. */
function noPeerTexts({ report, language }: Context): string[] {
  return report.findings
    .filter(({ code }) => causeOf(code)?.leavesUnproven === true)
    .map((finding) => wordsOfFamily([finding], language).headline);
}

/** What the peer answered, and what that leaves open. */
function peerText(
  protocol: Protocol,
  { report, v, say }: Pick<Context, 'report' | 'v' | 'say'>,
): string | null {
  const peers = report.peers ?? [];
  const proof = provedToPeer(peers, protocol);
  if (proof === null) return null;
  const seen = peers.find(({ udp }) => udp.includes(proof)) ?? null;
  return say.sentences(
    v.line.provedToPeer(proof.port, v.of(proof.received, proof.sent)),
    ...peerFigures(seen, { v, say }),
  );
}

/** What of the way to a peer was measured beside that; a line that is too short for it has a finding. */
function peerFigures(seen: PeerSeen | null, { v, say }: Words): (string | null)[] {
  if (seen === null) return [];
  const rates = (seen.load?.runs ?? []).flatMap(({ direction, kbps, arrivedKbps }) =>
    arrivedKbps === null ? [] : [v.line.peerRate(direction, say.number(kbps), say.number(arrivedKbps))],
  );
  const answeredS = seen.idle?.answeredS ?? null;
  return [sizesText(seen.mtu, { v, say }), ...rates, answeredS === null ? null : v.line.peerIdle(answeredS)];
}

function sizesText(mtu: PeerSeen['mtu'], { v, say }: Words): string | null {
  const [up, down] = [mtu?.up ?? null, mtu?.down ?? null];
  return up === null || down === null ? null : v.line.peerSizes(say.bytes(up), say.bytes(down));
}

/** Loss that a finding speaks of; below that it is no matter. */
function lostText({ report, v, say }: Context, protocol: Protocol): string | null {
  const rtt = figuresHere(report)?.rtt ?? null;
  const { loss } = report.limits;
  const ratio = rtt?.lossRatio ?? 0;
  const lost = rtt === null ? 0 : rtt.sent - rtt.received;
  if (ratio <= loss.warnRatio || lost < loss.warnLost || report.protocols[protocol] === undefined)
    return null;
  return v.line.lost(say.percent(Math.round(ratio * 1000) / 10));
}

export function rowLines(report: Speakable, language: Language): Spoken['rows'] {
  const { v } = contextOf(report, language);
  const roles = [...new Set(report.truth.cells.map(({ role }) => role))];
  return roles.map((role) => ({
    role,
    name: v.role[role],
    cells: report.truth.cells
      .filter((cell) => cell.role === role)
      .map((cell) => ({
        port: cell.port,
        transport: cell.transport,
        protocol: cell.protocol,
        state: cell.state,
        tone: cellStatus(cell),
        word: cellWord(v, cell),
        count:
          cell.counts.planned === 0 || cell.state === 'not-tested'
            ? ''
            : v.of(cell.counts.passed, cell.counts.planned),
      })),
  }));
}

function cellWord(v: Vocabulary, { state, transport, role }: Cell): string {
  if (state !== 'open') return v.cell[state];
  if (role === 'names') return v.cell.found;
  return transport === 'udp' ? v.cell.answers : v.cell.open;
}

export function laneLines(report: Speakable, language: Language): Spoken['lanes'] {
  const { v, say } = contextOf(report, language);
  return LANES.flatMap((lane) => {
    const truth = report.truth.lanes[lane];
    if (truth === undefined) return [];
    return [
      {
        lane,
        name: v.laneName[lane],
        tone: laneStatus(truth),
        word: truth.state === 'limited' && truth.limit === 'ended' ? v.lane.ended : v.lane[truth.state],
        figure: truth.medianMs === null ? '' : say.ms(truth.medianMs, edgesOf(report)),
        why: ownTitleOf(report, truth.because, language),
      },
    ];
  });
}

export function figureLines(
  region: RegionFigures,
  report: Pick<Speakable, 'limits'>,
  language: Language,
): Spoken['figures'] {
  const v = vocabularyOf(language);
  const say = sayIn(language);
  return [...roundTrip(region, report, { v, say }), ...packetSize(region, { v, say })];
}

type Words = Pick<Context, 'v' | 'say'>;

function roundTrip(
  { rtt, bands, code }: RegionFigures,
  { limits }: Pick<Speakable, 'limits'>,
  { v, say }: Words,
): Spoken['figures'] {
  const { figure } = v;
  if (rtt === null || rtt.medianMs === null)
    return [{ name: figure.roundTrip, value: figure.notMeasured, how: null }];
  const edges = edgesOf({ limits });
  const ms = (value: number | null) => (value === null ? figure.notMeasured : say.ms(value, edges));
  const byProtocol = PROTOCOLS.flatMap((protocol) => {
    const text = bands[protocol] === null ? null : limitsText({ limits }, protocol, { v, say });
    return text === null ? [] : [`${say.protocol(protocol)} ${text}`];
  });
  const connects = say.count(rtt.received, v.evidence.connects);
  return [
    {
      name: figure.roundTrip,
      value: ms(rtt.medianMs),
      how: figure.medianOf(connects, rtt.port, rtt.servers.length, code),
    },
    ...(byProtocol.length > 0
      ? [{ name: figure.limits, value: byProtocol.join(v.semicolon), how: NETWORK }]
      : []),
    {
      name: figure.spread,
      value: figure.range(ms(rtt.minMs), ms(rtt.maxMs)),
      how: figure.varies(ms(rtt.p95Ms), ms(rtt.jitterMs)),
    },
    { name: figure.lost, value: figure.lostOf(rtt.sent - rtt.received, rtt.sent), how: null },
  ];
}

function packetSize({ mtu }: RegionFigures, { v, say }: Words): Spoken['figures'] {
  if (mtu === null) return [];
  const { figure } = v;
  const names = mtu.methods.map((method) => figure.method[method] ?? method);
  const parts = [
    figure.needed(say.bytes(mtu.requiredBytes)),
    names.length === 0 ? figure.noMethod : figure.methods(say.list(names)),
    ...(mtu.blackHole === true ? [figure.hole] : []),
  ];
  const value = mtu.pathMtuBytes === null ? figure.notMeasured : figure.passes(say.bytes(mtu.pathMtuBytes));
  return [{ name: figure.packet, value, how: parts.join(v.semicolon) }];
}

/** What was not tested, once per cause or reason, the largest first: `17, because of "…"`, `11: no IPv6 here`. */
export function notTestedLines(report: Speakable, language: Language): Spoken['notTested'] {
  const { v, say } = contextOf(report, language);
  const groups = new Map<string, number>();
  for (const { status, notTestedBecause } of report.checks) {
    if (status !== 'not-tested' || notTestedBecause === null) continue;
    const title = titleOf(report, notTestedBecause.finding, language);
    const why =
      title === null || notTestedBecause.reason === 'proxy-instead'
        ? `${v.colon}${v.reason[notTestedBecause.reason]}`
        : `${v.comma}${v.because(title)}`;
    groups.set(why, (groups.get(why) ?? 0) + 1);
  }
  return [...groups].sort(([, a], [, b]) => b - a).map(([why, count]) => `${say.number(count)}${why}`);
}

/** Of the day of the run, so that a report says the same whenever it is read. */
export function oldTablesLine({ createdAt, tables }: Speakable, language: Language): string | null {
  const { edition, date } = tables;
  if (date === undefined || !isOldEdition(date, new Date(createdAt))) return null;
  return vocabularyOf(language).face.oldTables(edition, date);
}
