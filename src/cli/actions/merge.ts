import { basename } from 'node:path';
import { plainText } from '../../core/plain-text.ts';
import type { Report } from '../../report/report.ts';
import type { Tables } from '../../regions/model.ts';
import { mergeProofs, regionsDiffer, type SiteMatrix, type SiteProof } from '../../rules/proof/merge.ts';
import type { Proof } from '../../rules/proof/proof.ts';
import { proveReport } from '../../rules/proof/prove-report.ts';
import {
  renderMatrixCsv,
  renderMatrixJson,
  renderMatrixMarkdown,
  renderMatrixText,
} from '../../rules/proof/render-matrix.ts';
import type { ProofWords } from '../../rules/proof/read-check.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf, type GivenOptions } from '../given-options.ts';
import { readReportFile } from '../read-report-file.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';

const MOST_SITES = 200;

const RENDERERS: Readonly<Record<string, (matrix: SiteMatrix, words: Vocabulary) => string>> = {
  text: renderMatrixText,
  csv: renderMatrixCsv,
  json: renderMatrixJson,
  markdown: renderMatrixMarkdown,
};

/** `preflight merge REPORT...`. */
export const mergeSites: CommandAction = async ({ args, options, context }) => {
  if (args.length > MOST_SITES) {
    throw new UsageError(`merge was given ${args.length} reports; accepted: up to ${MOST_SITES}`);
  }
  const tables = await correctedTables(options);
  const sites: SiteProof[] = [];
  // One after the other: the reports of many sites do not fit into memory together.
  for (const path of args) sites.push(await siteOf(path, { tables, options }));
  const deliver = await prepareDelivery(options, context);
  const render = RENDERERS[oneOf(options, 'format') ?? 'text'] ?? renderMatrixText;
  const matrix = mergeProofs(sites);
  const words = vocabularyOf(languageFor(context, options));
  await deliver(render(matrix, words));
  const regions = regionsDiffer(matrix, words);
  if (regions !== null)
    await context.stderr.write(`${plainText(regions)}
`);
  return EXIT.ok;
};

async function siteOf(
  path: string,
  { tables, options }: { tables: Tables; options: GivenOptions },
): Promise<SiteProof> {
  const report = await readReportFile('merge', path);
  return {
    site: plainText(basename(path).replace(/\.json$/i, '')),
    proof: proofOf(report, tables, { options }),
  };
}

/** `words`: of its reasons; English unless said. */
export function proofOf(
  report: Report,
  tables: Tables,
  { options, words }: { readonly options: GivenOptions; readonly words?: ProofWords },
): Proof {
  return proveReport(report, tables, {
    withAga: isOn(options, 'aga'),
    withFips: isOn(options, 'fips'),
    withIpv6: isOn(options, 'ipv6'),
    ...(words === undefined ? {} : { words }),
  });
}
