/** Lines of the history by hand: what a test needs different it overrides. */
import type { HistoryLine } from '../../../src/history/line.ts';

export const NOON_MS = Date.parse('2026-11-27T12:00:00Z');
export const MINUTE_MS = 60_000;

export function madeLine(atMs: number, over: Partial<HistoryLine> = {}): HistoryLine {
  return {
    kind: 'full',
    at: new Date(atMs).toISOString(),
    offsetMin: 60,
    id: `run-${atMs}`,
    by: 'watch',
    durationMs: 4000,
    nextMs: 15 * MINUTE_MS,
    verdict: 'ready',
    protocols: { pcoip: 'ready', dcv: 'ready' },
    cause: null,
    codes: [],
    region: 'eu-central-1',
    samples: [3800, 3900, null, 4000],
    network: 'ab12cd34',
    vpn: false,
    events: [],
    ...over,
  };
}
