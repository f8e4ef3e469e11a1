import { makeRegionsDocument, type RegionsDocument } from '../../report/regions-document.ts';
import { renderJson } from '../../report/render-json.ts';
import { renderRegionsCsv, renderRegionsText } from '../../report/render-regions.ts';
import type { TextStyle } from '../../report/text-style.ts';
import { ranksRegions } from '../choose-region.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { allOf, isOn, oneOf } from '../given-options.ts';
import { startProgress } from '../progress.ts';
import { runReport } from '../run-report.ts';
import { readRunSetup, type RunSetup } from '../run-setup.ts';
import { textStyleFor } from '../terminal-style.ts';

/** `preflight regions`. */
export const regions: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const { setup, askedFor } = await readRegionsSetup(invocation);
  const deliver = await prepareDelivery(options, context);
  const progress = await startProgress(options, context);
  const report = await runReport({
    setup,
    choose: (steps) => steps.filter(ranksRegions),
    signal: context.interrupt,
    onEvent: progress.onEvent,
    version: context.version,
  }).finally(() => progress.stop());
  const partition = setup.regions[0]?.partition ?? 'aws';
  const document = makeRegionsDocument(report, { partition, askedFor });
  const style = textStyleFor(context, options);
  await deliver(rendered(document, oneOf(options, 'format'), { style, all: isOn(options, 'all') }));
  return exitCode(document, context.interrupt.aborted);
};

interface RegionsSetup {
  readonly setup: RunSetup;
  /** The Region that the person named or whose code they gave; null: none. */
  readonly askedFor: string | null;
}

/** All Regions of the partition, whatever was asked for: a ranking of one is none. */
async function readRegionsSetup(invocation: Invocation): Promise<RegionsSetup> {
  const given = allOf(invocation.options, 'region');
  const options = new Map(invocation.options).set('region', [...given, 'all']);
  const setup = await readRunSetup({ ...invocation, options });
  return { setup, askedFor: setup.named?.code ?? null };
}

function rendered(
  document: RegionsDocument,
  format: string | null,
  { style, all }: { readonly style: TextStyle; readonly all: boolean },
): string {
  if (format === 'json') return renderJson(document);
  return format === 'csv' ? renderRegionsCsv(document) : renderRegionsText(document, style, { all });
}

function exitCode(document: RegionsDocument, isInterrupted: boolean): ExitCode {
  if (isInterrupted) return EXIT.interrupted;
  return document.regions.some((region) => region.reachable === true) ? EXIT.ok : EXIT.no;
}
