/** The single entry of judging: a record in, a judgement out. Pure: no clock, no input or output, the same answer every time. */
import type { Protocol } from '../core/words.ts';
import type { Tables } from '../regions/model.ts';
import { describe } from '../causes/catalogue/index.ts';
import { figuresOf, type Figures } from '../reading/figures.ts';
import type { Finding, Judgement } from './finding.ts';
import { forecastOf } from './forecast.ts';
import type { RunRecord } from '../reading/record.ts';
import { reduce, type Cause } from './reduce.ts';
import { settleChecks } from './settle-checks.ts';
import { summarise } from './summary.ts';
import { overallVerdict, protocolVerdict, type VerdictInput } from './verdict.ts';
import { makeView, type View } from '../reading/view.ts';

/** Judges everything that one run saw, by the rules of this version. */
export function judge(record: RunRecord, tables: Tables): Judgement {
  const view = makeView(record, tables);
  const first = figuresOf(view);
  const reduction = reduce(view, first.decidingRegion);
  // Figures that a root cause makes worthless (a near agent that accepts everything) are not shown as the Region's.
  const { trusted } = reduction;
  const figures = { ...figuresOf(trusted), decidingRegion: first.decidingRegion };
  const findings = reduction.causes.map(findingOf);
  const checks = settleChecks(view, findings, reduction);
  const input: VerdictInput = { view, checks, findings, deciding: figures.decidingRegion };
  const protocols = protocolEntries(input, { trusted, figures });
  const verdict = overallVerdict(view.protocols.map((protocol) => protocols[protocol]?.verdict ?? 'unknown'));
  return {
    verdict,
    ...summarise({ ...input, verdict, protocols, figures }),
    protocols,
    regions: [...figures.regions],
    bestRegion: figures.bestRegion,
    decidingRegion: figures.decidingRegion,
    checks: [...checks],
    findings,
  };
}

function findingOf({ id, draft, explains }: Cause): Finding {
  const { code, severity, region, params } = draft;
  return {
    id,
    code,
    severity,
    region,
    protocols: [...draft.protocols],
    params: { ...params },
    checks: [...draft.checks],
    explains: [...explains],
    ...describe(draft),
  };
}

function protocolEntries(
  input: VerdictInput,
  { trusted, figures }: { trusted: View; figures: Figures },
): Judgement['protocols'] {
  const entries = input.view.protocols.map((protocol) => {
    const verdict = protocolVerdict(input, protocol);
    const blocked = isBlockedBefore(input, protocol);
    const breaks = breaksAfterwards(input, protocol);
    const region = figures.decidingRegion;
    const band = figures.regions.find(({ code }) => code === region)?.bands[protocol] ?? null;
    return [
      protocol,
      { verdict, ...forecastOf(trusted, { region, protocol, blocked, breaks }), band },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** What would end a session that did start: too slow a way, too much loss, packets that are too small. */
function breaksAfterwards({ findings, deciding }: VerdictInput, protocol: Protocol): string | null {
  const found = findings.find(
    ({ code, severity, protocols, region }) =>
      severity === 'error' &&
      /^(latency|mtu)\//.test(code) &&
      protocols.includes(protocol) &&
      (region === null || region === deciding),
  );
  return found?.title ?? null;
}

const STREAMING = /^(pcoip|dcv|streaming|gateway|latency|mtu)\//;

/** An error that is not about streaming stops the session before it streams; an agent that accepts everything only hides the truth. */
function isBlockedBefore({ findings, deciding }: VerdictInput, protocol: Protocol): boolean {
  return findings.some(
    (finding) =>
      finding.severity === 'error' &&
      finding.protocols.includes(protocol) &&
      (finding.region === null || finding.region === deciding) &&
      finding.code !== 'local/accepts-all' &&
      !STREAMING.test(finding.code),
  );
}
