/** `tables show` as text and JSON. Every fact comes with its document and lines; a doubtful one says what is doubtful. */
import { isOldEdition } from '../core/edition.ts';
import type { Protocol } from '../core/words.ts';
import { factsOf, type Fact } from './facts.ts';
import type { Region, Tables } from './model.ts';
import { categoryNeed } from './needs.ts';
import { renderColumns, renderParagraph } from '../core/wrap-text.ts';

const PROTOCOL_NAMES: Readonly<Record<Protocol, string>> = { pcoip: 'PCoIP', dcv: 'DCV' };

const PATH_TITLES: Readonly<Record<string, string>> = {
  'healthCheck.host': 'Health check name',
  'healthCheck.hostIpv6': 'Health check name for IPv6',
  'healthCheck.addresses': 'Health check addresses',
  'healthCheck.ipv6Blocks': 'Health check addresses (IPv6)',
  'pcoip.ranges': 'PCoIP gateways',
  'pcoip.ipv6': 'PCoIP gateways (IPv6)',
  'dcv.ranges': 'DCV gateways',
  'dcv.aga': 'DCV by Global Accelerator',
  'dcv.ipv6': 'DCV gateways (IPv6)',
  'dcv.domains': 'DCV gateway names',
  'dcv.vpcEndpoints': 'DCV through a VPC endpoint',
  management: 'Management interface',
};

/** The tables with the Regions asked for (empty: all), as one JSON document with a final newline. */
export function renderTablesJson(tables: Tables, codes: readonly string[]): string {
  return `${JSON.stringify({ ...tables, regions: chosen(tables, codes) }, null, 2)}\n`;
}

/** Without Regions a line for each; with Regions every fact of them. `now` tells how old the edition is. */
export function renderTablesText(tables: Tables, codes: readonly string[], now = new Date()): string {
  const body = codes.length === 0 ? overview(tables) : chosen(tables, codes).flatMap(renderRegion);
  return [...heading(tables, now), '', ...body, ''].join('\n');
}

function chosen(tables: Tables, codes: readonly string[]): readonly Region[] {
  return codes.length === 0 ? tables.regions : tables.regions.filter(({ code }) => codes.includes(code));
}

function heading({ edition, date, sha256, overlay, calibrations }: Tables, now: Date): string[] {
  return [
    `Region tables, edition ${edition} of ${date}, sha256 ${sha256.slice(0, 16)}`,
    ...(isOldEdition(date, now) ? [OLD_EDITION] : []),
    ...(overlay ? [`Overlay ${overlay.name} of ${overlay.date}, sha256 ${overlay.sha256.slice(0, 16)}`] : []),
    ...calibrations.map(
      ({ createdAt, sha256: digest }) => `Calibration of ${createdAt}, sha256 ${digest.slice(0, 16)}`,
    ),
  ];
}

const OLD_EDITION =
  'This edition is older than 12 months: get a newer Preflight, or compare it (preflight tables diff --ip-ranges FILE)';

function overview(tables: Tables): string[] {
  const rows = tables.regions.map((region) => {
    const facts = factsOf(region);
    const protocols = region.protocols.map((protocol) => PROTOCOL_NAMES[protocol]).join(' ');
    const doubtful = facts.filter(({ doubt }) => doubt !== null).length;
    return [
      region.code,
      region.name,
      protocols,
      region.airport ?? '-',
      String(facts.length),
      String(doubtful),
    ];
  });
  return [
    ...renderColumns([['REGION', 'NAME', 'PROTOCOLS', 'CODE', 'FACTS', 'DOUBTFUL'], ...rows]),
    '',
    ...renderParagraph(
      'CODE: the three letters of the registration code and of the health-check name. Show every fact with its source: preflight tables show --region CODE',
    ),
  ];
}

function renderRegion(region: Region): string[] {
  const facts = factsOf(region);
  const paths = [...new Set(facts.map(({ path }) => path))];
  const udp = region.protocols.map((name) => `${PROTOCOL_NAMES[name]} ${region.udpAnswers[name]}`).join(', ');
  return [
    `${region.code}  ${region.name}  (${region.partition})`,
    ...renderColumns(
      [
        ['Protocols', region.protocols.map((protocol) => PROTOCOL_NAMES[protocol]).join(', ')],
        ['Answers to UDP', udp],
        ...region.notes.map((note) => ['Note', note]),
        ...region.alternates.map((row) => [
          'Other reading',
          `${row.path}: ${alternateText(row.value)} (${row.status})`,
        ]),
      ],
      2,
    ),
    '',
    ...paths.flatMap((path) =>
      renderGroup(
        path,
        facts.filter((fact) => fact.path === path),
      ),
    ),
    '',
  ];
}

function alternateText(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
  return text === '' ? 'none' : text;
}

/** Title and source of the group once; another source within the group stands beside its fact. */
function renderGroup(path: string, facts: readonly Fact[]): string[] {
  const [first] = facts;
  if (first === undefined) return [];
  const row = categoryNeed(path.replace('endpoints.', ''));
  const title = PATH_TITLES[path] ?? (row ? `${row.title} (${row.need})` : path);
  const rows = facts.flatMap((fact) => [
    sourceText(fact) === sourceText(first) ? fact.value : `${fact.value}  [${sourceText(fact)}]`,
    ...(fact.doubt ? [`  doubtful, ${fact.doubt.conflict}: ${fact.doubt.text}`] : []),
  ]);
  return [...renderColumns([[title, `[${sourceText(first)}]`]], 2), ...rows.map((text) => `    ${text}`)];
}

function sourceText({ source }: Fact): string {
  return `${source.document} ${source.lines}`;
}
