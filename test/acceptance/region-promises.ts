/** What the contract says of the figures of a Region, reckoned anew from the samples that the report shows. */
import { STREAMING_PORT } from '../../src/core/words.ts';
import type { Report } from '../../src/report/report.ts';
import { broken } from './broken.ts';

const GRADES = [
  ['optimal', (ms: number) => ms < 100],
  ['usable', (ms: number) => ms < 250],
  ['poor', (ms: number) => ms <= 375],
  ['unusable', () => true],
] as const;
const BANDS = {
  pcoip: [
    ['best', (ms: number) => ms < 100],
    ['affected', (ms: number) => ms <= 200],
    ['degraded', (ms: number) => ms <= 375],
    ['terminated', () => true],
  ],
  dcv: [
    ['best', (ms: number) => ms < 250],
    ['degraded', (ms: number) => ms <= 400],
    ['beyond', () => true],
  ],
} as const;

function wordFor(
  ms: number | null,
  words: readonly (readonly [string, (ms: number) => boolean])[],
): string | null {
  return ms === null ? null : (words.find(([, holds]) => holds(ms))?.[0] ?? null);
}

/** One line for each figure that does not follow from its samples. */
export function regionPromises(
  { code, rtt, scoreMs, grade, bands, mtu }: Report['regions'][number],
  report: Report,
): string[] {
  if (rtt === null) return broken([[scoreMs === null && grade === null, `${code}: figures without samples`]]);
  const samples = rtt.servers.flatMap(({ samplesMs }) => samplesMs.filter((one) => one !== null));
  const sum = (key: 'sent' | 'received') => rtt.servers.reduce((total, server) => total + server[key], 0);
  const ordered = [...samples].sort((a, b) => a - b);
  const steps = rtt.servers.map(({ samplesMs }) => meanStep(samplesMs.filter((one) => one !== null)));
  const opened = report.request.protocols.filter(
    (protocol) => (report.regions.find((one) => one.code === code)?.streaming[protocol]?.open ?? 0) > 0,
  );
  const [first] = opened.length > 0 ? opened : report.request.protocols;
  return broken([
    [
      rtt.sent === sum('sent') && rtt.received === sum('received'),
      `${code}: counts are not those of the servers`,
    ],
    [rtt.received === samples.length, `${code}: received is not the number of samples`],
    [near(rtt.lossRatio, (rtt.sent - rtt.received) / rtt.sent), `${code}: loss does not fit its counts`],
    [
      near(rtt.medianMs, median(ordered)),
      `${code}: the median is ${rtt.medianMs}, samples say ${median(ordered)}`,
    ],
    [
      near(rtt.minMs, ordered[0] ?? null) && near(rtt.maxMs, ordered.at(-1) ?? null),
      `${code}: a wrong range`,
    ],
    [near(scoreMs, median(ordered.slice(0, Math.ceil(ordered.length / 2)))), `${code}: a wrong score`],
    [
      near(rtt.jitterMs, median(steps.filter((one) => one !== null).sort((a, b) => a - b))),
      `${code}: a wrong jitter`,
    ],
    [
      rtt.port === STREAMING_PORT[first ?? 'pcoip'],
      `${code}: sampled port ${rtt.port}, not the first open one`,
    ],
    [grade === wordFor(rtt.medianMs, GRADES), `${code}: a wrong grade ${grade}`],
    [bands.pcoip === wordFor(rtt.medianMs, BANDS.pcoip), `${code}: a wrong band ${bands.pcoip}`],
    [bands.dcv === wordFor(rtt.medianMs, BANDS.dcv), `${code}: a wrong band ${bands.dcv}`],
    [mtu === null || mtu.requiredBytes === 1200, `${code}: not the documented MTU`],
  ]);
}

function near(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) < 0.01;
}

function median(ordered: readonly number[]): number | null {
  const [low, high] = [
    ordered[Math.floor((ordered.length - 1) / 2)],
    ordered[Math.ceil((ordered.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function meanStep(values: readonly number[]): number | null {
  const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  return steps.length === 0 ? null : steps.reduce((total, one) => total + one, 0) / steps.length;
}
