/** Delays for the links of the journey. Every figure is a median of something measured, or null. */
import type { Check } from '../../../src/reading/check.ts';
import type { LinkFigure } from './journey-model.ts';

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Median of the single TCP connects in `tcp` and `https` evidence. */
export function connectFigure(checks: readonly Check[]): LinkFigure | null {
  const medianMs = median(checks.flatMap(connectTimes));
  return medianMs === null ? null : { medianMs, lost: null, sent: null };
}

function connectTimes({ evidence }: Check): number[] {
  const attempts = Array.isArray(evidence['attempts']) ? (evidence['attempts'] as unknown[]) : [];
  return attempts.map(connectTime).filter((ms) => ms !== null);
}

/** `tcp` attempts have `connectMs`, `https` attempts `phases.tcpMs`. */
function connectTime(attempt: unknown): number | null {
  if (typeof attempt !== 'object' || attempt === null) return null;
  const { connectMs, phases } = attempt as { connectMs?: unknown; phases?: { tcpMs?: unknown } };
  const value = connectMs ?? phases?.tcpMs;
  return typeof value === 'number' ? value : null;
}

/** The first hop by ping: null figure when the router ignores it, null altogether when nobody asked. */
export function pingFigure(check: Check | undefined): { answers: boolean; figure: LinkFigure | null } | null {
  const evidence = check?.evidence;
  if (evidence?.['kind'] !== 'icmp') return null;
  const rtts = Array.isArray(evidence['rttsMs'])
    ? evidence['rttsMs'].filter((ms) => typeof ms === 'number')
    : [];
  const sent = Number(evidence['sent'] ?? 0);
  const received = Number(evidence['received'] ?? 0);
  const medianMs = median(rtts);
  return {
    answers: received > 0,
    figure: medianMs === null ? null : { medianMs, lost: sent - received, sent },
  };
}
