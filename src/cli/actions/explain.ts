import { explainText } from '../../explain/explain-text.ts';
import { renderExplanations } from '../../explain/render-explanations.ts';
import { renderJson } from '../../report/render-json.ts';
import type { CommandAction } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { textStyleFor } from '../terminal-style.ts';

/** `preflight explain TEXT`. Pure but for its output. */
export const explain: CommandAction = async ({ args, options, context }) => {
  const matches = explainText(args.join(' '));
  const deliver = await prepareDelivery(options, context);
  const isJson = oneOf(options, 'format') === 'json';
  await deliver(
    isJson
      ? renderJson({ schema: 'preflight.explanation/1', matches })
      : renderExplanations(matches, textStyleFor(context, options)),
  );
  return matches.length > 0 ? EXIT.ok : EXIT.no;
};
