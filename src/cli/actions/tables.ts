import { writeAtomically } from '../../core/write-atomically.ts';
import { diffIpRanges } from '../../regions/diff-ip-ranges.ts';
import { readIpRanges } from '../../regions/ip-ranges-file.ts';
import { lintTables } from '../../regions/lint-tables.ts';
import {
  diffFoundNew,
  lintFoundNew,
  renderDiffJson,
  renderDiffText,
  renderLintJson,
  renderLintText,
} from '../../regions/render-table-checks.ts';
import { overlayOfDiff, type DiffOverlay } from '../../regions/overlay-of-diff.ts';
import { renderTablesJson, renderTablesText } from '../../regions/render-tables.ts';
import { regionsOf } from '../../request/regions.ts';
import { sayIn } from '../../core/say.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { allOf, oneOf } from '../given-options.ts';
import { checkWritable, fileReason } from '../output-file.ts';
import { accepted } from '../read-input-file.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError, WriteError } from '../usage-error.ts';

function wantsJson({ options }: Invocation): boolean {
  return oneOf(options, 'format') === 'json';
}

/** Programs read one language. */
function wordsFor(invocation: Invocation): Vocabulary {
  return vocabularyOf(wantsJson(invocation) ? 'en' : languageFor(invocation.context, invocation.options));
}

/** `tables show`. */
export const showTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const tables = await correctedTables(options);
  const given = allOf(options, 'region');
  const codes =
    given.length === 0 ? [] : regionsOf({ region: [...given] }, tables).regions.map(({ code }) => code);
  const deliver = await prepareDelivery(options, context);
  const { region: nameOf } = sayIn(languageFor(context, options));
  await deliver(
    wantsJson(invocation)
      ? renderTablesJson(tables, codes)
      : renderTablesText(tables, codes, { words: wordsFor(invocation), nameOf }),
  );
  return EXIT.ok;
};

/** Writes the file and says in one line what is in it. */
async function writeOverlay(
  path: string,
  { overlay, leftOut }: DiffOverlay,
  { diff: words }: Vocabulary['tables'],
): Promise<string> {
  try {
    await writeAtomically(path, `${JSON.stringify(overlay, null, 2)}\n`, { mode: 0o666 });
  } catch (error) {
    throw new WriteError(`--write-overlay could not be written (${fileReason(error)})`, { cause: error });
  }
  const regions = overlay.changes.filter(({ action }) => action === 'add-region').length;
  const written = words.written(overlay.changes.length - regions, regions);
  return leftOut.length === 0 ? written : words.leftOut(written, leftOut.join(', '));
}

/** `tables lint`. */
export const lintTheTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const tables = await correctedTables(options);
  const deliver = await prepareDelivery(options, context);
  const { tables: words } = wordsFor(invocation);
  const results = lintTables(tables, words.lint);
  await deliver(
    wantsJson(invocation) ? renderLintJson(tables, results) : renderLintText(tables, results, words),
  );
  return lintFoundNew(results) ? EXIT.no : EXIT.ok;
};

/** `tables diff --ip-ranges FILE [--write-overlay OUT]`. */
export const diffTheTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const path = oneOf(options, 'ip-ranges');
  if (path === null)
    throw new UsageError("tables diff needs --ip-ranges FILE, a copy of AWS's ip-ranges.json");
  const tables = await correctedTables(options);
  const published = accepted('--ip-ranges', await readIpRanges(path));
  const deliver = await prepareDelivery(options, context);
  const to = oneOf(options, 'write-overlay');
  const overlayPath = to === null ? null : await checkWritable('--write-overlay', to);
  const { tables: words } = wordsFor(invocation);
  const comparison = diffIpRanges(tables, published, words.diff);
  await deliver(
    wantsJson(invocation) ? renderDiffJson(tables, comparison) : renderDiffText(tables, comparison, words),
  );
  if (overlayPath !== null) {
    const today = new Date().toISOString().slice(0, 10);
    const made = overlayOfDiff(tables, comparison, { createDate: published.createDate, today });
    await context.stderr.write(`${await writeOverlay(overlayPath, made, words)}\n`);
  }
  return diffFoundNew(comparison) ? EXIT.no : EXIT.ok;
};
