/** The single entry of judging: a record in, a judgement out. Pure: no clock, no input or output, the same answer every time. */
import type { AnyCause } from '../causes/cause.ts';
import { PROTOCOLS, type Protocol } from '../core/words.ts';
import type { Tables } from '../regions/model.ts';
import { protocolsFor } from '../core/protocols-for.ts';
import { figuresOf, type Figures } from '../reading/figures.ts';
import { peersOf } from '../reading/peers.ts';
import type { RunRecord } from '../reading/record.ts';
import { makeView, type View } from '../reading/view.ts';
import type { JudgedFinding, Judgement } from './finding.ts';
import { forecastOf } from './forecast.ts';
import { sideOf, standsBefore, truthOf } from './lanes.ts';
import { limitsOf } from './limits.ts';
import { reduce, type Reduced } from './reduce.ts';
import { settleChecks } from './settle-checks.ts';
import { whereOf } from './where.ts';
import { overallVerdict, protocolVerdict, type VerdictInput } from './verdict.ts';

/** Judges everything that one run saw, by the rules of this version. */
export function judge(record: RunRecord, tables: Tables): Judgement {
  const view = makeView(record, tables);
  const first = figuresOf(view);
  const reduction = reduce(view, first.decidingRegion);
  // Figures that a root cause makes worthless (a near agent that accepts everything) are not shown as the Region's.
  const { trusted, reduced } = reduction;
  const figures = { ...figuresOf(trusted), decidingRegion: first.decidingRegion };
  const deciding = figures.decidingRegion;
  const findings = reduced.map((one) => withWhere(findingOf(one), view));
  const checks = settleChecks(view, findings, reduction);
  const input: VerdictInput = { view, checks, reduced, deciding };
  const protocols = protocolEntries(input, { trusted, figures });
  const peers = peersOf(view).map(({ seen }) => seen);
  const here = figures.regions.find(({ code }) => code === deciding) ?? null;
  return {
    verdict: overallVerdict(PROTOCOLS.flatMap((protocol) => protocols[protocol]?.verdict ?? [])),
    protocols,
    regions: [...figures.regions],
    bestRegion: figures.bestRegion,
    decidingRegion: deciding,
    checks: [...checks],
    findings,
    truth: truthOf({ view, checks, reduced, findings, protocols, deciding, figures: here }),
    ...(peers.length > 0 ? { peers } : {}),
    limits: limitsOf(tables),
  };
}

function findingOf({ id, held, explains }: Reduced): JudgedFinding {
  const { severity, region, facts } = held;
  // Reduction knows each cause by its own fields alone.
  const cause: AnyCause = held.cause;
  return {
    id,
    code: cause.code,
    severity,
    side: sideOf(held),
    sideProven: cause.sideProven(facts),
    region,
    protocols: [...held.protocols],
    // Every fact of a cause is a value of the report (causes/facts.ts).
    params: { ...facts } as JudgedFinding['params'],
    checks: [...held.checks],
    explains: [...explains],
    sources: [...cause.sources],
  };
}

/** Whoever asked is told that nobody can tell, too. */
function withWhere(finding: JudgedFinding, view: View): JudgedFinding {
  return view.record.request.where === true ? { ...finding, where: whereOf(finding, view) } : finding;
}

function protocolEntries(
  input: VerdictInput,
  { trusted, figures }: { trusted: View; figures: Figures },
): Judgement['protocols'] {
  const region = figures.decidingRegion;
  const entries = protocolsHere(input.view, region).map((protocol) => {
    const blocked = input.reduced.some(
      (one) =>
        standsBefore(one) &&
        one.held.protocols.includes(protocol) &&
        (one.held.region === null || one.held.region === region),
    );
    const band = figures.regions.find(({ code }) => code === region)?.bands[protocol] ?? null;
    const verdict = protocolVerdict(input, protocol);
    return [protocol, { verdict, ...forecastOf(trusted, { region, protocol, blocked }), band }] as const;
  });
  return Object.fromEntries(entries);
}

/** Of all Regions the best one decides, which may lack a protocol that others have for this kind of client. */
function protocolsHere({ protocols, record, tables }: View, deciding: string | null): readonly Protocol[] {
  const { allRegions, profile } = record.request;
  const region = tables.regions.find(({ code }) => code === deciding);
  const there = region === undefined || !allRegions ? protocols : protocolsFor(region, profile);
  const asked = protocols.filter((protocol) => there.includes(protocol));
  return asked.length > 0 ? asked : protocols;
}
