/** What commands say in Japanese: no English sentence is left, and the lines fit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROFILES } from '../../../src/core/words.ts';
import { sayIn } from '../../../src/core/say.ts';
import type { HostName, IpAddress } from '../../../src/core/address.ts';
import { diffIpRanges } from '../../../src/regions/diff-ip-ranges.ts';
import { loadDirectoryPorts } from '../../../src/regions/directory-ports.ts';
import { lintTables } from '../../../src/regions/lint-tables.ts';
import { renderDiffText, renderLintText } from '../../../src/regions/render-table-checks.ts';
import { renderTablesText } from '../../../src/regions/render-tables.ts';
import { POLICY_KEYS } from '../../../src/policy/policy.ts';
import { languageOfForm } from '../../../src/rules/format-words.ts';
import { RULE_FORMATS } from '../../../src/rules/formats/index.ts';
import { NO_OPTIONS } from '../../../src/rules/formats/rule-format.ts';
import { planDirectory } from '../../../src/rules/directory/directory-plan.ts';
import { judgeDirectory } from '../../../src/rules/directory/judge-directory.ts';
import { renderDirectoryText } from '../../../src/rules/directory/render-directory.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { audit } from '../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../src/rules/audit/render-audit.ts';
import { makeRules } from '../../../src/rules/make-rules.ts';
import { mergeProofs } from '../../../src/rules/proof/merge.ts';
import { prove } from '../../../src/rules/proof/proof.ts';
import { renderMatrixMarkdown, renderMatrixText } from '../../../src/rules/proof/render-matrix.ts';
import { renderProofMarkdown, renderProofText } from '../../../src/rules/proof/render-proof.ts';
import { renderChangesText, renderRetestCard } from '../../../src/rules/proof/render-retest.ts';
import { compareProofs, keepOpen } from '../../../src/rules/proof/retest.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
import { check, failed, https, rules, source } from '../rules/proof/proof-fixtures.ts';
import { englishLeft, expectJapanese } from './english-left.ts';

const ja = vocabularyOf('ja');
const tables = loadTables();
const request = {
  regions: ['us-east-1'],
  protocols: ['pcoip', 'dcv'],
  profile: 'client',
  withAga: false,
  withFips: false,
  withIpv6: false,
  directoryId: null,
} as const;

const FIREWALLS = 'test/fixtures/firewalls';

describe('audit', () => {
  const context = auditContext(tables, request);
  const files = readdirSync(FIREWALLS, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const text = readFileSync(join(FIREWALLS, entry.name), 'utf8');
    const file = readAuditText(text, { words: ja.audit });
    // A refusal is an error line, which is English.
    return typeof file === 'string' ? [] : [[entry.name, file] as const];
  });

  test.each(files)('%s', (_name, file) => {
    const result = audit(file, context, ja.audit);
    // The file's own text is in whatever language it is in.
    const bare = <T extends { readonly text: string }>(rows: readonly T[]) =>
      rows.map((row) => ({ ...row, text: '' }));
    // So are the names of its columns.
    const assumptions = result.assumptions.filter((text) => !text.startsWith('読んだ列'));
    expectJapanese(
      renderAuditText(
        { ...result, assumptions, remarks: bare(result.remarks), unread: bare(result.unread) },
        ja,
      ),
    );
  });

  test('was asked for several formats', () => {
    expect(new Set(files.map(([, { format }]) => format)).size).toBeGreaterThan(6);
  });
});

describe('prove and merge', () => {
  const udp = { address: '3.209.215.252', port: 4172, transport: 'udp' } as const;
  const before = prove(
    { ...source, checks: [https(failed('connection-reset', 'open')), check('u', udp, failed('no-reply'))] },
    rules,
    ja.proof,
  );
  const after = prove(
    {
      ...source,
      ...{ completed: false, simulated: true },
      checks: [https(), check('s', { address: '3.209.215.252', port: 4172 })],
    },
    rules,
    ja.proof,
  );
  const sites = mergeProofs([
    { site: 'tokyo', proof: before },
    {
      site: 'osaka',
      proof: {
        ...after,
        request: { ...after.request, regions: ['ap-northeast-1'] },
        report: { ...after.report, tables: { edition: 'guide2016-1', overlay: 'office' } },
      },
    },
  ]);

  test.each([
    ['text', renderProofText(before, ja)],
    [
      'text of a part',
      renderProofText(
        { ...keepOpen(after, before, ja.proof), incomplete: [{ region: 'x', missing: ['y'] }] },
        ja,
      ),
    ],
    ['changes', renderChangesText(compareProofs(before, after), ja)],
    ['matrix', renderMatrixText(sites, ja)],
  ])('%s', (_name, text) => expectJapanese(text));

  // A tuple of the card is one line, for whoever copies it.
  test.each([
    ['card', renderRetestCard(before, { host: { interfaces: [] }, command: 'preflight prove' }, ja)],
    ['markdown', renderProofMarkdown(before, ja)],
    ['matrix as markdown', renderMatrixMarkdown(sites, ja)],
  ])('%s', (_name, text) => expect(text.split('\n').flatMap(englishLeft)).toEqual([]));
});

test('every rule of every Region has a Japanese purpose', () => {
  const regions = tables.regions.map(({ code }) => code);
  const all = {
    protocols: ['pcoip', 'dcv'],
    withAga: true,
    withFips: true,
    withIpv6: true,
    directoryId: 'd-1234567890',
  } as const;
  const made = PROFILES.flatMap((profile) => makeRules(tables, { ...all, regions, profile }).rules);
  const english = made.filter(
    (rule) => ja.purpose(rule) === rule.purpose && !/^(CAPTCHA|WorkSpaces API)$/.test(rule.purpose),
  );
  expect([...new Set(english.map(({ category }) => category))]).toEqual([]);
});

test('directory', () => {
  const plan = planDirectory(
    {
      ...{ dnsServer: '192.0.2.53' as IpAddress, dnsPort: 53, domain: 'corp.example.com' as HostName },
      ...{ controller: '192.0.2.10' as IpAddress, radius: '192.0.2.11' as IpAddress },
      otherDnsServers: ['192.0.2.54', '192.0.2.55'].map((address) => ({
        address: address as IpAddress,
        port: 53,
      })),
    },
    loadDirectoryPorts(),
    ja.directory,
  );
  // One server lacks the records, one refuses, one is silent; every port is shut in one way or the other.
  const rcodes: Readonly<Record<string, string | null>> = {
    '192.0.2.53': 'NXDOMAIN',
    '192.0.2.54': 'REFUSED',
  };
  const evidence = plan.steps.map((step, index) => ({
    ...{ step, records: [], failure: null },
    rcode: step.kind === 'srv' ? (rcodes[step.server] ?? null) : null,
    state: step.kind === 'srv' ? null : index % 2 === 0 ? ('closed' as const) : ('filtered' as const),
  }));
  const result = judgeDirectory(plan, evidence, ja.directory);
  expect(new Set(result.problems.map(({ code }) => code)).size).toBe(4);
  expectJapanese(renderDirectoryText(result, ja.directory));
  const none = planDirectory({ ...plan.request, controller: null }, loadDirectoryPorts(), ja.directory);
  expectJapanese(renderDirectoryText(judgeDirectory(none, [], ja.directory), ja.directory));
});

describe('tables', () => {
  const [first, second] = tables.regions;
  if (first === undefined || second === undefined) throw new Error('no Regions');

  test('show, one line a Region', () => {
    const nameOf = sayIn('ja').region;
    expectJapanese(renderTablesText({ ...tables, date: '2020-01-01' }, [], { words: ja, nameOf }));
  });

  test('show, every fact: all but what the tables themselves say', () => {
    const bare = { ...first, notes: [], alternates: [] };
    const text = renderTablesText({ ...tables, regions: [bare] }, [first.code], { words: ja });
    const own = text
      .split('\n')
      .filter((line) => !line.includes('疑わしい（'))
      .map((line) => line.replace(/\[.*$/, '').replace(first.name, ''));
    expect(own.flatMap(englishLeft).filter((found) => !/transcribed/.test(found))).toEqual([]);
  });

  test('lint', () => {
    const broken = {
      ...tables,
      regions: [
        ...tables.regions,
        {
          ...second,
          ...{ code: first.code, airport: first.airport, healthCheck: first.healthCheck },
          management: [
            {
              ...{ cidr: '8.8.8.0/24', protocols: first.protocols, doubt: null },
              source: { document: '', lines: '', section: null },
            },
          ],
        },
      ],
    };
    const results = lintTables(broken, ja.tables.lint).filter(({ rule }) => rule !== 'conflict');
    expect(new Set(results.map(({ rule }) => rule)).size).toBeGreaterThan(3);
    expectJapanese(renderLintText(broken, results, ja.tables));
    expectJapanese(renderLintText(tables, [], ja.tables));
  });

  test('diff', () => {
    const row = { service: 'WORKSPACES_GATEWAYS', network_border_group: '' };
    const published = {
      prefixes: [
        { ...row, ip_prefix: '198.51.100.0/24', region: first.code },
        { ...row, ip_prefix: '203.0.113.0/24', region: 'eu-south-9' },
        { ...row, ip_prefix: '3.217.228.0/23', region: 'us-east-1' },
        { ...row, ip_prefix: 'nothing', region: first.code },
      ],
      ipv6_prefixes: [],
    };
    const comparison = diffIpRanges(tables, published, ja.tables.diff);
    expect(new Set(comparison.differences.map(({ kind }) => kind)).size).toBeGreaterThan(2);
    expectJapanese(renderDiffText(tables, comparison, ja.tables));
  });
});

describe('rules', () => {
  const all = {
    protocols: ['pcoip', 'dcv'],
    withAga: true,
    withFips: true,
    withIpv6: true,
    directoryId: null,
  } as const;
  const regions = tables.regions.map(({ code }) => code);

  test.each(PROFILES)('%s', (profile) => {
    const set = makeRules(tables, { ...all, regions, profile, words: ja }, []);
    const bare = {
      ...set,
      rules: set.rules.map((rule) => ({ ...rule, doubt: null, source: '' })),
      omitted: set.omitted.map((one) => ({ ...one, reason: one.reason.replace(/（.*）/, '') })),
    };
    const of = (id: string): string =>
      RULE_FORMATS.find((format) => format.id === id)?.render(bare, { ...NO_OPTIONS, words: ja }).text ?? '';
    expectJapanese(of('text'));
    expect(of('markdown').split('\n').flatMap(englishLeft)).toEqual([]);
  });

  test('a security group that is too full says so', () => {
    const set = makeRules(tables, { ...all, regions, profile: 'client' });
    const { warnings = [] } =
      RULE_FORMATS.find(({ id }) => id === 'aws-security-group')?.render(set, NO_OPTIONS) ?? {};
    expect(warnings.length).toBeGreaterThan(0);
    for (const warning of warnings) expectJapanese(`${warning(ja.rules)}\n`.replaceAll('。', '。\n'));
  });
});

test('every syntax of rules has a name in Japanese', () => {
  for (const format of RULE_FORMATS) expect(ja.rules.format(format)).not.toBe(format.summary);
});

test('the rules in the page speak the language of the page, a firewall file does not', () => {
  expect(languageOfForm('markdown', 'ja')).toBe('ja');
  expect(languageOfForm('nftables', 'ja')).toBe('en');
});

test('every key of the policy has a purpose in Japanese', () => {
  for (const key of POLICY_KEYS) expect(ja.policy.purpose[key]).toMatch(/[\u3040-\u9fff]/);
});
