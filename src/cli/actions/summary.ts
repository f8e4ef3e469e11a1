/** `bundle summary DIR` and what `fleet DIR` shares with it: keys, sites and the window of time as a person gives them. */
import { readKeyFile, type TagKey } from '../../bundle/tag-key.ts';
import { renderGroupsCsv, renderMembersCsv, renderSummaryJson } from '../../fleet/render-data.ts';
import { membersOf, renderMembersText, renderSummaryText } from '../../fleet/render-text.ts';
import { readFolder } from '../../fleet/read-folder.ts';
import { siteBook, sitesSchema, type SiteBook } from '../../fleet/sites.ts';
import { summarise, type BundleSummary, type SummaryQuestion } from '../../fleet/summarise.ts';
import { parseMoment } from '../../fleet/times.ts';
import { readInputJson } from '../../regions/read-input-file.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { allOf, oneOf, type GivenOptions } from '../given-options.ts';
import { accepted } from '../read-input-file.ts';
import { textStyleFor } from '../terminal-style.ts';
import { UsageError, quoted } from '../usage-error.ts';
import { caseKey, readable } from './bundle-inputs.ts';

const SITES_BYTES = 4_000_000;

export const summariseFolder: CommandAction = async (invocation) => {
  const { args, options, context } = invocation;
  const [path = ''] = args;
  const question = await questionOf(options);
  const deliver = await prepareDelivery(options, context);
  const { rows, unreadable } = await readable(path, () =>
    readFolder(path, { forms: ['zip'], signal: context.interrupt }),
  );
  const summary = summarise(rows, unreadable, question);
  await deliver(rendered(summary, invocation));
  return EXIT.ok;
};

function rendered(summary: BundleSummary, { options, context }: Invocation): string {
  const [cause, format] = [oneOf(options, 'list'), oneOf(options, 'format') ?? 'text'];
  if (format === 'json')
    return renderSummaryJson(cause === null ? summary : { ...summary, members: membersOf(summary, cause) });
  if (format === 'csv')
    return cause === null ? renderGroupsCsv(summary) : renderMembersCsv(membersOf(summary, cause));
  const style = textStyleFor(context, options);
  return cause === null ? renderSummaryText(summary, style) : renderMembersText(summary, cause, style);
}

/** Throws a usage error for a key, a file of sites or a time that is none. */
export async function questionOf(options: GivenOptions): Promise<SummaryQuestion> {
  const keys = await keysOf(options);
  const [since, until] = [oneOf(options, 'since'), oneOf(options, 'until')];
  // Wrong words are refused before a folder of thousands is read.
  for (const [flag, typed] of [
    ['--since', since],
    ['--until', until],
  ] as const) {
    if (typed !== null && parseMoment(typed, Date.now()) === null)
      throw new UsageError(
        `${flag} ${quoted(typed)} is no time: give 13:58, 2026-11-29, 2026-11-29T13:58 or 3h (before the newest)`,
      );
  }
  return {
    book: await bookOf(options, keys),
    keyIds: keys.map(({ id }) => id),
    window: (newest) => {
      const at = (typed: string | null) => (typed === null ? null : parseMoment(typed, newest));
      const [from, to] = [at(since), at(until)];
      return { ...(from === null ? {} : { since: from }), ...(to === null ? {} : { until: to }) };
    },
  };
}

async function keysOf(options: GivenOptions): Promise<readonly TagKey[]> {
  const keys: TagKey[] = [];
  for (const path of allOf(options, 'key')) keys.push(await readable(path, () => readKeyFile(path)));
  for (const token of allOf(options, 'case')) keys.push(caseKey(token));
  return keys;
}

async function bookOf(options: GivenOptions, keys: readonly TagKey[]): Promise<SiteBook> {
  const path = oneOf(options, 'sites');
  if (path === null) return siteBook([], keys);
  const sites = accepted(
    '--sites',
    await readInputJson(path, { schema: sitesSchema, limitBytes: SITES_BYTES }),
  );
  try {
    return siteBook(sites, keys);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--sites: ${error.message}`);
    throw error;
  }
}
