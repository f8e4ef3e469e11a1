import { decodeLog } from '../../core/client-files.ts';
import type { Language } from '../../core/language.ts';
import { LOG_END_BYTES } from '../../core/words.ts';
import { explainLog } from '../../explain/explain-log.ts';
import { explainText } from '../../explain/explain-text.ts';
import { renderExplanation } from '../../explain/render-explanation.ts';
import { speakExplanation, speakLog, type Explanation } from '../../explain/speak-explanation.ts';
import { renderJson } from '../../report/render-json.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { readInputEnd } from '../read-input-file.ts';
import { languageFor, textStyleFor } from '../terminal-style.ts';
import { UsageError } from '../usage-error.ts';

/** `preflight explain TEXT` and `--file LOG`. */
export const explain: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const explanation = await explanationOf(invocation);
  const deliver = await prepareDelivery(options, context);
  const isJson = oneOf(options, 'format') === 'json';
  await deliver(
    isJson
      ? renderJson({ schema: 'preflight.explanation/2', ...explanation })
      : renderExplanation(explanation, textStyleFor(context, options)),
  );
  return explanation.matches.length > 0 ? EXIT.ok : EXIT.no;
};

async function explanationOf({ args, options, context }: Invocation): Promise<Explanation> {
  const language = languageFor(context, options);
  const text = args.join(' ');
  const path = oneOf(options, 'file');
  if (path !== null && args.length > 0) throw new UsageError('explain takes a text or --file, not both');
  if (path !== null) return explainFile(path, language);
  if (text.trim() === '') throw new UsageError('explain needs the text of a message, or --file LOG');
  return speakExplanation(explainText(text), language);
}

async function explainFile(path: string, language: Language): Promise<Explanation> {
  const { bytes, isCut } = await readInputEnd({ flag: '--file', path, maxBytes: LOG_END_BYTES });
  const log = explainLog(decodeLog(bytes));
  return speakLog({ ...log, cut: log.cut || isCut }, language);
}
