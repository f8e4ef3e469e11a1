import { audit, auditFailed } from '../../rules/audit/audit.ts';
import { auditContext } from '../../rules/audit/audit-context.ts';
import { readAuditText } from '../../rules/audit/read-audit-text.ts';
import { renderAuditJson, renderAuditText } from '../../rules/audit/render-audit.ts';
import type { CommandAction } from '../command-definition.ts';
import { correctedTables } from '../corrected-tables.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { readInputFile } from '../read-input-file.ts';
import { parseRuleRequest, readResolved } from '../rule-options.ts';
import { UsageError, hideSecrets, quoted } from '../usage-error.ts';

/** A rule set of 20,000 entries, the most that is audited, has about 10 MB as JSON. */
const MAX_BYTES = 20_000_000;

/** `preflight audit FILE`. */
export const auditFirewall: CommandAction = async ({ args, options, context }) => {
  const [path = ''] = args;
  const tables = await correctedTables(options);
  const request = parseRuleRequest(options, tables);
  const file = readAuditText(await readInputFile({ flag: 'audit', path, maxBytes: MAX_BYTES }));
  if (typeof file === 'string') throw new UsageError(`audit: ${quoted(path)}: ${hideSecrets(file)}`);
  const resolved = await readResolved(options);
  const deliver = await prepareDelivery(options, context);
  const result = audit(file, auditContext(tables, request, resolved));
  await deliver(oneOf(options, 'format') === 'json' ? renderAuditJson(result) : renderAuditText(result));
  return auditFailed(result) ? EXIT.no : EXIT.ok;
};
