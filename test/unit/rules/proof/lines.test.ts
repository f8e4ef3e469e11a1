import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../../../src/reading/check.ts';
import { proofLines, type ProofLine } from '../../../../src/rules/proof/lines.ts';
import { prove } from '../../../../src/rules/proof/proof.ts';
import { renderProofText } from '../../../../src/rules/proof/render-proof.ts';
import { NAME, check, failed, https, rules, source } from './proof-fixtures.ts';

const SERVERS = [
  '3.209.215.252',
  '3.212.50.30',
  '3.225.55.35',
  '3.226.24.234',
  '34.200.29.95',
  '52.200.219.150',
];
const BLOCK = rules.rules.find(
  ({ category, port, transport }) => category === 'pcoipGateway' && port === 4172 && transport === 'tcp',
);

function server(more: Partial<Check>, transport: 'tcp' | 'udp' = 'tcp'): Check {
  return check(
    `server-${transport}`,
    { address: SERVERS[0] ?? '', port: 4172, transport },
    { role: 'health-check', ...more },
  );
}

function gateway(more: Partial<Check>): Check {
  const address = BLOCK?.destination.split('/')[0] ?? '';
  return check('gateway', { address, port: 4172 }, { role: 'gateway', ...more });
}

function linesOf(...checks: Check[]): ProofLine[] {
  const report = { ...source, checks };
  return proofLines(prove(report, rules), report);
}

function stateOf(category: string, transport: 'tcp' | 'udp', ...checks: Check[]): string | undefined {
  return linesOf(...checks).find(
    (line) => line.category === category && line.port === 4172 && line.transport === transport,
  )?.state;
}

const refused = failed('connection-refused', 'closed');
const silent = failed('connection-timeout', 'filtered');

describe('the lines of a proof', () => {
  test('hold every destination once, and no rule twice', () => {
    const lines = linesOf();
    expect(lines.flatMap((line) => line.rules).sort()).toEqual(rules.rules.map(({ id }) => id).sort());
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  });

  test.each([
    ['an idle gateway that is silent, its servers open', silent, { status: 'pass' as const }, 'no-reply'],
    ['a silent gateway, its servers silent too', silent, silent, 'silent'],
    ['a refusing gateway, its servers open', refused, { status: 'pass' as const }, 'no-reply'],
    ['a refusing gateway, its servers refused too', refused, refused, 'closed'],
    [
      'a gateway that is forbidden',
      failed('permission-denied', 'filtered'),
      { status: 'pass' as const },
      'closed',
    ],
  ])('%s', (_name, gatewaySaw, serverSaw, state) => {
    // The other blocks were not asked: only what is worse than that shows.
    expect(stateOf('pcoipGateway', 'tcp', gateway(gatewaySaw), server(serverSaw))).toBe(state);
  });

  test('silence over UDP proves nothing', () => {
    const udp = { ...failed('no-reply', 'open|filtered'), status: 'unproven' as const };
    expect(stateOf('healthCheck', 'udp', server(udp, 'udp'))).toBe('no-reply');
  });

  test('one open block of several that were not asked is no open rule', () => {
    expect(stateOf('pcoipGateway', 'tcp', gateway({}))).toBe('not-tested');
  });

  test('what no probe could prove is told apart from what was not asked', () => {
    expect(stateOf('pcoipGateway', 'udp')).toBe('untestable');
    expect(stateOf('pcoipGateway', 'tcp')).toBe('not-tested');
  });

  test('are what the terminal counts too', () => {
    const report = { ...source, checks: [https(), server(silent), gateway(refused)] };
    const proof = prove(report, rules);
    const states = proofLines(proof, report).map(({ state }) => state);
    const count = (wanted: ProofLine['state']) => states.filter((state) => state === wanted).length;
    expect(renderProofText(proof).replaceAll(/\s+/g, ' ')).toContain(
      `${states.length} rules for ${proof.rows.length} destinations: ${count('open')} proven open, ${count('closed')} closed, ${count('silent')} silent, ${count('no-reply')} without a reply (which proves nothing), ${count('not-tested')} not tested; ${count('untestable')} cannot be tested.`,
    );
    expect(states.length).toBeLessThan(proof.rows.length);
  });

  test('count servers and not ways to ask them, and name what would test them again', () => {
    const shut = server(silent);
    const line = linesOf(shut).find(
      ({ category, transport }) => category === 'healthCheck' && transport === 'tcp',
    );
    expect(line).toMatchObject({
      counts: { planned: 1, tested: 1, passed: 0 },
      again: [shut.id],
      checks: [shut.id],
      askedAt: '2026-11-20T10:00:00.000Z',
    });
    const open = linesOf(https()).find(({ rules: own }) => own.includes(NAME));
    expect(open).toMatchObject({ state: 'open', again: [], counts: { passed: 1 } });
  });
});

describe('beside a peer of the person’s own', () => {
  const seenBy = (port: number, received: number) => ({
    ...{ name: '198.51.100.20', kind: 'preflight' as const, scope: 'service' as const, tcp: [] },
    udp: [
      {
        ...{ port, sent: 500, atPeer: 500, answered: 500, received, rttMs: null, provenElsewhereAgo: 60 },
        ...{ pdvMs: { up: null, down: null }, ipdvMs: { up: null, down: null } },
      },
    ],
    outside: { tcp: null, udp: null, mapping: null, keepsPort: null },
    ...{ mtu: null, load: null, idle: null },
  });
  const udp = { ...failed('no-reply', 'open|filtered'), status: 'unproven' as const };
  const rowsWith = (port: number, received: number, ...checks: Check[]) =>
    prove({ ...source, checks, peers: [seenBy(port, received)] }, rules).rows.filter(
      ({ rule }) => rule.port === 4172 && rule.transport === 'udp',
    );

  test('a silent rule says that the port is open to the peer, and stays silent', () => {
    const [row] = rowsWith(4172, 499, server(udp, 'udp')).filter(({ state }) => state === 'silent');
    expect(row?.why).toBe('open to the peer 198.51.100.20 (499 of 500); of this rule: no-reply');
    expect(row).toMatchObject({ open: 0, openBy: [] });
  });

  test('a rule that no probe can prove says it too, and stays not tested', () => {
    const rows = rowsWith(4172, 500).filter(({ untestable }) => untestable === 'idle');
    expect(rows.length).toBeGreaterThan(0);
    for (const { state, why } of rows) {
      expect(state).toBe('not-tested');
      expect(why).toMatch(/^open to the peer .*; of this rule: gateways are not asked by UDP/);
    }
  });

  test('not where it answered on another port, or not at all', () => {
    for (const rows of [rowsWith(4195, 500), rowsWith(4172, 0)])
      expect(rows.filter(({ why }) => why.includes('peer'))).toEqual([]);
  });

  test('a peer within a range of Amazon’s is no gateway of it', () => {
    const address = BLOCK?.destination.split('/')[0] ?? '';
    const atPeer = check('peer/1/stamp-4172', { address, port: 4172, transport: 'udp' }, { role: 'peer' });
    expect(rowsWith(4172, 500, atPeer).filter(({ state }) => state === 'open')).toEqual([]);
  });
});
