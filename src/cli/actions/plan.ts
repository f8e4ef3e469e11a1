import { makePlanDocument } from '../../report/plan-document.ts';
import { renderJson } from '../../report/render-json.ts';
import { renderPlanText } from '../../report/render-plan.ts';
import type { CommandAction } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { planSteps } from '../run-report.ts';
import { readRunSetup } from '../run-setup.ts';
import { textStyleFor } from '../terminal-style.ts';

/** `preflight plan`. Reads this computer's settings; no packet leaves it. */
export const plan: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const setup = await readRunSetup(invocation);
  const deliver = await prepareDelivery(options, context);
  const steps = await planSteps(setup, context.interrupt, context.version);
  const isJson = oneOf(options, 'format') === 'json';
  await deliver(
    isJson ? renderJson(makePlanDocument(steps)) : renderPlanText(steps, textStyleFor(context, options)),
  );
  return EXIT.ok;
};
