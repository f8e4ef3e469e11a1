/** Three lines of proof beside a cause: what fails and how, what passes all the same, what could not be tested. */
import type { Check } from '../../../src/reading/check.ts';
import type { Finding } from '../../../src/judge/finding.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Tone } from '../../ui/status-icon.tsx';
import { roleOf } from './role-of.ts';

export type ProofLine =
  | {
      readonly kind: 'failed';
      readonly tone: Tone;
      /** A port, or a stage when the checks have several ports. */
      readonly subject: { readonly port: number } | { readonly group: Check['group'] };
      readonly how: 'silent' | 'refused' | 'failed' | 'limited';
      readonly failed: number;
      readonly all: number;
      /** Longest time that was waited; null when nothing took long. */
      readonly tookMs: number | null;
    }
  | { readonly kind: 'open'; readonly tone: Tone; readonly ports: readonly number[] }
  | { readonly kind: 'waits'; readonly tone: Tone; readonly count: number };

export function proofOf(report: Report, finding: Finding): ProofLine[] {
  const own = report.checks.filter(({ id }) => finding.checks.includes(id));
  return [failedLine(own), openLine(report, own), waitsLine(report, finding)].filter((line) => line !== null);
}

function failedLine(own: readonly Check[]): ProofLine | null {
  const failed = own.filter(({ status }) => status === 'fail');
  const seen =
    failed.length > 0 ? failed : own.filter(({ status }) => status === 'warn' || status === 'unproven');
  const [first] = seen;
  if (first === undefined) return null;
  const ports = new Set(seen.map(({ target }) => target.port));
  const oneStreamingPort = ports.size === 1 && first.target.port !== null && first.group !== 'dns';
  return {
    kind: 'failed',
    tone: first.status,
    subject: oneStreamingPort ? { port: first.target.port ?? 0 } : { group: first.group },
    how: howOf(seen),
    failed: seen.length,
    all: own.length,
    tookMs: longest(seen),
  };
}

function howOf(seen: readonly Check[]): 'silent' | 'refused' | 'failed' | 'limited' {
  if (seen.every(({ status }) => status !== 'fail')) return 'limited';
  if (seen.every(({ state }) => state === 'filtered')) return 'silent';
  return seen.every(({ state }) => state === 'closed') ? 'refused' : 'failed';
}

function longest(seen: readonly Check[]): number | null {
  const most = Math.max(...seen.map(({ durationMs }) => durationMs ?? 0));
  return most >= 1000 ? most : null;
}

/** Ports of the same Region that do answer over TCP: the comparison that shows that the network itself is there. */
function openLine(report: Report, own: readonly Check[]): ProofLine | null {
  const broken = new Set(own.map(({ target }) => target.port));
  const open = report.checks.filter(
    (check) => check.status === 'pass' && check.target.transport === 'tcp' && isOfRegion(report, check),
  );
  const ports = [443, 4195, 4172].filter(
    (port) => !broken.has(port) && open.some(({ target }) => target.port === port),
  );
  return ports.length === 0 ? null : { kind: 'open', tone: 'pass', ports };
}

function isOfRegion(report: Report, check: Check): boolean {
  const role = roleOf(check);
  const counts = role === 'endpoint' || role === 'endpoint-by-proxy' || role === 'health-check';
  return counts && (check.region === null || check.region === report.decidingRegion);
}

function waitsLine(report: Report, finding: Finding): ProofLine | null {
  const count = waitingFor(report.checks, finding).length;
  return count === 0 ? null : { kind: 'waits', tone: 'not-tested', count };
}

/** Checks that were not tested because of this finding, or because of one of its checks. */
export function waitingFor(checks: readonly Check[], finding: Finding): Check[] {
  return checks.filter(
    ({ notTestedBecause: because }) =>
      because !== null &&
      (because.finding === finding.id || (because.check !== null && finding.checks.includes(because.check))),
  );
}
