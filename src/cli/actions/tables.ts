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
import { renderTablesJson, renderTablesText } from '../../regions/render-tables.ts';
import { regionsOf } from '../../request/regions.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { allOf, oneOf } from '../given-options.ts';
import { accepted } from '../read-input-file.ts';
import { UsageError } from '../usage-error.ts';

function wantsJson({ options }: Invocation): boolean {
  return oneOf(options, 'format') === 'json';
}

/** `tables show`. */
export const showTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const tables = await correctedTables(options);
  const given = allOf(options, 'region');
  const codes =
    given.length === 0 ? [] : regionsOf({ region: [...given] }, tables).regions.map(({ code }) => code);
  const deliver = await prepareDelivery(options, context);
  await deliver(wantsJson(invocation) ? renderTablesJson(tables, codes) : renderTablesText(tables, codes));
  return EXIT.ok;
};

/** `tables lint`. */
export const lintTheTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const tables = await correctedTables(options);
  const deliver = await prepareDelivery(options, context);
  const results = lintTables(tables);
  await deliver(wantsJson(invocation) ? renderLintJson(tables, results) : renderLintText(tables, results));
  return lintFoundNew(results) ? EXIT.no : EXIT.ok;
};

/** `tables diff --ip-ranges FILE`. */
export const diffTheTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const path = oneOf(options, 'ip-ranges');
  if (path === null)
    throw new UsageError("tables diff needs --ip-ranges FILE, a copy of AWS's ip-ranges.json");
  const tables = await correctedTables(options);
  const published = accepted('--ip-ranges', await readIpRanges(path));
  const deliver = await prepareDelivery(options, context);
  const comparison = diffIpRanges(tables, published);
  const render = wantsJson(invocation) ? renderDiffJson : renderDiffText;
  await deliver(render(tables, comparison));
  return diffFoundNew(comparison) ? EXIT.no : EXIT.ok;
};
