import { basename } from 'node:path';
import { compareBundles } from '../../bundle/compare-bundles.ts';
import {
  openBundleFile,
  readBundleBytes,
  readBundleText,
  type OpenedBundle,
} from '../../bundle/open-bundle.ts';
import { rejudge } from '../../bundle/rejudge.ts';
import {
  renderBundleHtml,
  renderBundleJson,
  renderBundleMarkdown,
  renderBundleText,
  warnings,
  type ShownBundle,
} from '../../bundle/render-bundle.ts';
import { harmlessText } from '../../bundle/shown-text.ts';
import { tablesIdentity } from '../../regions/model.ts';
import type { Comparison } from '../../report/comparison.ts';
import { renderComparisonText } from '../../report/render-comparison.ts';
import { localTime } from '../../report/local-time.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { languageFor, textStyleFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';
import { readable } from './bundle-inputs.ts';

/** On standard error, where the form has no room for it. */
async function warn(
  problems: OpenedBundle['problems'],
  { options, context }: Pick<Invocation, 'options' | 'context'>,
): Promise<void> {
  const lines = warnings(problems, languageFor(context, options));
  if (lines.length > 0) await context.stderr.write(`${lines.join('\n')}\n`);
}

function formatOf({ options }: Invocation): string {
  return oneOf(options, 'format') ?? 'text';
}

/** `bundle inspect FILE`. */
export const inspectBundle: CommandAction = async (invocation) => {
  const { args, options, context } = invocation;
  const [path = ''] = args;
  const file = oneOf(options, 'show');
  if (file !== null) return showFile(path, file, invocation);
  const isRejudged = isOn(options, 'rejudge');
  const opened = await readable(path, () => openBundleFile(path));
  const deliver = await prepareDelivery(options, context);
  const report = isRejudged ? await judgedAgain(path, opened, invocation) : opened.report;
  const shown: ShownBundle = { name: basename(path), opened, report, isRejudged };
  await deliver(renderShown(shown, invocation));
  // The text and the ticket have it above everything; the page and the JSON document are no place for it.
  const hasOwnWarning = ['text', 'markdown'].includes(formatOf(invocation));
  if (!hasOwnWarning) await warn(opened.problems, invocation);
  return EXIT.ok;
};

/** `--show NAME`: evidence as it stands in the bundle, made harmless line by line. */
async function showFile(path: string, file: string, { options, context }: Invocation): Promise<ExitCode> {
  const other = ['format', 'rejudge'].find((name) => options.has(name));
  if (other !== undefined) throw new UsageError(`--show prints one file as it is; leave --${other} out`);
  const { text, problems } = await readable(path, async () =>
    readBundleText(await readBundleBytes(path), file),
  );
  const deliver = await prepareDelivery(options, context);
  await deliver(`${harmlessText(text)}\n`);
  await warn(problems, { options, context });
  return EXIT.ok;
}

async function judgedAgain(path: string, opened: OpenedBundle, { options }: Invocation) {
  const tables = await correctedTables(options);
  return readable(path, () => rejudge(opened, tables, tablesIdentity(tables)));
}

function renderShown(shown: ShownBundle, invocation: Invocation): string {
  const { options, context } = invocation;
  switch (formatOf(invocation)) {
    case 'json':
      return renderBundleJson(shown);
    case 'html':
      return renderBundleHtml(shown, languageFor(context, options));
    case 'markdown':
      return renderBundleMarkdown(shown, languageFor(context, options));
    default:
      return renderBundleText(shown, textStyleFor(context, options), {
        verbose: isOn(options, 'verbose'),
        files: isOn(options, 'files'),
      });
  }
}

/** `bundle compare A B`. */
export const compareTwoBundles: CommandAction = async (invocation) => {
  const { args, options, context } = invocation;
  const [pathA = '', pathB = ''] = args;
  const a = await readable(pathA, () => openBundleFile(pathA));
  const b = await readable(pathB, () => openBundleFile(pathB));
  const comparison = compareBundles(a, b);
  const deliver = await prepareDelivery(options, context);
  const sides = { a: sideOf(pathA, a), b: sideOf(pathB, b) };
  const names = { a: nameOf(sides.a), b: nameOf(sides.b) };
  await deliver(
    formatOf(invocation) === 'json'
      ? `${JSON.stringify({ schema: 'preflight.comparison/1', ...sides, ...comparison }, null, 2)}\n`
      : renderComparisonText(comparison, names, {
          style: textStyleFor(context, options),
          verbose: isOn(options, 'verbose'),
          exit:
            exitOf(comparison, isOn(options, 'if-worse')) === EXIT.ok
              ? null
              : vocabularyOf(languageFor(context, options)).compare.exit(EXIT.no),
        }),
  );
  await warn([...a.problems, ...b.problems], invocation);
  return exitOf(comparison, isOn(options, 'if-worse'));
};

function exitOf({ differs, direction }: Comparison, onlyWorse: boolean): ExitCode {
  const counts = onlyWorse ? direction === 'worse' || direction === 'mixed' : differs;
  return counts ? EXIT.no : EXIT.ok;
}

interface Side {
  readonly name: string;
  readonly sha256: string;
  readonly report: string;
  readonly createdAt: string;
}

function sideOf(path: string, { sha256, report }: OpenedBundle): Side {
  return { name: basename(path), sha256, report: report.id, createdAt: report.createdAt };
}

function nameOf({ name, createdAt }: Side): string {
  return `${name}, ${localTime(createdAt)}`;
}
