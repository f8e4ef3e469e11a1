/** Our own files, read again by the audit: nothing is missing of what the format can say, and nothing is wider. */
import { expect, test } from '@jest/globals';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { RULE_FORMATS } from '../../../../src/rules/formats/index.ts';
import { ruleRequest, rulesFor } from '../rule-fixtures.ts';

const set = rulesFor('eu-central-1');
const names = [
  ...new Set(set.rules.filter(({ kind }) => kind === 'fqdn').map(({ destination }) => destination)),
];
const resolved = Object.fromEntries(names.map((name, index) => [name, [`203.0.113.${index + 1}`]]));
const context = auditContext(loadTables(), ruleRequest('eu-central-1'), resolved);

test.each([
  ['csv', 'csv'],
  ['iptables-restore', 'iptables-save'],
  ['aws-security-group', 'aws-security-group'],
  ['squid', 'squid'],
  ['blocks', 'list'],
  ['names', 'list'],
  ['fortios', 'fortios'],
  ['asa', 'asa'],
  ['panos', 'panos'],
  ['windows-firewall', 'windows'],
])('%s, read as %s', (id, format) => {
  const written = RULE_FORMATS.find((one) => one.id === id)?.render(set, {
    resolved,
    dnsServers: [],
    proxy: null,
  });
  const file = readAuditText(written?.text ?? '');
  if (written === undefined) throw new Error(`no format ${id}`);
  if (typeof file === 'string') throw new Error(file);
  const silent = new Set(written.notCovered.map((rule) => rule.id));
  const result = audit(file, context);
  expect(file.format).toBe(format);
  expect(result.missing.filter(({ rule }) => !silent.has(rule.id)).map(({ rule }) => rule.id)).toEqual([]);
  // Windows lets out what no rule names: that is Windows, not our file.
  expect(result.remarks.filter(({ kind, place }) => kind === 'wider' && place !== 'chain default')).toEqual(
    [],
  );
});
