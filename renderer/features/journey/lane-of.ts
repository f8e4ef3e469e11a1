/** One lane of the journey (sign-in, DCV or PCoIP) out of the checks that belong to it. */
import { STREAMING_PORT, type Protocol } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Finding } from '../../../src/judge/finding.ts';
import { roleOf } from '../report/role-of.ts';
import type { PendingCheck, RunPicture } from '../report/run-picture.ts';
import { connectFigure, seriesFigure } from './link-figure.ts';
import type { ColumnSide, Cut, CutReason, Lane, LaneEnd, LineTone } from './journey-model.ts';

const BROKER = /broker/i;

interface Parts {
  readonly checks: readonly Check[];
  readonly pending: readonly PendingCheck[];
}

function belongs(picture: RunPicture, test: (check: PendingCheck, role: string | null) => boolean): Parts {
  const here = (check: PendingCheck) => check.region === null || check.region === picture.region?.code;
  return {
    checks: picture.checks.filter((check) => here(check) && test(check, roleOf(check))),
    pending: (picture.pending ?? []).filter((step) => here(step) && test(step, step.role ?? null)),
  };
}

export function signInLane(picture: RunPicture): Lane {
  const all = belongs(picture, (check, role) => check.group === 'https' && isEndpoint(role));
  const brokers = narrow(all, (check) => BROKER.test(check.category ?? ''));
  const pages = narrow(all, (check) => !BROKER.test(check.category ?? ''));
  const decisive = narrow(all, (check) => check.need === 'essential');
  const causes = picture.findings.filter(({ code }) =>
    /^(https|dns|proxy|client\/roots|registration)\b/.test(code),
  );
  const failedSoFar = failedOf(
    picture,
    ({ group }, role) => (group === 'https' && isEndpoint(role)) || (group === 'dns' && role === 'name'),
  );
  const tone = laneTone(picture, decisive.checks.length > 0 ? decisive : all, { causes, failedSoFar });
  return {
    id: 'sign-in',
    port: 443,
    tone,
    cut: tone === 'fail' ? cutOf(causes, decisive.checks) : null,
    failedSoFar,
    figure: connectFigure(all.checks),
    near: endOf('sign-in-pages', pages, tone),
    far: endOf('brokers', brokers, tone),
  };
}

export function streamingLane(picture: RunPicture, protocol: Protocol): Lane {
  const port = STREAMING_PORT[protocol];
  const health = belongs(
    picture,
    ({ target, group }, role) =>
      role === 'health-check' && group === 'streaming' && target.port === port && target.transport === 'tcp',
  );
  const gateways = belongs(
    picture,
    ({ target }, role) => role === 'gateway' && target.port === port && target.transport === 'tcp',
  );
  const causes = picture.findings.filter((finding) => concerns(finding, protocol));
  const failedSoFar = failedOf(
    picture,
    ({ target, group }, role) =>
      (target.port === port && group !== 'latency') || (group === 'dns' && role === 'health-check-name'),
  );
  const tone = laneTone(picture, health, { causes, failedSoFar });
  const udp = picture.forecasts?.[protocol]?.udpProof ?? null;
  return {
    id: protocol,
    port,
    tone,
    cut: tone === 'fail' ? cutOf(causes, health.checks) : null,
    failedSoFar,
    figure: seriesFigure(picture.figures, port) ?? connectFigure(health.checks),
    near: endOf('health-check', health, tone),
    far: gatewayEnd(gateways, tone, udp),
  };
}

/** Failed checks of a lane while the run goes on: over TCP, over UDP and of the names that it needs. */
function failedOf(picture: RunPicture, test: Parameters<typeof belongs>[1]): number {
  if (picture.pending === null) return 0;
  return belongs(picture, test).checks.filter(({ status }) => status === 'fail').length;
}

function isEndpoint(role: string | null): boolean {
  return role === 'endpoint' || role === 'endpoint-by-proxy' || role === 'also';
}

function narrow(parts: Parts, test: (check: PendingCheck) => boolean): Parts {
  return { checks: parts.checks.filter(test), pending: parts.pending.filter(test) };
}

/** Findings that change what the lane of one protocol shows; a general cause shows where it lies instead. */
function concerns({ code, protocols }: Finding, protocol: Protocol): boolean {
  if (!protocols.includes(protocol)) return false;
  return new RegExp(`^(${protocol}|latency|mtu|streaming|gateway|vpn|ipv6)/`).test(code);
}

interface Judged {
  readonly causes: readonly Finding[];
  readonly failedSoFar: number;
}

function laneTone(
  picture: RunPicture,
  { checks, pending }: Parts,
  { causes, failedSoFar }: Judged,
): LineTone {
  const tested = checks.filter(({ status }) => status !== 'not-tested');
  const passed = tested.some(({ status }) => status === 'pass' || status === 'warn');
  if (picture.pending !== null)
    return liveTone({ passed, failedSoFar, open: pending.length, tested: tested.length });
  if (picture.findings.some(({ code }) => code === 'local/accepts-all')) return 'unproven';
  if (causes.some(({ severity }) => severity === 'error')) return 'fail';
  if (tested.length === 0) return 'not-tested';
  if (!passed) return tested.some(({ status }) => status === 'fail') ? 'fail' : 'unproven';
  return causes.some(({ severity }) => severity === 'warning') ? 'warn' : 'pass';
}

/** While it runs: green at the first proof and as long as nothing failed beside it; never red before the cause is known. */
function liveTone(seen: { passed: boolean; failedSoFar: number; open: number; tested: number }): LineTone {
  if (seen.failedSoFar > 0) return 'running';
  if (seen.passed) return 'pass';
  return seen.open > 0 || seen.tested > 0 ? 'running' : 'not-tested';
}

function cutOf(causes: readonly Finding[], checks: readonly Check[]): Cut {
  const cause = causes.find(({ severity }) => severity === 'error') ?? causes[0];
  const failed = checks.filter(({ status }) => status === 'fail').length;
  return { side: columnOf(cause), reason: reasonOf(cause?.code ?? '', checks), failed };
}

export function columnOf(finding: Finding | undefined): ColumnSide {
  return finding === undefined || finding.side === 'us' ? 'path' : finding.side;
}

const REASONS: readonly (readonly [RegExp, CutReason])[] = [
  [/udp-rejected/, 'udp-refused'],
  [/^latency|^mtu/, 'limit'],
  [/^dns|^registration/, 'names'],
  [/^proxy/, 'proxy'],
  [/certificate|handshake|intercepted|clock|roots/, 'certificate'],
  [/refused|rejected/, 'refused'],
  [/blocked/, 'silent'],
  [/captive/, 'login'],
  [/offline/, 'offline'],
];

function reasonOf(code: string, checks: readonly Check[]): CutReason {
  const named = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  if (named !== undefined) return named;
  return checks.some(({ state }) => state === 'filtered') ? 'silent' : 'other';
}

function endOf(what: LaneEnd['what'], { checks, pending }: Parts, lane: LineTone): LaneEnd {
  const tested = checks.filter(({ status }) => status !== 'not-tested');
  const open = tested.filter(({ status }) => status === 'pass' || status === 'warn').length;
  const counts = { open, tested: tested.length, planned: checks.length + pending.length };
  const failed = tested.some(({ status }) => status === 'fail');
  const tone = lane === 'running' ? liveEndTone(counts, failed) : endTone(lane, counts, pending.length);
  return { what, ...counts, tone, udp: null };
}

function endTone(lane: LineTone, counts: { open: number; tested: number }, open: number): LineTone {
  if (lane === 'unproven') return lane;
  if (counts.open > 0) return lane === 'warn' ? 'warn' : 'pass';
  if (open > 0) return 'running';
  return counts.tested > 0 ? 'fail' : 'not-tested';
}

/** Where the lane itself is open still, an end tells of its own checks alone: what failed at once, what passed when all are back. */
function liveEndTone(
  { open, tested, planned }: Pick<LaneEnd, 'open' | 'tested' | 'planned'>,
  failed: boolean,
): LineTone {
  if (failed) return 'fail';
  return open > 0 && tested === planned ? 'pass' : 'running';
}

/** Idle gateways are normal, so silence there is never red: the question at this end is whether UDP was proved. */
function gatewayEnd(parts: Parts, lane: LineTone, udp: LaneEnd['udp']): LaneEnd {
  const end = endOf('gateways', parts, lane);
  if (parts.pending.length > 0 || lane === 'running') {
    return { ...end, tone: end.tested > 0 ? 'running' : 'not-tested', udp: null };
  }
  return { ...end, tone: gatewayTone(lane, end, udp), udp };
}

function gatewayTone(lane: LineTone, end: LaneEnd, udp: LaneEnd['udp']): LineTone {
  if (udp === 'rejected') return 'fail';
  if (lane === 'fail' || lane === 'not-tested') return 'not-tested';
  if (lane === 'unproven' || udp === 'unproven') return 'unproven';
  if (udp === 'proved') return lane;
  return end.open > 0 ? lane : 'not-tested';
}
