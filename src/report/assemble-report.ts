/** The report of a run, out of its record, its judgement and what the one voice says of them. Pure: no clock, no file. */
import type { Language } from '../core/language.ts';
import type { ClientEvidence, RouteEvidence } from '../evidence/index.ts';
import type { Judgement } from '../judge/finding.ts';
import type { RunRecord } from '../reading/record.ts';
import { criticalPathMs } from './critical-path.ts';
import { tell } from './tell.ts';
import type { Report } from './report.ts';

export interface ReportSetting {
  /** Names the tables that judged the run: `tablesIdentity` of src/regions makes it. */
  readonly tables: Report['tables'];
  /** By default English. */
  readonly language?: Language | undefined;
}

export function assembleReport(
  record: RunRecord,
  judgement: Judgement,
  { tables, language = 'en' }: ReportSetting,
): Report {
  const bare = {
    schema: 'preflight.report/1' as const,
    id: record.id,
    createdAt: record.createdAt,
    durationMs: record.durationMs,
    completed: record.completed,
    completedBecause: record.completedBecause,
    simulated: record.simulated,
    scenario: record.scenario,
    criticalPathMs: criticalPathMs(record),
    agent: record.agent,
    tables,
    // A fully qualified code is a registration code too: the check of its record names it, the request does not.
    request: { ...record.request, registrationName: null },
    host: { ...record.host, vpn: vpnOf(record), client: clientOf(record) },
    ...judgement,
  };
  return tell(bare, language);
}

/** Null when no route was read; all fields null when one was read and none leaves through a tunnel. */
function vpnOf(record: RunRecord): Report['host']['vpn'] {
  // A route that could not be read does not say that there is no VPN.
  const routes = evidenceOf(record, 'route').filter(({ interfaceName }) => interfaceName !== null);
  if (routes.length === 0) return null;
  const tunnelled = routes.find((route) => route.tunnel !== null);
  return {
    interface: tunnelled?.interfaceName ?? null,
    kind: tunnelled?.tunnel?.kind ?? null,
    allTraffic: tunnelled?.tunnel?.allTraffic ?? null,
  };
}

function clientOf(record: RunRecord): Report['host']['client'] {
  const [client] = evidenceOf(record, 'client');
  return client === undefined ? null : { installed: client.installed, version: client.version };
}

interface Kinds {
  route: RouteEvidence;
  client: ClientEvidence;
}

function evidenceOf<K extends keyof Kinds>(record: RunRecord, kind: K): Kinds[K][] {
  return Object.values(record.observations).flatMap((observed) =>
    observed.outcome === 'completed' && observed.evidence.kind === kind
      ? [observed.evidence as Kinds[K]]
      : [],
  );
}
