/** One line of the history, drawn from a report. */
import type { HistoryEntry } from '../contract/history.ts';
import { PROTOCOLS } from '../core/words.ts';
import type { Report } from '../report/report.ts';

export function entryOf(report: Report, forecastMs: number | null): HistoryEntry {
  const cause = report.findings.find(({ severity }) => severity !== 'notice');
  const region = report.regions.find(({ code }) => code === report.decidingRegion) ?? report.regions[0];
  return {
    id: report.id,
    createdAt: report.createdAt,
    durationMs: report.durationMs,
    forecastMs,
    verdict: report.verdict,
    summary: report.summary,
    summaryKey: report.summaryKey,
    cause: cause ? { code: cause.code, title: cause.title } : null,
    region: region ? { code: region.code, name: region.name } : null,
    protocols: PROTOCOLS.flatMap((protocol) => {
      const forecast = report.protocols[protocol];
      return forecast ? [{ protocol, verdict: forecast.verdict }] : [];
    }),
    checks: report.checks.length,
    completed: report.completed,
    simulated: report.simulated,
    network: networkOf(report),
  };
}

/** How the machine was connected: the interface of its first default gateway. */
function networkOf({ host }: Report): HistoryEntry['network'] {
  const name = host.defaultGateways[0]?.interfaceName;
  return {
    kind: host.interfaces.find((entry) => entry.name === name)?.kind ?? null,
    ssid: host.wifi?.ssid ?? null,
    vpn: host.vpn === null ? null : host.vpn.interface !== null,
  };
}
