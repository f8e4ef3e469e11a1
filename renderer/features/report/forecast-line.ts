/** The line under each protocol's verdict: over what a session would run, or which port does not answer. */
import { STREAMING_PORT, type Protocol } from '../../../src/core/words.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Words } from '../../words/en.ts';
import { findingText } from '../../words/finding-words.ts';
import { delay } from '../../words/format.ts';

export function forecastLine(words: Words, report: Report, protocol: Protocol): string {
  const forecast = report.protocols[protocol];
  const figures = report.regions.find(({ code }) => code === report.decidingRegion);
  if (forecast === undefined) return '';
  if (forecast.verdict === 'not-ready') return brokenLine(words, report, protocol);
  if (forecast.verdict === 'unknown') return words.forecast.notTested;
  const medianMs = figures?.rtt?.medianMs ?? null;
  // The way around is taken where nothing else answers, so often nothing was timed.
  if (medianMs === null && forecast.transport === 'tcp-443') return words.forecast.overTcp443Untimed;
  return workingLine(words, forecast, delay(words, medianMs));
}

type Forecast = NonNullable<Report['protocols'][Protocol]>;

function workingLine({ forecast: say }: Words, { transport, udpProof }: Forecast, ms: string): string {
  if (transport === 'tcp-443') return say.overTcp443(ms);
  if (udpProof === 'proved') {
    if (transport === 'quic') return say.overQuic(ms);
    return transport === 'quic-443' ? say.overQuic443(ms) : say.overUdp(ms);
  }
  const tcp = transport === 'tcp-4195';
  if (udpProof === 'rejected') return tcp ? say.overTcpRejected(ms) : say.udpRejected(ms);
  return tcp ? say.overTcp(ms) : say.udpUnproven(ms);
}

function brokenLine(words: Words, report: Report, protocol: Protocol): string {
  const figures = report.regions.find(({ code }) => code === report.decidingRegion);
  const seen = figures?.streaming[protocol] ?? null;
  if (seen !== null && seen.open === 0 && seen.tested > 0) {
    return words.forecast.portSilent(STREAMING_PORT[protocol], seen.tested);
  }
  const cause = report.findings.find(
    ({ severity, protocols }) => severity === 'error' && protocols.includes(protocol),
  );
  if (seen === null || cause === undefined) return words.forecast.waits;
  return someLine(words, { protocol, seen }) ?? findingText(words, cause).title;
}

function someLine(
  words: Words,
  { protocol, seen }: { protocol: Protocol; seen: NonNullable<RegionFigures['streaming'][Protocol]> },
): string | null {
  if (seen.open === seen.tested) return null;
  return words.forecast.portSome(STREAMING_PORT[protocol], seen.open, seen.tested);
}
