/** `tables show` as text and JSON. Every fact comes with its document and lines; a doubtful one says what is doubtful. */
import { isOldEdition } from '../core/edition.ts';
import type { Protocol } from '../core/words.ts';
import { english, type Vocabulary } from '../words/en/index.ts';
import { factsOf, type Fact } from './facts.ts';
import type { Region, Tables } from './model.ts';
import { categoryNeed } from './needs.ts';
import { renderColumns, renderParagraph } from '../core/wrap-text.ts';

const PROTOCOL_NAMES: Readonly<Record<Protocol, string>> = { pcoip: 'PCoIP', dcv: 'DCV' };

/** The tables with the Regions asked for (empty: all), as one JSON document with a final newline. */
export function renderTablesJson(tables: Tables, codes: readonly string[]): string {
  return `${JSON.stringify({ ...tables, regions: chosen(tables, codes) }, null, 2)}\n`;
}

interface TablesFace {
  readonly words: Vocabulary;
  /** Of a Region, in the language. */
  readonly nameOf: (region: Region) => string;
  /** Tells how old the edition is. */
  readonly now: Date;
}

/** Without Regions a line for each; with Regions every fact of them. */
export function renderTablesText(
  tables: Tables,
  codes: readonly string[],
  { words = english, nameOf = ({ name }) => name, now = new Date() }: Partial<TablesFace> = {},
): string {
  const face = { words, nameOf, now };
  const body =
    codes.length === 0
      ? overview(tables, face)
      : chosen(tables, codes).flatMap((region) => renderRegion(region, face));
  return [...heading(tables, face), '', ...body, ''].join('\n');
}

function chosen(tables: Tables, codes: readonly string[]): readonly Region[] {
  return codes.length === 0 ? tables.regions : tables.regions.filter(({ code }) => codes.includes(code));
}

function heading(
  { edition, date, sha256, overlay, calibrations }: Tables,
  { words: { tables: words }, now }: TablesFace,
): string[] {
  return [
    words.edition(edition, date, sha256.slice(0, 16)),
    ...(isOldEdition(date, now) ? renderParagraph(words.old) : []),
    ...(overlay ? [words.overlay(overlay.name, overlay.date, overlay.sha256.slice(0, 16))] : []),
    ...calibrations.map(({ createdAt, sha256: digest }) => words.calibration(createdAt, digest.slice(0, 16))),
  ];
}

function overview(tables: Tables, { words: { tables: words }, nameOf }: TablesFace): string[] {
  const rows = tables.regions.map((region) => {
    const facts = factsOf(region);
    const protocols = region.protocols.map((protocol) => PROTOCOL_NAMES[protocol]).join(' ');
    const doubtful = facts.filter(({ doubt }) => doubt !== null).length;
    return [
      region.code,
      nameOf(region),
      protocols,
      region.airport ?? '-',
      String(facts.length),
      String(doubtful),
    ];
  });
  return [...renderColumns([words.columns, ...rows]), '', ...renderParagraph(words.key)];
}

function renderRegion(region: Region, { words: vocabulary, nameOf }: TablesFace): string[] {
  const { tables: words, comma } = vocabulary;
  const facts = factsOf(region);
  const paths = [...new Set(facts.map(({ path }) => path))];
  const udp = region.protocols.map(
    (name) => `${PROTOCOL_NAMES[name]} ${words.answers[region.udpAnswers[name]]}`,
  );
  return [
    `${region.code}  ${nameOf(region)}  (${region.partition})`,
    ...renderColumns(
      [
        [words.protocols, region.protocols.map((protocol) => PROTOCOL_NAMES[protocol]).join(comma)],
        [words.udp, udp.join(comma)],
        ...region.notes.map((note) => [words.note, note]),
        ...region.alternates.map((row) => [
          words.otherReading,
          words.reading(row.path, alternateText(row.value) ?? words.none, row.status),
        ]),
      ],
      2,
    ),
    '',
    ...paths.flatMap((path) =>
      renderGroup(
        path,
        facts.filter((fact) => fact.path === path),
        vocabulary,
      ),
    ),
    '',
  ];
}

function alternateText(value: unknown): string | null {
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';
  return text === '' ? null : text;
}

/** Title and source of the group once; another source within the group stands beside its fact. */
function renderGroup(path: string, facts: readonly Fact[], words: Vocabulary): string[] {
  const [first] = facts;
  if (first === undefined) return [];
  const title = titleOf(path, words);
  const rows = facts.flatMap((fact) => [
    sourceText(fact) === sourceText(first) ? fact.value : `${fact.value}  [${sourceText(fact)}]`,
    ...(fact.doubt ? [`  ${words.tables.doubtful(fact.doubt.conflict, fact.doubt.text)}`] : []),
  ]);
  return [...renderColumns([[title, `[${sourceText(first)}]`]], 2), ...rows.map((text) => `    ${text}`)];
}

function titleOf(path: string, { tables: words, purpose, need }: Vocabulary): string {
  const own: Readonly<Record<string, string>> = words.path;
  const category = path.replace('endpoints.', '');
  const row = categoryNeed(category);
  return own[path] ?? (row ? words.titled(purpose({ category, purpose: row.title }), need[row.need]) : path);
}

function sourceText({ source }: Fact): string {
  return `${source.document} ${source.lines}`;
}
