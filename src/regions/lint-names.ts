/** The part of `tables lint` that looks at names: malformed ones, duplicates, another Region's code in a name. Pure. */
import { parseHostName } from '../core/address.ts';
import { parsePrintedEndpoint } from './endpoint-url.ts';
import { factsOf, type Fact } from './facts.ts';
import { lintResult, type LintResult, type LintWords } from './lint-result.ts';
import type { Endpoint, Region, Tables } from './model.ts';
import { categoryNeed } from './needs.ts';

export function lintNames(tables: Tables, words: LintWords): LintResult[] {
  const codes = tables.regions.map(({ code }) => code);
  const airports = new Map(
    tables.regions.flatMap(({ code, airport }) => (airport ? [[airport, code] as const] : [])),
  );
  return [
    ...duplicateRegions(tables, words),
    ...tables.regions.flatMap((region) => [
      ...malformedNames(region, words),
      ...region.endpoints.flatMap((endpoint) => lintEndpoint(region, endpoint, words)),
      ...foreignNames(region, { codes, airports }, words),
      ...repeatedNames(region, words),
    ]),
    ...sharedNames(tables, words),
  ];
}

function duplicateRegions({ regions }: Tables, words: LintWords): LintResult[] {
  const repeated = (values: readonly (string | null)[]): string[] =>
    values.filter((value, index): value is string => value !== null && values.indexOf(value) !== index);
  const result = (text: string): LintResult => ({
    rule: 'duplicate',
    level: 'new',
    conflict: null,
    regions: [],
    text,
  });
  return [
    ...repeated(regions.map(({ code }) => code)).map((code) => result(words.regionTwice(code))),
    ...repeated(regions.map(({ airport }) => airport)).map((code) => result(words.codeTwice(code))),
  ];
}

function malformedNames(region: Region, words: LintWords): LintResult[] {
  return factsOf(region).flatMap((fact) => {
    if (fact.kind !== 'name') return [];
    const name = fact.path.startsWith('dcv.') ? fact.value.replace(/^\*\./, '') : fact.value;
    if (parseHostName(name) === name) return [];
    return [lintResult('malformed', [fact], words.noHost(`${fact.path} ${fact.value}`))];
  });
}

/** The printed address must parse to the host, port and placeholder beside it. */
function lintEndpoint(region: Region, endpoint: Endpoint, words: LintWords): LintResult[] {
  const { category, url, source, doubt } = endpoint;
  const fact: Fact = {
    region: region.code,
    path: `endpoints.${category}`,
    kind: 'endpoint',
    value: url,
    interval: null,
    source,
    doubt,
  };
  const parsed = parsePrintedEndpoint(url);
  const results: LintResult[] = [];
  if (categoryNeed(category) === null)
    results.push(lintResult('unknown-category', [fact], words.noNeed(category)));
  if (parsed === null || url.startsWith('hhttps'))
    results.push(lintResult('malformed', [fact], words.noEndpoint(`${fact.path} ${url}`)));
  else if (
    parsed.host !== endpoint.host ||
    parsed.port !== endpoint.port ||
    parsed.placeholder !== endpoint.placeholder
  )
    results.push(
      lintResult(
        'malformed',
        [fact],
        words.otherHost(`${fact.path} ${url}`, `${endpoint.host}:${endpoint.port}`),
      ),
    );
  if (endpoint.family === '6' && !endpoint.host.endsWith('.api.aws'))
    results.push(lintResult('wrong-family', [fact], words.noIpv6(`${fact.path} ${endpoint.host}`)));
  return results;
}

/** A name may hold no other Region's code, and no other Region's airport code. */
function foreignNames(
  region: Region,
  known: { codes: readonly string[]; airports: ReadonlyMap<string, string> },
  words: LintWords,
): LintResult[] {
  return factsOf(region).flatMap((fact) => {
    if (fact.kind !== 'name' && fact.kind !== 'endpoint') return [];
    const labels = fact.value.split(/[./:]/);
    const place = `${fact.path} ${fact.value}`;
    const foreign = known.codes.find(
      (code) => code !== region.code && labels.some((word) => bearsCode(word, code)),
    );
    if (foreign) return [lintResult('wrong-region', [fact], words.ofRegion(place, foreign))];
    const parts = labels.flatMap((word) => word.split('-'));
    const airport = parts.find(
      (part) => known.airports.has(part) && known.airports.get(part) !== region.code,
    );
    if (airport === undefined) return [];
    return [lintResult('wrong-region', [fact], words.ofAirport(place, airport))];
  });
}

/** `s3-us-gov-east-1` bears `us-gov-east-1`, while `us-gov-east-1` does not bear `us-east-1`. */
function bearsCode(word: string, code: string): boolean {
  return word === code || word.endsWith(`-${code}`) || word.startsWith(`${code}-`);
}

function repeatedNames(region: Region, words: LintWords): LintResult[] {
  const seen = new Set<string>();
  return factsOf(region).flatMap((fact) => {
    const key = `${fact.path} ${fact.value}`;
    const again = seen.has(key);
    seen.add(key);
    return again && fact.interval === null ? [lintResult('duplicate', [fact], words.twice(key))] : [];
  });
}

/**
 * Categories with a name of its own in each Region, gateway names and health-check names: none may stand in two Regions,
 * unless every Region of the partition lists it (GovCloud's general smart-card name).
 */
function sharedNames({ regions }: Tables, words: LintWords): LintResult[] {
  const owners = new Map<string, Fact[]>();
  for (const fact of regions.flatMap(ownNames))
    owners.set(fact.value, [...(owners.get(fact.value) ?? []), fact]);
  return [...owners.values()].flatMap((facts) => {
    const names = new Set(facts.map(({ region }) => region));
    if (names.size < 2 || coversPartition(regions, names)) return [];
    const text = words.shared(`${facts[0]?.path} ${facts[0]?.value}`, [...names]);
    return [lintResult('duplicate', facts, text)];
  });
}

function coversPartition(regions: Tables['regions'], codes: ReadonlySet<string>): boolean {
  const partition = regions.find(({ code }) => codes.has(code))?.partition;
  return regions.filter((region) => region.partition === partition).every(({ code }) => codes.has(code));
}

function ownNames(region: Region): Fact[] {
  return factsOf(region).filter(({ kind, path }) => {
    if (kind === 'name') return true;
    return kind === 'endpoint' && categoryNeed(path.replace('endpoints.', ''))?.regional === true;
  });
}
