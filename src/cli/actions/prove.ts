import type { Step } from '../../plan/step.ts';
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
import { compareProofs, stepsToRetest } from '../../rules/proof/retest.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { checkWritable } from '../output-file.ts';
import { startProgress } from '../progress.ts';
import { proofOf } from './merge.ts';
import { readReportFile } from '../read-report-file.ts';
import { runReport } from '../run-report.ts';
import { readRunSetup, type RunSetup } from '../run-setup.ts';

/** `preflight prove`. */
export const proveRules: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const setup = await readRunSetup(invocation, { fallbackPartition: null });
  const before = await readBefore(oneOf(options, 'retest'));
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
  if (reportPath !== null) await writeAtomically(reportPath, renderJson(report), { mode: 0o666 });
  const proof = proofOf(report, setup.tables, options);
  await deliver(rendered({ proof, report, before, setup, invocation }));
  if (context.interrupt.aborted) return EXIT.interrupted;
  return proofFailed(proof) ? EXIT.no : EXIT.ok;
};

async function readBefore(path: string | null): Promise<Report | null> {
  return path === null ? null : readReportFile('--retest', path);
}

const PROVING_GROUPS: readonly Step['group'][] = ['dns', 'https', 'streaming'];

/** What can prove a rule: names, 443 and streaming ports. Other groups, and the control for UDP, say nothing about a rule. */
function chosen(steps: readonly Step[], before: Report | null): readonly Step[] {
  const proving = steps.filter(({ group, role }) => PROVING_GROUPS.includes(group) && role !== 'udp-control');
  if (before === null) return proving;
  const again = stepsToRetest(proving, before);
  return proving.filter(({ id }) => again.has(id));
}

interface Rendered {
  readonly proof: Proof;
  readonly report: Report;
  readonly before: Report | null;
  readonly setup: RunSetup;
  readonly invocation: Invocation;
}

const RENDERERS: Readonly<Record<string, (proof: Proof) => string>> = {
  text: renderProofText,
  csv: renderProofCsv,
  json: renderProofJson,
  junit: renderProofJunit,
  markdown: renderProofMarkdown,
};

function rendered({ proof, report, before, setup, invocation: { options } }: Rendered): string {
  const format = oneOf(options, 'format') ?? 'text';
  if (format === 'card') {
    const regions = setup.request.regions.map((code) => `--region ${code}`).join(' ');
    return renderRetestCard(proof, {
      host: report.host,
      command: `preflight prove ${regions} --retest REPORT`,
    });
  }
  const text = (RENDERERS[format] ?? renderProofText)(proof);
  if (before === null || format !== 'text') return text;
  return renderChangesText(compareProofs(proofOf(before, setup.tables, options), proof));
}
