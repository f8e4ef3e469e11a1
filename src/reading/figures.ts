/** Figures of each requested Region: reachability, round trip, bands, MTU, health-check counts, rank. */
import type { Partition, Protocol } from '../core/words.ts';
import { bandsIn, gradeOf } from './bands.ts';
import type { Judgement } from '../judge/finding.ts';
import type { RegionFigures } from './region-figures.ts';
import { gatewayTcp, healthTcp, isOpen } from './health-check.ts';
import { mtuFigures } from './mtu-figures.ts';
import { rankRegions } from './ranking.ts';
import { rttFigures } from './rtt-figures.ts';
import { regionOf, type View } from './view.ts';

export interface Figures {
  readonly regions: readonly RegionFigures[];
  readonly bestRegion: Judgement['bestRegion'];
  /** The first requested Region; with `all` the best one, if there is one (report-contract.md, Order and verdict). */
  readonly decidingRegion: string | null;
}

export function figuresOf(view: View): Figures {
  const { regions: codes, allRegions, namedRegion = null } = view.record.request;
  const figures = codes.map((code) => regionFigures(view, code));
  const [first = null] = codes;
  const ranked = rankByPartition(view, figures, allRegions ? namedRegion : first);
  const home = regionOf(view, first ?? '')?.partition;
  const bestRegion = ranked.best.find(({ partition }) => partition === home)?.bestRegion ?? null;
  // Where none of them can be reached there is no best one, and the network has to be judged all the same.
  const decidingRegion = allRegions && bestRegion !== null ? bestRegion.code : first;
  return { regions: ranked.regions, bestRegion, decidingRegion };
}

function rankByPartition(view: View, figures: readonly RegionFigures[], preferred: string | null) {
  const partitionOf = (code: string): Partition => regionOf(view, code)?.partition ?? 'aws';
  const partitions = [...new Set(figures.map(({ code }) => partitionOf(code)))];
  const groups = partitions.map((partition) => ({
    partition,
    ...rankRegions(
      figures.filter(({ code }) => partitionOf(code) === partition),
      preferred,
    ),
  }));
  const byCode = new Map(groups.flatMap(({ regions }) => regions.map((region) => [region.code, region])));
  return {
    regions: figures.map((region) => byCode.get(region.code) ?? region),
    best: groups.map(({ partition, bestRegion }) => ({ partition, bestRegion })),
  };
}

function regionFigures(view: View, code: string): RegionFigures {
  const rtt = rttFigures(view, code);
  const medianMs = rtt?.rtt.medianMs ?? null;
  return {
    code,
    name: regionOf(view, code)?.name ?? code,
    reachable: reachable(view, code),
    rank: null,
    scoreMs: rtt?.scoreMs ?? null,
    rtt: rtt?.rtt ?? null,
    grade: gradeOf(medianMs),
    bands: bandsIn(view, code, medianMs),
    mtu: mtuFigures(view, code),
    streaming: { pcoip: counts(view, code, 'pcoip'), dcv: counts(view, code, 'dcv') },
  };
}

/** Whether any streaming TCP port of the Region opened; null when none was tested. A silent gateway is idle, not unreachable. */
function reachable(view: View, code: string): boolean | null {
  const health = view.protocols.flatMap((protocol) => healthTcp(view, code, protocol));
  const gateways = view.protocols.flatMap((protocol) => gatewayTcp(view, code, protocol));
  if ([...health, ...gateways].some(isOpen)) return true;
  const rtt = rttFigures(view, code)?.rtt ?? null;
  if (rtt !== null && rtt.received > 0) return true;
  return health.length > 0 || (rtt !== null && rtt.sent > 0) ? false : null;
}

function counts(view: View, code: string, protocol: Protocol) {
  const tcp = healthTcp(view, code, protocol);
  return tcp.length === 0 ? null : { open: tcp.filter(isOpen).length, tested: tcp.length };
}
