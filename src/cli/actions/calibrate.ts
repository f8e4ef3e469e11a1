import { calibrate } from '../../calibrate/calibrate.ts';
import { describePlan, describeResult } from '../../calibrate/describe-calibration.ts';
import { planCalibration } from '../../calibrate/plan-calibration.ts';
import { openNetwork } from '../../engine/network.ts';
import type { PlanInput } from '../../plan/plan-input.ts';
import type { Ports } from '../../probes/ports.ts';
import { calibration, type Calibration } from '../../regions/calibration.ts';
import { prepare } from '../../run/prepare.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isOn } from '../given-options.ts';
import { readRunSetup } from '../run-setup.ts';
import { startProgress } from '../progress.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';

/** A person's choice for one place, not a survey of the service. */
const REGIONS_MAX = 3;

/** `preflight calibrate`. Says what it will send, asks, sends, writes the file. */
export const calibrateTheTables: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const setup = await readRunSetup(invocation);
  if (setup.all || setup.request.regions.length > REGIONS_MAX)
    throw new UsageError(`calibrate takes 1 to ${REGIONS_MAX} Regions: --region CODE, and not "all"`);
  const ask = askerOf(invocation);
  const deliver = await prepareDelivery(options, context);
  const { tables, request } = setup;
  const ports = openNetwork({
    ...{ version: context.version, tables, homeRegion: null },
    // The service itself is asked, never a proxy in its place.
    way: { ...setup.way, proxy: { mode: 'none' } },
  });
  const plan = await prepare({
    tables,
    request,
    ports,
    signal: context.interrupt,
  });
  await context.stderr.write(describePlan(planCalibration(plan), wordsOf(invocation)));
  if (!(await ask())) return EXIT.no;
  const result = await runCalibration({ invocation, plan, ports });
  if (result === null) return EXIT.interrupted;
  return conclude({ result, plan, deliver, invocation });
};

function wordsOf({ options, context }: Invocation): Vocabulary['calibrate'] {
  return vocabularyOf(languageFor(context, options)).calibrate;
}

/** Refuses, before anything is prepared, where nobody can say yes. */
function askerOf(invocation: Invocation): () => Promise<boolean> {
  const { options, context } = invocation;
  if (isOn(options, 'yes')) return () => Promise.resolve(true);
  const { confirm } = context;
  if (!confirm) throw new UsageError('calibrate sends only after a yes: give --yes, or run it in a terminal');
  return () => confirm(wordsOf(invocation).ask);
}

interface Job {
  readonly invocation: Invocation;
  readonly plan: PlanInput;
  readonly ports: Ports;
}

/** Null when Ctrl-C ended it. */
async function runCalibration({ invocation, plan, ports }: Job): Promise<Calibration | null> {
  const { options, context } = invocation;
  const progress = await startProgress(options, context);
  try {
    return await calibrate({
      plan,
      ports,
      agent: { name: 'preflight', version: context.version },
      signal: context.interrupt,
      onProgress: (ended, all) => progress.say(wordsOf(invocation).progress(ended, all)),
    });
  } catch (error) {
    if (context.interrupt.aborted) return null;
    throw error;
  } finally {
    progress.stop();
  }
}

interface Conclusion {
  readonly result: Calibration;
  readonly plan: PlanInput;
  readonly deliver: (text: string) => Promise<void>;
  readonly invocation: Invocation;
}

async function conclude({ result, plan, deliver, invocation }: Conclusion): Promise<ExitCode> {
  const { stderr } = invocation.context;
  const nameResolved = result.regions.some(
    ({ healthCheck, statuses }) =>
      healthCheck.addresses !== null || statuses.some(({ status }) => status !== null),
  );
  if (!nameResolved) {
    await stderr.write(`preflight: ${wordsOf(invocation).nothing}\n`);
    return EXIT.no;
  }
  await deliver(`${JSON.stringify(calibration.parse(result), null, 2)}\n`);
  if (!isOn(invocation.options, 'quiet'))
    await stderr.write(describeResult(result, plan.tables, wordsOf(invocation)));
  return EXIT.ok;
}
