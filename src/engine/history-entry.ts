/** One line of the history, drawn from a report. */
import type { HistoryEntry } from '../contract/history.ts';
import { LANGUAGES } from '../core/language.ts';
import { PROTOCOLS } from '../core/words.ts';
import type { Report } from '../report/report.ts';
import { spokenOf } from '../report/spoken-of.ts';

export function entryOf(
  report: Report,
  { forecastMs, by }: Pick<HistoryEntry, 'forecastMs' | 'by'>,
): HistoryEntry {
  const region = report.regions.find(({ code }) => code === report.decidingRegion) ?? report.regions[0];
  return {
    id: report.id,
    createdAt: report.createdAt,
    by,
    durationMs: report.durationMs,
    forecastMs,
    verdict: report.verdict,
    summary: report.summary,
    cause: causeOf(report),
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

/** The first cause, with its title in every language: the list is drawn without opening a report. */
function causeOf(report: Report): HistoryEntry['cause'] {
  const cause = report.findings.find(({ severity }) => severity !== 'notice');
  if (cause === undefined) return null;
  const titles = LANGUAGES.map((language) => {
    const { causes } = spokenOf(report, language);
    return [
      language,
      causes.find(({ findings }) => findings.includes(cause.id))?.title ?? cause.title,
    ] as const;
  });
  return { code: cause.code, title: cause.title, titles: Object.fromEntries(titles) };
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
