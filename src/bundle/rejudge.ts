/** Old evidence through the rules and the tables of this version. */
import { judge } from '../judge/judge.ts';
import { runRecord, type RunRecord } from '../reading/record.ts';
import { assembleReport } from '../report/assemble-report.ts';
import { reportSchema, type Report } from '../report/report.ts';
import type { Tables } from '../regions/model.ts';
import { BundleError } from './bundle-error.ts';
import type { OpenedBundle } from './open-bundle.ts';
import { addressStandInsIn, representativeOf } from './stand-ins.ts';

/** `identity` names the tables in the new report: `tablesIdentity` of src/regions makes it. Throws a `BundleError` without evidence. */
export function rejudge(
  { record }: Pick<OpenedBundle, 'record'>,
  tables: Tables,
  identity: Report['tables'],
): Report {
  if (record === null) throw new BundleError('it has no readable evidence, so it cannot be judged again');
  try {
    const { judged, restore } = withAddresses(record);
    return restore(assembleReport(judged, judge(judged, tables), { tables: identity }));
  } catch (error) {
    throw new BundleError('its evidence cannot be judged: it contradicts itself', { cause: error });
  }
}

/**
 * Judging asks of what sort an address is, so a stand-in is judged as an address of its sort that nobody has; in the texts that come out the
 * stand-in is back.
 */
function withAddresses(record: RunRecord): { judged: RunRecord; restore: (report: Report) => Report } {
  const text = JSON.stringify(record);
  const pairs = addressStandInsIn(text).flatMap((standIn) => {
    const address = representativeOf(standIn);
    return address === null ? [] : [[standIn, address] as const];
  });
  if (pairs.length === 0) return { judged: record, restore: (report) => report };
  const addressOf = new Map(pairs);
  const standInOf = new Map(pairs.map(([standIn, address]) => [address, standIn]));
  const judged = replaceWords(text, addressOf);
  const restore = (report: Report): Report =>
    reportSchema.parse(JSON.parse(replaceWords(JSON.stringify(report), standInOf)));
  return { judged: runRecord.parse(JSON.parse(judged)), restore };
}

/** A port may follow; another digit, or another part of an address, may not. */
function replaceWords(text: string, words: ReadonlyMap<string, string>): string {
  const escaped = [...words.keys()].map(
    (word) => `${word.replaceAll('.', '\\.')}(?!${word.includes('::') ? '[0-9a-f:]' : '\\d|\\.\\d'})`,
  );
  const pattern = new RegExp(`(?<![\\w.:])(?:${escaped.join('|')})`, 'g');
  return text.replace(pattern, (word) => words.get(word) ?? word);
}
