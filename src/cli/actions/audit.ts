import { setImmediate } from 'node:timers/promises';
import { audit, auditOutcome } from '../../rules/audit/audit.ts';
import { auditContext } from '../../rules/audit/audit-context.ts';
import { readAuditText, type ReadWish } from '../../rules/audit/read-audit-text.ts';
import { renderAuditJson, renderAuditText } from '../../rules/audit/render-audit.ts';
import { loadVocabulary } from '../load-vocabulary.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf, type GivenOptions } from '../given-options.ts';
import { readInputFile } from '../read-input-file.ts';
import { parseRuleRequest, readResolved } from '../rule-request.ts';
import { languageFor } from '../terminal-style.ts';
import { UsageError, hideSecrets, quoted } from '../usage-error.ts';

/** A rule set of 20,000 entries, the most that is audited, has about 10 MB as JSON. */
const MAX_BYTES = 20_000_000;

/** `preflight audit FILE`. */
export const auditFirewall: CommandAction = async ({ args, options, context }) => {
  const [path = ''] = args;
  const tables = await correctedTables(options);
  const request = parseRuleRequest(options, tables);
  const text = await readInputFile({ flag: 'audit', path, maxBytes: MAX_BYTES });
  const isJson = oneOf(options, 'format') === 'json';
  // Programs read one language.
  const words = await loadVocabulary(isJson ? 'en' : languageFor(context, options));
  const files: ReturnType<typeof readAuditText>[] = [];
  for (const wish of wishes(options)) {
    files.push(readAuditText(text, { ...wish, words: words.audit }));
    if (await isInterrupted(context)) return EXIT.interrupted;
  }
  const from = oneOf(options, 'from');
  const resolved = await readResolved(options);
  const auditOptions = auditContext(tables, request, resolved);
  const results = files.map((file) => {
    if (typeof file === 'string') throw new UsageError(`audit: ${quoted(path)}: ${hideSecrets(file)}`);
    if (from !== null && file.format !== from)
      throw new UsageError(`audit: ${quoted(path)} was read as ${file.format}, not as ${from}`);
    return audit(file, auditOptions, words.audit);
  });
  if (await isInterrupted(context)) return EXIT.interrupted;
  const deliver = await prepareDelivery(options, context);
  await deliver(
    results
      .map((result) => (isJson ? renderAuditJson(result) : renderAuditText(result, words)))
      .join(isJson ? '' : '\n'),
  );
  // What is missing outranks what is in doubt.
  const outcomes = results.map(auditOutcome);
  return outcomes.includes(1) ? EXIT.no : outcomes.includes(2) ? EXIT.usage : EXIT.ok;
};

/** Reading and judging are bounded work in one piece (src/rules/audit/work.ts); behind each piece a Ctrl-C is heard. */
async function isInterrupted({ interrupt }: CommandContext): Promise<boolean> {
  await setImmediate();
  return interrupt.aborted;
}

/** One reading for each chain asked for. */
function wishes(options: GivenOptions): ReadWish[] {
  const word = oneOf(options, 'default');
  const fallback = word === null ? null : word === 'allow' ? 'accept' : 'drop';
  const chain = oneOf(options, 'chain') ?? 'output';
  const chains =
    chain === 'both'
      ? (['output', 'forward'] as const)
      : chain === 'forward'
        ? (['forward'] as const)
        : (['output'] as const);
  if (chains.length > 1 && oneOf(options, 'format') === 'json')
    throw new UsageError('--chain both cannot be one JSON document: ask for output and forward in turn');
  return chains.map((each) => ({ chain: each, fallback }));
}
