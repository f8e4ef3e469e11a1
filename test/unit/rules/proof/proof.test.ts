import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../../../src/reading/check.ts';
import {
  isUnproven,
  proofFailed,
  prove,
  rowFailed,
  type Proof,
  type ProofRow,
} from '../../../../src/rules/proof/proof.ts';
import { NAME, check, failed, https, proofOf, rowOf, rules, source } from './proof-fixtures.ts';
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
    expect([rowOf(GATEWAY, silent).state, rowFailed(rowOf(GATEWAY, silent))]).toEqual(['silent', false]);
    const reset = gateway('3.217.228.9', { ...failed('connection-refused', 'closed'), status: 'unproven' });
    expect([rowOf(GATEWAY, reset).state, rowFailed(rowOf(GATEWAY, reset))]).toEqual(['closed', false]);
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
    expect([rowOf(id, silent).state, rowFailed(rowOf(id, silent))]).toEqual(['silent', false]);
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

  test('an empty report proves nothing, and that is a failure', () => {
    expect([new Set(proofOf().rows.map(({ state }) => state)), proofFailed(proofOf())]).toEqual([
      new Set(['not-tested']),
      true,
    ]);
  });

  test('health-check servers are proven by their addresses where the name was not tested', () => {
    const tcp = 'us-east-1/tcp-4172/drp-iad.amazonworkspaces.com';
    const byAddress = proofOf(check('s', { address: '3.209.215.252', port: 4172 }));
    const unproven = ({ rows }: Proof) =>
      rows.filter((row) => isUnproven(row, rows)).map(({ rule }) => rule.id);
    expect([unproven(proofOf()).includes(tcp), unproven(byAddress).includes(tcp)]).toEqual([true, false]);
  });

  test('no gateway and no wildcard is ever asked to be proven', () => {
    const { rows } = proofOf();
    const asked = rows.filter((row) => isUnproven(row, rows));
    expect(asked.filter(({ rule }) => rule.kind === 'wildcard' || /Gateway/.test(rule.category))).toEqual([]);
  });

  test("somebody else's certificate proves no way", () => {
    const finding = { code: 'https/certificate-invalid', severity: 'error', checks: ['https/connectivity'] };
    const findings = [finding] as unknown as Parameters<typeof prove>[0]['findings'];
    const bad = https({ status: 'fail' });
    const { rows } = prove({ ...source, findings, checks: [bad] }, rules);
    expect(rows.find(({ rule }) => rule.id === NAME)).toMatchObject({
      state: 'not-tested',
      why: 'something else may have answered (https/certificate-invalid)',
    });
  });
});
