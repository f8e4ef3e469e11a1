/** `fleet DIR`: many bundles and reports, again and again: what was read before is kept in an index. */
import { dataFolder } from '../../engine/data-folder.ts';
import { indexPath, readIndex, writeIndex } from '../../fleet/index-file.ts';
import { readFolder, type FolderRows } from '../../fleet/read-folder.ts';
import { renderMembersCsv, renderMembersLines, renderSummaryJson } from '../../fleet/render-data.ts';
import { renderFleetPage } from '../../fleet/render-page.ts';
import { renderSummaryText } from '../../fleet/render-text.ts';
import { summarise, type BundleSummary } from '../../fleet/summarise.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { fileReason } from '../output-file.ts';
import { languageFor, textStyleFor } from '../terminal-style.ts';
import { VERSION } from '../version.ts';
import { readable } from './bundle-inputs.ts';
import { questionOf } from './summary.ts';

export const fleet: CommandAction = async (invocation) => {
  const { args, options, context } = invocation;
  const [folder = ''] = args;
  const question = await questionOf(options);
  const deliver = await prepareDelivery(options, context);
  const found = await readable(folder, () => readWithIndex(folder, invocation));
  const summary = summarise(found.rows, found.unreadable, question);
  await deliver(rendered(summary, invocation));
  const { fleet: words } = vocabularyOf(languageFor(context, options));
  if (!isOn(options, 'quiet')) await context.stderr.write(`${words.read(found.files.size, found.opened)}\n`);
  return found.rows.length === 0 ? EXIT.no : EXIT.ok;
};

/** An index that cannot be written costs time, never the answer. */
async function readWithIndex(folder: string, { options, context }: Invocation): Promise<FolderRows> {
  const path = oneOf(options, 'index') ?? (await indexPath(dataFolder(context.env), folder));
  const known = await readIndex(path, VERSION);
  const found = await readFolder(folder, { forms: ['zip', 'json'], known, signal: context.interrupt });
  if (found.opened > 0 || found.files.size !== known.size) {
    await writeIndex(path, VERSION, found).catch(async (error: unknown) => {
      const { fleet: words } = vocabularyOf(languageFor(context, options));
      await context.stderr.write(`${words.noIndex(fileReason(error))}\n`);
    });
  }
  return found;
}

function rendered(summary: BundleSummary, { options, context }: Invocation): string {
  switch (oneOf(options, 'format') ?? 'text') {
    case 'html':
      return renderFleetPage(summary, languageFor(context, options));
    case 'csv':
      return renderMembersCsv(summary.members);
    case 'jsonl':
      return renderMembersLines(summary.members);
    case 'json':
      return renderSummaryJson(summary);
    default:
      return renderSummaryText(summary, textStyleFor(context, options));
  }
}
