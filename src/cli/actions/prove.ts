import type { Step } from '../../plan/step.ts';
import { plainText } from '../../core/plain-text.ts';
import { writeAtomically } from '../../core/write-atomically.ts';
import { renderJson } from '../../report/render-json.ts';
import type { Report } from '../../report/report.ts';
import { proofFailed, type Proof } from '../../rules/proof/proof.ts';
import { renderProofJunit } from '../../rules/proof/render-junit.ts';
import {
  renderProofCsv,
  renderProofJson,
  renderProofMarkdown,
  renderProofText,
} from '../../rules/proof/render-proof.ts';
import { renderChangesText, renderRetestCard } from '../../rules/proof/render-retest.ts';
import { compareProofs, isControl, keepOpen, stepsToRetest } from '../../rules/proof/retest.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf, type GivenOptions } from '../given-options.ts';
import { checkWritable } from '../output-file.ts';
import { startProgress } from '../progress.ts';
import { proofOf } from './merge.ts';
import { readReportFile } from '../read-report-file.ts';
import { runReport } from '../run-report.ts';
import { readRunSetup, type RunSetup } from '../run-setup.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError, quoted } from '../usage-error.ts';

/** `preflight prove`. */
export const proveRules: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const setup = await readRunSetup(invocation);
  const before = await readBefore(oneOf(options, 'retest'), setup);
  const reportFile = oneOf(options, 'report');
  const reportPath = reportFile === null ? null : await checkWritable('--report', reportFile);
  const deliver = await prepareDelivery(options, context);
  const progress = await startProgress(options, context);
  const report = await runReport({
    setup,
    choose: (steps) => chosen(steps, before),
    signal: context.interrupt,
    onEvent: progress.onEvent,
    version: context.version,
  }).finally(() => progress.stop());
  const format = oneOf(options, 'format') ?? 'text';
  const words = vocabularyOf(SPOKEN.has(format) ? languageFor(context, options) : 'en');
  const made = (of: Report): Proof => proofOf(of, setup.tables, { options, words: words.proof });
  const [now, earlier] = [made(report), before === null ? null : made(before)];
  const proof = earlier === null ? now : keepOpen(earlier, now, words.proof);
  await deliver(rendered({ proof, report, earlier, setup, options, words }));
  // Behind the result: a full disk must not lose it.
  if (reportPath !== null) await writeAtomically(reportPath, renderJson(report), { mode: 0o666 });
  if (context.interrupt.aborted) return EXIT.interrupted;
  return proofFailed(proof) ? EXIT.no : EXIT.ok;
};

/** The older report, which must be about one of the Regions that are asked for: what was open in it counts, so a demonstration proves nothing of a network. */
async function readBefore(path: string | null, { request, way }: RunSetup): Promise<Report | null> {
  if (path === null) return null;
  const { regions } = request;
  const before = await readReportFile('--retest', path);
  if (before.simulated !== (way.scenario !== null))
    throw new UsageError(
      `--retest: ${quoted(path)} is about ${before.simulated ? 'a scripted network (--simulate)' : 'a real network'}; accepted: a report about the network that is tested now`,
    );
  if (before.request.regions.some((code) => regions.includes(code))) return before;
  const about = plainText(before.request.regions.slice(0, 3).join(', ')).slice(0, 100);
  throw new UsageError(
    `--retest: ${quoted(path)} is about ${about}; accepted: a report about ${regions.join(', ')}`,
  );
}

const PROVING_GROUPS: readonly Step['group'][] = ['dns', 'https', 'streaming'];
/** What can prove a rule: names, 443 and streaming ports. Other groups, and the control for UDP, say nothing about a rule. */
function chosen(steps: readonly Step[], before: Report | null): readonly Step[] {
  const proving = steps.filter(
    (step) => isControl(step) || (PROVING_GROUPS.includes(step.group) && step.role !== 'udp-control'),
  );
  if (before === null) return proving;
  const again = stepsToRetest(proving, before, isControl);
  return proving.filter(({ id }) => again.has(id));
}

interface Rendered {
  readonly proof: Proof;
  readonly report: Report;
  readonly earlier: Proof | null;
  readonly setup: RunSetup;
  readonly options: GivenOptions;
  readonly words: Vocabulary;
}

/** Forms that people read; the others are for programs, which read one language. */
const SPOKEN: ReadonlySet<string> = new Set(['text', 'markdown', 'card']);

const RENDERERS: Readonly<Record<string, (proof: Proof, words: Vocabulary) => string>> = {
  text: renderProofText,
  csv: renderProofCsv,
  json: renderProofJson,
  junit: renderProofJunit,
  markdown: renderProofMarkdown,
};

function rendered({ proof, report, earlier, setup, options, words }: Rendered): string {
  const format = oneOf(options, 'format') ?? 'text';
  if (format === 'card')
    return renderRetestCard(proof, { host: report.host, command: commandAgain(setup, options) }, words);
  if (earlier !== null && format === 'text') return renderChangesText(compareProofs(earlier, proof), words);
  return (RENDERERS[format] ?? renderProofText)(proof, words);
}

/** What tests again only what was not open. */
function commandAgain({ request }: RunSetup, options: GivenOptions): string {
  const { regions, protocols, profile } = request;
  return [
    'preflight prove',
    ...regions.map((code) => `--region ${code}`),
    ...(protocols.length === 1 ? [`--protocol ${protocols[0]}`] : []),
    ...(profile === 'client' ? [] : [`--profile ${profile}`]),
    `--retest ${oneOf(options, 'report') ?? 'REPORT'}`,
  ].join(' ');
}
