/** Where each fact of the tables stands: document, lines and the heading it stands under. */
import type { z } from 'zod';
import type { source } from '../../src/regions/model.ts';
import { categoryNeed } from '../../src/regions/needs.ts';
import type { TranscribedRegion, TranscribedThresholds } from './transcription.ts';

export type Source = z.infer<typeof source>;

/** The guide's own heading over the allow list and the port lists. */
const CHAPTER = 'IP address and port requirements for WorkSpaces Personal';
const GUIDE = 'guide2025';

/** The four places of a Region's rows, and the headings over them. */
const ROW_HEADINGS = {
  healthCheck: 'Health check servers',
  pcoip: 'PCoIP gateway servers',
  dcv: 'DCV gateway servers',
  dcvDomains: 'DCV gateway domain names',
  management: 'Management interface',
} as const;

function guideSource(lines: string, section: string = CHAPTER): Source {
  return { document: GUIDE, lines, section };
}

/** Provenance of a row of one of the per-Region tables; throws when the transcription gives no lines, for no fact may lack them. */
export function rowSource(region: TranscribedRegion, table: keyof typeof ROW_HEADINGS): Source {
  const lines = region.sources[table];
  if (lines === null) throw new Error(`${region.code}: no lines for ${table}`);
  return guideSource(lines, ROW_HEADINGS[table]);
}

/** Keys of the transcription's list stand for several categories (`wsBroker*`, `samlSso/samlSsoFips`). */
function linesOfCategory(category: string, lists: TranscribedThresholds['allowListCategories']): string {
  const key = Object.keys(lists).find((name) =>
    name
      .split('/')
      .some((part) => (part.endsWith('*') ? category.startsWith(part.slice(0, -1)) : part === category)),
  );
  const lines = key === undefined ? undefined : lists[key];
  if (lines === undefined) throw new Error(`no lines for category ${category}`);
  return lines;
}

/** Rows that only the Region sections print have the lines of the section; the others those of the overall table. */
export function endpointSource(
  region: TranscribedRegion,
  category: string,
  lists: TranscribedThresholds['allowListCategories'],
): Source {
  const title = categoryNeed(category)?.title ?? category;
  if (category === 'registrationDependency' || (category === 'pcoipTurn' && region.code === 'eu-west-3')) {
    if (region.sources.section === null) throw new Error(`${region.code}: no section for ${category}`);
    return guideSource(region.sources.section, `Region section, ${title}`);
  }
  const lines = category === 'deviceMetrics' ? '4654-4670' : linesOfCategory(category, lists);
  return guideSource(linesOfPartition(lines, region.partition), `Allow list, ${title}`);
}

/** `2473-2476 (Gov 2589-2592, 2618-2621)`: the lines before the bracket are those of the commercial Regions. */
function linesOfPartition(lines: string, partition: TranscribedRegion['partition']): string {
  const [, commercial = lines, gov = lines] = /^(.*?) \(Gov:? ?(.*)\)$/.exec(lines) ?? [];
  return partition === 'aws' ? commercial : gov;
}

/** Document names for the file names of the transcription. */
export function documentSource(
  printed: { file: string; lines: string },
  files: TranscribedThresholds['meta']['files'],
  section: string | null = CHAPTER,
): Source {
  const document = Object.keys(files).find((name) => files[name] === printed.file);
  if (document === undefined) throw new Error(`unknown file ${printed.file}`);
  return { document, lines: printed.lines, section };
}
