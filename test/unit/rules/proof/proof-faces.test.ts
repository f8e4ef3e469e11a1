import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../../src/core/failure.ts';
import type { Step } from '../../../../src/plan/step.ts';
import { csvRows } from '../../../../src/rules/audit/csv/rows.ts';
import { mergeProofs } from '../../../../src/rules/proof/merge.ts';
import { isUnproven, prove, type Proof } from '../../../../src/rules/proof/proof.ts';
import { renderProofJunit } from '../../../../src/rules/proof/render-junit.ts';
import {
  renderMatrixCsv,
  renderMatrixMarkdown,
  renderMatrixText,
} from '../../../../src/rules/proof/render-matrix.ts';
import {
  renderProofCsv,
  renderProofJson,
  renderProofMarkdown,
  renderProofText,
} from '../../../../src/rules/proof/render-proof.ts';
import { renderChangesText, renderRetestCard } from '../../../../src/rules/proof/render-retest.ts';
import { compareProofs, keepOpen, stepsToRetest } from '../../../../src/rules/proof/retest.ts';
import { rulesFor } from '../rule-fixtures.ts';

import { NAME, check, failed, https, mixed, proofOf, rules, source } from './proof-fixtures.ts';
import { vocabularyOf } from '../../../../src/words/languages.ts';

const words = vocabularyOf('en');

describe('faces', () => {
  test('nothing of a strange report reaches the terminal as a control character', () => {
    const evil = '\u001b[31mred\u202e\u0007';
    const strange = prove(
      {
        ...source,
        ...{ id: evil, createdAt: evil, simulated: true, completed: false },
        tables: { edition: evil, sha256: '', overlay: evil },
        checks: [
          https({ status: 'fail', failure: { ...failure('connection-reset', 'connect'), detail: evil } }),
        ],
      },
      rules,
    );
    const sites = mergeProofs([
      { site: 'x', proof: strange },
      { site: 'x', proof: mixed },
    ]);
    const faces = [
      ...[renderProofText(strange), renderProofMarkdown(strange), renderProofCsv(strange)],
      ...[renderProofJunit(strange), renderMatrixText(sites, words), renderMatrixCsv(sites)],
      renderRetestCard(strange, { host: { interfaces: [] }, command: 'x' }),
    ];
    for (const face of faces) expect(face).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]/);
    for (const face of [faces[0], faces[6]])
      expect(face?.replaceAll(/\s+/g, ' ')).toContain('not completed, SIMULATED: no network was asked');
    expect(sites.sites.map(({ site }) => site)).toEqual(['x', 'x (2)']);
    expect(faces[4]).toContain('different tables');
  });

  test('text: what is shut before what is open, within 80 columns', () => {
    const text = renderProofText(mixed);
    expect(text.indexOf('SILENT')).toBeLessThan(text.indexOf('OPEN\n'));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('CSV: a row a rule', () => {
    const rows = [...csvRows(renderProofCsv(mixed))];
    expect([rows.length, new Set(rows.map(({ cells }) => cells.length)).size]).toEqual([
      rules.rules.length + 1,
      1,
    ]);
  });

  test('JSON and markdown hold every rule', () => {
    expect((JSON.parse(renderProofJson(mixed)) as Proof).rows.length).toBe(rules.rules.length);
    expect(
      renderProofMarkdown(mixed)
        .split('\n')
        .filter((line) => line.startsWith('| ')).length,
    ).toBe(rules.rules.length + 1);
  });

  test('JUnit: totals agree with the cases, UDP silence is skipped, TCP silence of an essential rule fails', () => {
    const xml = renderProofJunit(mixed);
    const count = (pattern: RegExp): number => (xml.match(pattern) ?? []).length;
    const untested = mixed.rows.filter((row) => row.rule.need === 'essential' && isUnproven(row, mixed.rows));
    const failures = untested.length + 1;
    expect(untested.map(({ rule }) => rule.category)).toContain('wsBrokerIpv4');
    expect([count(/<testcase /g), count(/<failure /g), count(/<skipped /g)]).toEqual([
      rules.rules.length,
      failures,
      rules.rules.length - failures - 1,
    ]);
    expect(xml).toContain(
      `tests="${rules.rules.length}" failures="${failures}" errors="0" skipped="${rules.rules.length - failures - 1}"`,
    );
    expect(xml).toContain('<failure type="not-tested"');
    expect(xml).toContain('<skipped message="silent: ');
  });

  test('JUnit: a strange text stays in its attribute', () => {
    const strange = proofOf(
      https({
        status: 'not-tested',
        notTestedBecause: {
          reason: 'deadline',
          check: null,
          finding: null,
          text: '"/><evil a="\u0000\u001b&',
        },
      }),
    );
    expect(renderProofJunit(strange)).toContain('message="not tested: &quot;/&gt;&lt;evil a=&quot; &amp;"');
  });
});

describe('testing again', () => {
  const step = (id: string, more: Partial<Step> = {}) =>
    ({ id, dependsOn: [], skipped: null, ...more }) as unknown as Step;

  test('runs what did not pass or is new, with what it depends on, and no skipped step', () => {
    const steps = [
      step('dns/a'),
      step('dns/b'),
      step('tcp/a', { dependsOn: ['dns/a'] }),
      step('tcp/b', { dependsOn: ['dns/b'] }),
      step('new'),
      step('skipped', { skipped: 'why' }),
    ];
    const before = {
      checks: [
        check('dns/a', {}),
        check('dns/b', {}),
        check('tcp/a', {}, failed('connection-timeout')),
        check('tcp/b', {}),
      ],
    };
    expect([...stepsToRetest(steps, before)].sort()).toEqual(['dns/a', 'new', 'tcp/a']);
  });

  test('says before and after; what was open and not run again stays open', () => {
    const before = proofOf(
      https(failed('connection-timeout', 'filtered')),
      check('s', { address: '3.209.215.252', port: 4172 }),
    );
    const after = proofOf(https());
    const changes = compareProofs(before, after);
    const of = (id: string) => changes.find(({ row }) => row.rule.id === id);
    expect(of(NAME)).toMatchObject({ before: 'silent', after: 'open', kind: 'opened' });
    expect(of('us-east-1/tcp-4172/3.209.215.252/32')).toMatchObject({
      before: 'open',
      after: 'open',
      kind: 'unchanged',
    });
    expect(renderChangesText(changes)).toMatch(/^Destinations: 1 opened, 0 worse/);
    expect(compareProofs(after, before).find(({ row }) => row.rule.id === NAME)?.kind).toBe('closed');
  });

  test('the card has the exact five-tuples, and silent UDP apart from them', () => {
    const host = {
      interfaces: [
        {
          name: 'eth0',
          kind: 'ethernet' as const,
          up: true,
          mtuBytes: 1500,
          mac: null,
          addresses: [{ address: '192.0.2.9', family: 4 as const, prefixLength: 24 }],
        },
      ],
    };
    const card = renderRetestCard(mixed, { host, command: 'preflight prove --retest r1.json' });
    expect(card).toContain('  tcp, 192.0.2.9, any, connectivity.amazonworkspaces.com, 443');
    const [shut = '', undecided = ''] = card.split('No answer, which');
    expect([
      shut.includes('udp,'),
      undecided.includes('udp, 192.0.2.9, any, 3.209.215.252/32, 4172'),
    ]).toEqual([false, true]);
    expect(card).toContain('preflight prove --retest r1.json');
    expect(card.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('a needed rule that was not tested is asked for apart, and UDP of gateways with it', () => {
    const card = renderRetestCard(mixed, { host: { interfaces: [] }, command: 'x' });
    const [, untested = ''] = card.split('Needed, and not tested');
    expect(untested).toContain('udp, the client network, any, 3.217.228.0/22, 4172');
  });

  test('what was open and was left out of a retest stays open, in every form', () => {
    const kept = keepOpen(proofOf(https()), proofOf());
    expect(kept.rows.find(({ rule }) => rule.id === NAME)).toMatchObject({
      state: 'open',
      why: 'open in the report of 2026-11-20T10:00:00Z, not tested again',
    });
  });

  test('a card of a report without addresses names the client network', () => {
    expect(renderRetestCard(mixed, { host: { interfaces: [] }, command: 'x' })).toContain(
      'tcp, the client network, any',
    );
  });
});

describe('several sites', () => {
  const matrix = mergeProofs([
    { site: 'Vienna', proof: mixed },
    { site: 'Graz | "X"', proof: proofOf(https()) },
  ]);

  test('a row a rule, a state a site; what differs first', () => {
    expect(matrix.rows.find(({ rule }) => rule.id === NAME)?.states).toEqual(['silent', 'open']);
    const text = renderMatrixText(matrix, words);
    expect(text.indexOf('connectivity.amazonworkspaces.com')).toBeLessThan(
      text.indexOf('NO DIFFERENCE SEEN'),
    );
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('what was not tested is no difference, and other Regions are told', () => {
    const untested = prove({ ...source, id: 'r3', checks: [] }, rulesFor('us-west-2'));
    const text = renderMatrixText(mergeProofs([{ site: 'A', proof: proofOf(https()) }, { site: 'B', proof: untested }]), words); // prettier-ignore
    expect(text).toMatch(/^2 sites, \d+ destinations; 0 differ\n/);
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/asked about different Regions: .*us-west-2 \(2\)/);
  });

  test('the words are those of the language', () => {
    const text = renderMatrixText(matrix, vocabularyOf('ja'));
    expect(text).toContain('違いのある宛先');
    expect(text).not.toMatch(/differ|EVERYWHERE|not tested/);
  });

  test('a rule that one site does not have is blank there', () => {
    const other = prove({ ...source, id: 'r2', checks: [] }, rulesFor('us-west-2'));
    const both = mergeProofs([
      { site: 'a', proof: mixed },
      { site: 'b', proof: other },
    ]);
    expect(both.rows.find(({ rule }) => rule.region === 'us-west-2')?.states[0]).toBeNull();
  });

  test('CSV and markdown keep their columns with any site name', () => {
    const rows = [...csvRows(renderMatrixCsv(matrix))];
    expect(new Set(rows.map(({ cells }) => cells.length))).toEqual(new Set([8]));
    const lines = renderMatrixMarkdown(matrix, words)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(lines.map((line) => line.replaceAll('\\|', '').split('|').length))).toEqual(new Set([6]));
  });
});
