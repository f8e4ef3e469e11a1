/** What the guide of 2016 printed and the tables no longer have: an audit recognises old firewall rules by it. Pure. */
import { z } from 'zod';
import type { Obsolete } from '../../src/regions/obsolete.ts';
import type { Tables } from '../../src/regions/model.ts';
import {
  intervalToCidrs,
  parseCidr,
  parseRange,
  subtractIntervals,
  type IpInterval,
} from '../../src/regions/ip-interval.ts';
import { factsOfAll } from '../../src/regions/facts.ts';
import { documentSource, type Source } from './provenance.ts';

const printedSource = z.object({ file: z.string(), lines: z.string() });
const byRegion = z.object({ source: printedSource }).catchall(z.union([z.array(z.string()), printedSource]));
const thresholds2016 = z.object({
  meta: z.object({ files: z.record(z.string(), z.string()) }),
  guide2016: z.object({
    managementRanges: byRegion,
    pcoipRanges: byRegion,
    healthCheckHosts: z.object({ source: printedSource }).catchall(z.unknown()),
    allowList: z.object({
      sessionBroker: z.array(z.string()),
      deviceMetrics: z.string(),
      forresterLog: z.string(),
      customerSettings: z.string(),
      loginGraphics: z.string(),
      loginCss: z.string(),
      clientAutoUpdate: z.object({ printed: z.string() }),
      registrationDependency: z.string(),
      connectivityCheck: z.string(),
      source: printedSource,
    }),
  }),
});

const GONE = 'the guide of 2025 no longer has it';
/** Why a name is obsolete although one Region's section still prints it (C21). */
const DEVICE_METRICS = 'only clients before 3.0 use it';

export function assembleObsolete(tables: Tables, printedThresholds: unknown): Obsolete {
  const { meta, guide2016 } = thresholds2016.parse(printedThresholds);
  const source = (printed: { file: string; lines: string }): Source =>
    documentSource(printed, meta.files, null);
  const facts = factsOfAll(tables);
  const hosts = new Set(
    tables.regions.flatMap((region) => [
      ...region.endpoints.map(({ host }) => host),
      region.healthCheck?.host,
    ]),
  );
  const list = guide2016.allowList;
  const names = [
    ...list.sessionBroker,
    list.forresterLog,
    list.customerSettings,
    list.loginGraphics,
    list.loginCss,
    list.clientAutoUpdate.printed,
    list.registrationDependency,
    list.connectivityCheck,
  ].map((name) => name.split('/')[0] ?? name);
  const current = (region: string, path: RegExp): IpInterval[] =>
    facts.flatMap((fact) =>
      fact.region === region && path.test(fact.path) && fact.interval ? [fact.interval] : [],
    );
  return {
    names: [
      ...names
        .filter((name) => !hosts.has(name))
        .map((name) => ({ name, why: GONE, source: source(list.source) })),
      { name: list.deviceMetrics, why: DEVICE_METRICS, source: source(list.source) },
    ],
    cidrs: [
      ...gone(guide2016.pcoipRanges, (region) => current(region, /^pcoip/), source),
      ...gone(guide2016.managementRanges, (region) => current(region, /^management/), source),
    ],
  };
}

/** Blocks of 2016 that no fact of today covers in the same Region. */
function gone(
  printed: z.infer<typeof byRegion>,
  current: (region: string) => readonly IpInterval[],
  source: (printed: { file: string; lines: string }) => Source,
): Obsolete['cidrs'] {
  return Object.entries(printed).flatMap(([region, blocks]) => {
    if (!Array.isArray(blocks)) return [];
    return blocks.flatMap((text) =>
      subtractIntervals([readBlock(text)], current(region))
        .flatMap(intervalToCidrs)
        .map((cidr) => ({ region, cidr, why: GONE, source: source(printed.source) })),
    );
  });
}

function readBlock(text: string): IpInterval {
  const [start = '', end = ''] = text.split('-');
  const interval = text.includes('-') ? parseRange(start, end) : parseCidr(text);
  if (interval === null) throw new Error(`malformed block of 2016: ${text}`);
  return interval;
}
