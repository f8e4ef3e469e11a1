import { describe, expect, test } from '@jest/globals';
import { failure, type FailureCode } from '../../../../src/core/failure.ts';
import type { Check } from '../../../../src/findings/finding.ts';
import type { Step } from '../../../../src/plan/step.ts';
import { parseCsvRows } from '../../../../src/rules/audit/parse-csv-rows.ts';
import { mergeProofs } from '../../../../src/rules/proof/merge.ts';
import { proofFailed, prove, type Proof, type ProofRow } from '../../../../src/rules/proof/proof.ts';
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
import { compareProofs, stepsToRetest } from '../../../../src/rules/proof/retest.ts';
import { rulesFor } from '../rule-fixtures.ts';

const rules = rulesFor('us-east-1', { withAga: true, withIpv6: true });

/** A check that passed on the target, unless the changes say otherwise. */
function check(id: string, target: Partial<Check['target']>, more: Partial<Check> = {}): Check {
  return {
    id,
    group: 'streaming',
    category: null,
    need: null,
    region: 'us-east-1',
    target: { host: null, address: null, port: null, transport: 'tcp', ...target },
    status: 'pass',
    state: 'open',
    startMs: 0,
    durationMs: 1,
    failure: null,
    notTestedBecause: null,
    evidence: {},
    ...more,
  };
}
const failed = (code: FailureCode, state: Check['state'] = null): Partial<Check> => ({
  status: 'fail',
  state,
  failure: failure(code, 'connect'),
});
function proofOf(...checks: Check[]): Proof {
  return prove({ id: 'r1', createdAt: '2026-11-20T10:00:00Z', completed: true, checks }, rules);
}
function rowOf(id: string, ...checks: Check[]): ProofRow {
  const row = proofOf(...checks).rows.find(({ rule }) => rule.id === id);
  if (!row) throw new Error(`no rule ${id}`);
  return row;
}

const NAME = 'shared/tcp-443/connectivity.amazonworkspaces.com';
const https = (more: Partial<Check> = {}) =>
  check(
    'https/connectivity',
    { host: 'connectivity.amazonworkspaces.com', port: 443 },
    { group: 'https', ...more },
  );

describe('a name on 443', () => {
  test.each<readonly [string, Partial<Check>, ProofRow['state'], RegExp]>([
    ['passed', {}, 'open', /^open$/],
    ['passed by the proxy', { role: 'endpoint-by-proxy' }, 'open', /by the proxy/],
    ['refused', failed('connection-refused', 'closed'), 'closed', /connection-refused/],
    ['silent', failed('connection-timeout', 'filtered'), 'silent', /connection-timeout/],
    [
      'cut by name: TCP opens, TLS does not',
      failed('tls-reset', 'open'),
      'closed',
      /TCP opens, then tls-reset/,
    ],
    ['swallowed by name', failed('tls-timeout', 'open'), 'silent', /TCP opens, then tls-timeout/],
    [
      'answered with a bad certificate: the way is open',
      failed('tls-certificate-expired', 'open'),
      'open',
      /tls-certificate-expired/,
    ],
    ['not resolved: the firewall was never asked', failed('dns-nxdomain'), 'not-tested', /dns-nxdomain/],
    ['forbidden by this machine', failed('permission-denied', 'filtered'), 'closed', /permission-denied/],
    ['refused by the proxy', failed('proxy-denied'), 'closed', /proxy-denied/],
    [
      'not tested',
      {
        status: 'not-tested',
        state: null,
        notTestedBecause: { reason: 'deadline', check: null, finding: null, text: 'the time was over' },
      },
      'not-tested',
      /the time was over/,
    ],
  ])('%s', (_name, more, state, why) => {
    const row = rowOf(NAME, https(more));
    expect([row.state, why.test(row.why)]).toEqual([state, true]);
  });
});

describe('addresses', () => {
  const GATEWAY = 'us-east-1/tcp-4172/3.217.228.0/22';
  const gateway = (address: string, more: Partial<Check> = {}) =>
    check(`us-east-1/gateway/tcp-4172/${address}`, { address, port: 4172 }, { role: 'gateway', ...more });
  const SERVER = 'us-east-1/tcp-4172/3.209.215.252/32';
  const server = (address: string, more: Partial<Check> = {}) =>
    check(
      `us-east-1/health-check/tcp-4172/${address}`,
      { host: 'drp-iad.amazonworkspaces.com', address, port: 4172 },
      { role: 'health-check', ...more },
    );

  test('a sampled gateway proves its range open', () => {
    expect(rowOf(GATEWAY, gateway('3.217.228.9'))).toMatchObject({
      state: 'open',
      tested: 1,
      open: 1,
      sampled: true,
    });
  });

  test('an idle gateway is silent and fails nobody', () => {
    const silent = gateway('3.217.228.9', {
      ...failed('connection-timeout', 'filtered'),
      status: 'unproven',
    });
    expect([rowOf(GATEWAY, silent).state, proofFailed(proofOf(silent))]).toEqual(['silent', false]);
    const reset = gateway('3.217.228.9', { ...failed('connection-refused', 'closed'), status: 'unproven' });
    expect([rowOf(GATEWAY, reset).state, proofFailed(proofOf(reset))]).toEqual(['closed', false]);
  });

  test('a gateway that a filter forbids fails', () => {
    expect(proofFailed(proofOf(gateway('3.217.228.9', failed('host-unreachable', 'filtered'))))).toBe(true);
  });

  test('an address outside the block decides nothing', () => {
    expect(rowOf(GATEWAY, gateway('3.217.232.1'))).toMatchObject({
      state: 'not-tested',
      why: 'the report holds no check of it',
    });
  });

  test('another port or transport decides nothing, nor does a round trip', () => {
    const others = [
      check('a', { address: '3.217.228.9', port: 4195 }),
      check('b', { address: '3.217.228.9', port: 4172, transport: 'udp' }),
      check('c', { address: '3.217.228.9', port: 4172 }, { group: 'latency' }),
    ];
    expect(rowOf(GATEWAY, ...others).state).toBe('not-tested');
  });

  test('the health-check name is open only when all of its addresses are', () => {
    const id = 'us-east-1/tcp-4172/drp-iad.amazonworkspaces.com';
    expect(rowOf(id, server('3.209.215.252'), server('3.212.50.30')).state).toBe('open');
    const partly = rowOf(
      id,
      server('3.209.215.252'),
      server('3.212.50.30', failed('connection-timeout', 'filtered')),
    );
    expect([partly.state, partly.why]).toEqual(['silent', '1 of 2 addresses open; connection-timeout']);
    expect(rowOf(SERVER, server('3.209.215.252')).state).toBe('open');
  });

  test('UDP: one answer of two probes proves it, silence proves nothing and fails nothing', () => {
    const id = 'us-east-1/udp-4172/3.209.215.252/32';
    const udp = (name: string, more: Partial<Check>) =>
      check(name, { address: '3.209.215.252', port: 4172, transport: 'udp' }, more);
    const silent = udp('udp', { ...failed('no-reply', 'open|filtered'), status: 'unproven' });
    expect(rowOf(id, silent, udp('quic', {})).state).toBe('open');
    expect([rowOf(id, silent).state, proofFailed(proofOf(silent))]).toEqual(['silent', false]);
    expect(proofFailed(proofOf(udp('udp', failed('port-unreachable', 'closed'))))).toBe(true);
  });
});

describe('what cannot be tested says why', () => {
  test.each([
    ['us-east-1/tcp-4195/*.prod.us-east-1.highlander.aws.a2z.com', /wildcard/],
    ['us-east-1/tcp-4195/93.77.138.0/23', /Global Accelerator is never probed/],
    ['us-east-1/tcp-4172/2600:1f32:8000::/39', /no address of the IPv6 range/],
    [NAME, /no check of it/],
  ])('%s', (id, why) => {
    expect(rowOf(id)).toMatchObject({ state: 'not-tested', checks: [], tested: 0 });
    expect(rowOf(id).why).toMatch(why);
  });

  test('an empty report proves nothing and fails nothing', () => {
    expect([new Set(proofOf().rows.map(({ state }) => state)), proofFailed(proofOf())]).toEqual([
      new Set(['not-tested']),
      false,
    ]);
  });
});

const mixed = proofOf(
  https(failed('connection-timeout', 'filtered')),
  check('s', { address: '3.209.215.252', port: 4172 }),
  check(
    'u',
    { address: '3.209.215.252', port: 4172, transport: 'udp' },
    { ...failed('no-reply', 'open|filtered'), status: 'unproven' },
  ),
);

describe('faces', () => {
  test('text: what is shut before what is open, within 80 columns', () => {
    const text = renderProofText(mixed);
    expect(text.indexOf('SILENT')).toBeLessThan(text.indexOf('OPEN\n'));
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('CSV: a row a rule', () => {
    const rows = parseCsvRows(renderProofCsv(mixed));
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
    expect([count(/<testcase /g), count(/<failure /g), count(/<skipped /g)]).toEqual([
      rules.rules.length,
      1,
      rules.rules.length - 2,
    ]);
    expect(xml).toContain(
      `tests="${rules.rules.length}" failures="1" errors="0" skipped="${rules.rules.length - 2}"`,
    );
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
    expect(renderProofJunit(strange)).toContain('message="not tested: &quot;/&gt;&lt;evil a=&quot;&amp;"');
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
    expect(renderChangesText(changes)).toMatch(/^1 opened, 0 worse/);
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
    const text = renderMatrixText(matrix);
    expect(text.indexOf('connectivity.amazonworkspaces.com')).toBeLessThan(
      text.indexOf('THE SAME EVERYWHERE'),
    );
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('a rule that one site does not have is blank there', () => {
    const other = prove({ id: 'r2', createdAt: '', completed: true, checks: [] }, rulesFor('us-west-2'));
    const both = mergeProofs([
      { site: 'a', proof: mixed },
      { site: 'b', proof: other },
    ]);
    expect(both.rows.find(({ rule }) => rule.region === 'us-west-2')?.states[0]).toBeNull();
  });

  test('CSV and markdown keep their columns with any site name', () => {
    const rows = parseCsvRows(renderMatrixCsv(matrix));
    expect(new Set(rows.map(({ cells }) => cells.length))).toEqual(new Set([8]));
    const lines = renderMatrixMarkdown(matrix)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(lines.map((line) => line.replaceAll('\\|', '').split('|').length))).toEqual(new Set([6]));
  });
});
