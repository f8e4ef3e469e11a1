/** Our own files, loaded by the real programs and listed by them, audited: nothing is missing; with a rule less, that rule is. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadTables } from '../../../src/regions/tables.ts';
import { audit } from '../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../src/rules/audit/read-audit-text.ts';
import { RULE_FORMATS } from '../../../src/rules/formats/index.ts';
import { makeRules } from '../../../src/rules/make-rules.ts';
import type { RuleSet } from '../../../src/rules/rule.ts';
import { ruleRequest } from '../../unit/rules/rule-fixtures.ts';

const request = ruleRequest('eu-central-1', { withIpv6: true, withAga: true });
const set = makeRules(loadTables(), request);
const names = set.rules.filter(({ kind }) => kind === 'fqdn').map(({ destination }) => destination);
/** Every name has an address of its own. */
const resolved = Object.fromEntries(
  [...new Set(names)].map((name, index) => [name, [`198.51.100.${index + 1}`]]),
);

const folder = mkdtempSync(join(tmpdir(), 'preflight-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':');
const apart = (command: string): string =>
  execFileSync('unshare', ['-n', 'sh', '-c', command], { encoding: 'utf8', env: { PATH: path } });
const canRun = (program: string): boolean =>
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['-n', 'sh', '-c', `${program} --version`], { env: { PATH: path } }).status === 0;

function listed(format: string, rules: RuleSet, command: (file: string) => string): string {
  const file = join(folder, format);
  const options = { resolved, dnsServers: [], proxy: null };
  writeFileSync(file, RULE_FORMATS.find(({ id }) => id === format)?.render(rules, options).text ?? '');
  return apart(command(file));
}

function missingIn(text: string): string[] {
  const file = readAuditText(text);
  if (typeof file === 'string') throw new Error(file);
  expect(file.unread).toEqual([]);
  // A packet filter has no word for a wildcard: the file says so where it leaves one out.
  return audit(file, auditContext(loadTables(), request, resolved))
    .missing.filter(({ rule }) => rule.kind !== 'wildcard')
    .map(({ rule }) => rule.id);
}

const ALONE = new Set(['connectivityCheck', 'pcoipGateway', 'wsBroker', 'dcvAccelerator']);
const removable = set.rules.filter(({ category }) => ALONE.has(category));

describe.each([
  ['nftables', 'nft', (file: string) => `nft -f ${file}; nft -j list ruleset`],
  [
    'iptables-restore',
    'iptables-restore',
    (file: string) => `iptables-restore ${file}; ip6tables-restore ${file}; iptables-save; ip6tables-save`,
  ],
] as const)('%s (skipped where it cannot run)', (format, program, command) => {
  const check = canRun(program) ? test : test.skip;

  check('what was loaded lacks nothing', () => {
    expect(missingIn(listed(format, set, command))).toEqual([]);
  });

  check('what was left out is missing', () => {
    expect(removable.length).toBeGreaterThan(3);
    for (const gone of removable.slice(0, 6)) {
      const less = { ...set, rules: set.rules.filter(({ id }) => id !== gone.id) };
      expect(missingIn(listed(format, less, command))).toContain(gone.id);
    }
  });
});
