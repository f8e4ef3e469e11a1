import { basename } from 'node:path';
import { checkExit, type CheckExit } from '../../core/check-exit.ts';
import { exitLine } from '../../words/exit.ts';
import { vocabularyOf } from '../../words/languages.ts';
import { compareReports } from '../../report/compare-reports.ts';
import { mergeRuns } from '../../report/merge-runs.ts';
import { renderComparisonText } from '../../report/render-comparison.ts';
import { localTime } from '../../report/local-time.ts';
import { isReportFormat, renderReport } from '../../report/render-report.ts';
import type { Checked } from '../../engine/check.ts';
import type { Report } from '../../report/report.ts';
import { parseNumber, type NumberRule } from '../../request/fields.ts';
import { validateReport } from '../../report/validate-report.ts';
import {
  choiceLine,
  delivered,
  namesRegion,
  nearestRegion,
  rememberCheck,
  rememberedRegion,
  withRegion,
} from '../choose-region.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { prepareBundle, type FinishedBundle } from '../bundle-output.ts';
import { isOn, oneOf } from '../given-options.ts';
import { startProgress, type Progress } from '../progress.ts';
import { readReportFile } from '../read-report-file.ts';
import { acceptOptions, readRunSetup, type RunSetup } from '../run-setup.ts';
import { runChecked } from '../run-report.ts';
import { languageFor, textStyleFor } from '../terminal-style.ts';
import { prepare } from './prepare.ts';
import { pause } from '../pause.ts';
import { UsageError } from '../usage-error.ts';

/** `preflight check`. Everything that can be refused is refused before the first packet. */
export const check: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  if (options.has('prepare')) return prepare(invocation);
  const repeat = readRepeat(invocation);
  // All Regions stand in until one is chosen: so everything else that can be refused is refused now.
  const isNamed = namesRegion(options);
  const asked = await readRunSetup({
    options: isNamed ? options : withRegion(options, 'all'),
    context,
  });
  const earlier = await readEarlier(oneOf(options, 'compare-with'));
  const deliver = await prepareDelivery(options, context);
  const bundles = await prepareBundle(invocation, asked);
  const progress = await startProgress(options, context);
  const { setup, line } = isNamed
    ? { setup: asked, line: null }
    : await chosenSetup({ setup: asked, progress, invocation });
  const run = await runAll({ setup, repeat, progress, invocation }).finally(() => progress.stop());
  const report =
    earlier === null ? run.report : { ...run.report, comparison: compareReports(earlier.report, run.report) };
  const bundle = await bundles?.make({ report, record: run.record });
  const text = rendered({ report, earlier, invocation, bundle: bundle?.reference ?? null });
  await deliver(await delivered(line, text, invocation));
  refuseInvalid(report);
  if (isNamed) await rememberCheck(setup, context.env);
  // After the report: a full disk must not cost it.
  await bundle?.finish();
  return endOf(report, invocation).code;
};

function endOf({ protocols }: Report, { options, context }: Invocation): CheckExit {
  return checkExit({
    verdicts: protocols,
    strict: isOn(options, 'strict'),
    interrupted: context.interrupt.aborted,
  });
}

/** The request for a Region that nobody named, and the line that says which one was taken. */
async function chosenSetup({ setup, progress, invocation }: Omit<Runs, 'repeat'>): Promise<{
  readonly setup: RunSetup;
  readonly line: string;
}> {
  const choice =
    (await rememberedRegion(invocation, setup)) ??
    (await nearestRegion(invocation, setup, progress).catch((error: unknown) => {
      progress.stop();
      throw error;
    }));
  const options = withRegion(invocation.options, choice.code);
  const accepted = acceptOptions(options, setup.tables, setup.way);
  return {
    setup: { tables: setup.tables, ...accepted },
    line: choiceLine(choice, setup, languageFor(invocation.context, invocation.options)),
  };
}

interface Earlier {
  /** As the comparison names it. */
  readonly name: string;
  readonly report: Report;
}

async function readEarlier(path: string | null): Promise<Earlier | null> {
  return path === null
    ? null
    : { name: basename(path), report: await readReportFile('--compare-with', path) };
}

interface Rendered {
  readonly report: Report;
  readonly earlier: Earlier | null;
  readonly invocation: Invocation;
  /** Named in the ticket text. */
  readonly bundle: FinishedBundle['reference'];
}

/** With `--compare-with` the text begins with what changed; the JSON has it under `comparison`. */
function rendered({ report, earlier, bundle, invocation }: Rendered): string {
  const { options, context } = invocation;
  const given = oneOf(options, 'format') ?? 'text';
  const format = isReportFormat(given) ? given : 'text';
  const style = textStyleFor(context, options);
  const text = renderReport(report, format, {
    style,
    strict: isOn(options, 'strict'),
    bundle,
    verbose: isOn(options, 'verbose'),
    exit: exitLine(endOf(report, invocation), style.language),
  });
  if (format !== 'text' || earlier === null || report.comparison === undefined) return text;
  const names = {
    a: `${earlier.name}, ${localTime(earlier.report.createdAt)}`,
    b: `${vocabularyOf(style.language).compare.thisRun}, ${localTime(report.createdAt)}`,
  };
  const told = { style, verbose: isOn(options, 'verbose'), exit: null };
  return `${renderComparisonText(report.comparison, names, told)}\n${text}`;
}

const REPEAT: NumberRule = { field: 'repeat', unit: 'runs', min: 1, max: 1000, fraction: false };
/** From the end of one run to the start of the next. */
const EVERY: NumberRule = { field: 'every', unit: 'seconds', min: 0, max: 86_400, fraction: true };

interface RepeatChoice {
  readonly runs: number;
  readonly everyMs: number;
}

function readRepeat({ options }: Invocation): RepeatChoice {
  const runs = parseNumber(oneOf(options, 'repeat') ?? 1, REPEAT);
  const every = oneOf(options, 'every');
  if (every !== null && runs === 1) {
    throw new UsageError('--every SECONDS needs --repeat N, with N of at least 2');
  }
  return { runs, everyMs: parseNumber(every ?? 0, EVERY) * 1000 };
}

interface Runs {
  readonly setup: RunSetup;
  readonly repeat: RepeatChoice;
  readonly progress: Progress;
  readonly invocation: Invocation;
}

/** One run after the other, never two at once; an interruption ends the series and keeps what is there. */
async function runAll({ setup, repeat, progress, invocation }: Runs): Promise<Checked> {
  const { interrupt, version } = invocation.context;
  const language = languageFor(invocation.context, invocation.options);
  const done: Checked[] = [];
  for (let run = 1; run <= repeat.runs; run += 1) {
    done.push(await runChecked({ setup, signal: interrupt, onEvent: progress.onEvent, version, language }));
    if (interrupt.aborted || run === repeat.runs) break;
    progress.say(vocabularyOf(language).repeat.next(run, repeat.runs, repeat.everyMs / 1000));
    await pause(repeat.everyMs, interrupt);
    if (interrupt.aborted) break;
  }
  const report = mergeRuns(
    done.map((each) => each.report),
    repeat.runs,
  );
  const record = (done.find((each) => each.report.id === report.id) ?? done[0])?.record;
  if (record === undefined) throw new Error('no run was made');
  return { report, record };
}

/** What we write must fit what we publish. The report has been written all the same: no data is lost to our fault. */
function refuseInvalid(report: Report): void {
  const validated = validateReport(report);
  if (validated.ok) return;
  throw new Error(`the report was written, but does not fit its own schema at ${validated.problem}`);
}
