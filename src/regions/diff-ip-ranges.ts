/**
 * Compares the tables with AWS's published ranges: what the tables lack, what AWS no longer publishes, what moved to another
 * Region. Pure. A difference that the tables already mark as doubtful is told, but is not new.
 */
import { english, type Vocabulary } from '../words/en/index.ts';
import { factsOfAll, type Fact } from './facts.ts';
import {
  intervalContains,
  intervalsOverlap,
  intervalToCidrs,
  isTooWide,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from './ip-interval.ts';
import { GATEWAY_SERVICE, type IpRanges } from './ip-ranges-file.ts';
import type { Tables } from './model.ts';

/** What `tables diff` says, in one language. */
type DiffWords = Vocabulary['tables']['diff'];

export interface TableDifference {
  /** `added`: AWS publishes it, the tables lack it. `missing`: the other way. `moved`: AWS publishes it for another Region. */
  readonly kind: 'added' | 'missing' | 'moved' | 'unreadable';
  readonly region: string;
  /** Path of the fact (`pcoip.ranges`), or `gateways` for what the tables lack. */
  readonly path: string;
  readonly value: string;
  /** Conflict that already marks the fact; null: new. */
  readonly marked: string | null;
  readonly text: string;
}

interface Prefix {
  readonly region: string;
  readonly service: string;
  readonly text: string;
  readonly interval: IpInterval;
}

/** Which published service holds a fact. Health-check servers are ordinary EC2 addresses. */
const SERVICE_OF_PATH: Readonly<Record<string, string>> = {
  'pcoip.ranges': GATEWAY_SERVICE,
  'pcoip.ipv6': GATEWAY_SERVICE,
  'dcv.ranges': GATEWAY_SERVICE,
  'dcv.ipv6': GATEWAY_SERVICE,
  'dcv.aga': 'GLOBALACCELERATOR',
  'healthCheck.addresses': 'EC2',
};

export interface TableComparison {
  /** Empty when the tables agree with what is published. */
  readonly differences: readonly TableDifference[];
  /** Services of which the file has no row at all: nothing is said about their facts. */
  readonly notCompared: readonly string[];
}

/** The conflicts that explain a difference, by its kind. A doubt excuses nothing else. */
const EXPLAINS: Readonly<Record<string, TableDifference['kind']>> = { C03: 'moved', C30: 'missing' };

export function diffIpRanges(
  tables: Tables,
  published: IpRanges,
  words: DiffWords = english.tables.diff,
): TableComparison {
  const { prefixes, unreadable } = readPrefixes(published, words);
  const facts = factsOfAll(tables).filter(({ path }) => path in SERVICE_OF_PATH);
  const services = [...new Set(Object.values(SERVICE_OF_PATH))];
  const gateways = prefixes.filter(({ service }) => service === GATEWAY_SERVICE);
  const gatewayFacts = facts.filter(({ path }) => SERVICE_OF_PATH[path] === GATEWAY_SERVICE);
  return {
    differences: [
      ...facts.flatMap((fact) => compareFact(fact, prefixes, words)),
      ...addedGateways(gatewayFacts, gateways, words),
      ...unreadable,
    ],
    notCompared: services.filter((name) => !prefixes.some(({ service }) => service === name)),
  };
}

function readPrefixes(
  published: IpRanges,
  words: DiffWords,
): { prefixes: Prefix[]; unreadable: TableDifference[] } {
  const rows = [
    ...published.prefixes.map(({ ip_prefix, region, service }) => ({ text: ip_prefix, region, service })),
    ...published.ipv6_prefixes.map(({ ipv6_prefix, region, service }) => ({
      text: ipv6_prefix,
      region,
      service,
    })),
  ];
  const wanted = new Set(Object.values(SERVICE_OF_PATH));
  const prefixes: Prefix[] = [];
  const unreadable: TableDifference[] = [];
  for (const row of rows.filter(({ service }) => wanted.has(service))) {
    const interval = parseCidr(row.text);
    if (interval && !isTooWide(interval)) prefixes.push({ ...row, interval });
    else unreadable.push(difference('unreadable', { ...row, path: 'gateways' }, words.unreadable(row.text)));
  }
  return { prefixes, unreadable };
}

type Place = Pick<TableDifference, 'region' | 'path'> & {
  readonly text: string;
  readonly doubt?: Fact['doubt'];
};

function difference(kind: TableDifference['kind'], place: Place, text: string): TableDifference {
  const { region, path, text: value } = place;
  const conflict = place.doubt?.conflict;
  const marked = conflict !== undefined && EXPLAINS[conflict] === kind ? conflict : null;
  return { kind, region, path, value, marked, text };
}

/** A malformed fact is lint's matter; a service without rows says nothing. Global Accelerator is published without a Region. */
function compareFact(fact: Fact, prefixes: readonly Prefix[], words: DiffWords): TableDifference[] {
  const service = SERVICE_OF_PATH[fact.path];
  const ofService = prefixes.filter((prefix) => prefix.service === service);
  if (fact.interval === null || ofService.length === 0) return [];
  const here =
    service === 'GLOBALACCELERATOR' ? ofService : ofService.filter(({ region }) => region === fact.region);
  const left = subtractIntervals(
    [fact.interval],
    here.map(({ interval }) => interval),
  );
  if (left.length === 0) return [];
  const place = {
    region: fact.region,
    path: fact.path,
    text: fact.value,
    doubt: fact.doubt,
  };
  const elsewhere = ofService.find(({ interval }) => left.some((part) => intervalsOverlap(interval, part)));
  if (elsewhere)
    return [
      difference('moved', place, words.moved(fact.value, elsewhere.region, `${elsewhere.text}, ${service}`)),
    ];
  return [difference('missing', place, missingPart(fact, left, { words, service: service ?? '' }))];
}

function missingPart(
  { interval, value, region }: Fact,
  left: readonly IpInterval[],
  { words, service }: { readonly words: DiffWords; readonly service: string },
): string {
  const only = left[0];
  const whole =
    interval !== null && only !== undefined && left.length === 1 && intervalContains(only, interval);
  const where = words.serviceOf(service, region);
  return whole
    ? words.missing(value, where)
    : words.partly(value, left.flatMap(intervalToCidrs).join(', '), where);
}

/** Gateways that AWS publishes and no fact of that Region covers; a Region that the tables lack is one line. */
function addedGateways(
  facts: readonly Fact[],
  gateways: readonly Prefix[],
  words: DiffWords,
): TableDifference[] {
  const known = new Set(facts.map(({ region }) => region));
  const regions = [...new Set(gateways.map(({ region }) => region))].sort();
  return regions.flatMap((region) => {
    const published = mergeIntervals(
      gateways.filter((row) => row.region === region).map(({ interval }) => interval),
    );
    if (!known.has(region)) {
      const text = published.flatMap(intervalToCidrs).join(', ');
      return [difference('added', { region, path: 'gateways', text }, words.newRegion(text))];
    }
    const listed = facts.filter((fact) => fact.region === region).flatMap(({ interval }) => interval ?? []);
    return subtractIntervals(published, listed)
      .flatMap(intervalToCidrs)
      .map((text) => difference('added', { region, path: 'gateways', text }, words.added(text)));
  });
}
