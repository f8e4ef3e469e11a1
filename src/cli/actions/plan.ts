import { makePlanDocument } from '../../report/plan-document.ts';
import { renderJson } from '../../report/render-json.ts';
import { renderPlanText } from '../../report/render-plan.ts';
import {
  choiceLine,
  delivered,
  measuringSetup,
  namesRegion,
  ranksRegions,
  rememberedRegion,
  withRegion,
} from '../choose-region.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { isOn, oneOf } from '../given-options.ts';
import { planned, type Planned } from '../run-report.ts';
import { acceptOptions, readRunSetup, type RunSetup } from '../run-setup.ts';
import { languageFor, textStyleFor } from '../terminal-style.ts';
import type { Step } from '../../plan/step.ts';
import { vocabularyOf } from '../../words/languages.ts';

/** `preflight plan`. Reads this computer's settings; no packet leaves it. */
export const plan: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const isNamed = namesRegion(options);
  const setup = await readRunSetup({
    options: isNamed ? options : withRegion(options, 'all'),
    context,
  });
  const deliver = await prepareDelivery(options, context);
  const { plan: found, line } = isNamed
    ? { plan: await planOf(setup, invocation), line: null }
    : await planWithoutRegion(setup, invocation);
  const isJson = oneOf(options, 'format') === 'json';
  const text = isJson
    ? renderJson(makePlanDocument(found))
    : renderPlanText(found, textStyleFor(context, options), { summary: isOn(options, 'summary') });
  await deliver(await delivered(line, text, invocation));
  return EXIT.ok;
};

function planOf(
  setup: RunSetup,
  { context }: Invocation,
  choose?: (step: Step) => boolean,
): Promise<Planned> {
  return planned(setup, { signal: context.interrupt, version: context.version }, choose);
}

/** Where nothing is remembered, `check` measures first: that is what can be shown, for the Region is not known before. */
async function planWithoutRegion(
  setup: RunSetup,
  invocation: Invocation,
): Promise<{ readonly plan: Planned; readonly line: string }> {
  const choice = await rememberedRegion(invocation, setup);
  if (choice === null) {
    const line = vocabularyOf(languageFor(invocation.context, invocation.options)).choice.measuresFirst;
    return { plan: await planOf(measuringSetup(invocation, setup), invocation, ranksRegions), line };
  }
  const accepted = acceptOptions(withRegion(invocation.options, choice.code), setup.tables, setup.way);
  return {
    plan: await planOf({ tables: setup.tables, ...accepted }, invocation),
    line: choiceLine(choice, setup, languageFor(invocation.context, invocation.options)),
  };
}
