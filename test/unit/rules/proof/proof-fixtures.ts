/** Shared by the tests of proofs: a rule set, checks about it, and a proof of some of each state. */
import { failure, type FailureCode } from '../../../../src/core/failure.ts';
import type { Check } from '../../../../src/reading/check.ts';
import { prove, type Proof, type ProofRow } from '../../../../src/rules/proof/proof.ts';
import { rulesFor } from '../rule-fixtures.ts';

export const rules = rulesFor('us-east-1', { withAga: true, withIpv6: true });

/** A check that passed on the target, unless the changes say otherwise. */
export function check(id: string, target: Partial<Check['target']>, more: Partial<Check> = {}): Check {
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
export const failed = (code: FailureCode, state: Check['state'] = null): Partial<Check> => ({
  status: 'fail',
  state,
  failure: failure(code, 'connect'),
});
export const source = {
  ...{ id: 'r1', createdAt: '2026-11-20T10:00:00Z', completed: true, simulated: false, findings: [] },
  tables: { edition: 'guide2025-1', sha256: '', overlay: null },
};
export function proofOf(...checks: Check[]): Proof {
  return prove({ ...source, checks }, rules);
}
export function rowOf(id: string, ...checks: Check[]): ProofRow {
  const row = proofOf(...checks).rows.find(({ rule }) => rule.id === id);
  if (!row) throw new Error(`no rule ${id}`);
  return row;
}

export const NAME = 'shared/tcp-443/connectivity.amazonworkspaces.com';
export const https = (more: Partial<Check> = {}) =>
  check(
    'https/connectivity',
    { host: 'connectivity.amazonworkspaces.com', port: 443 },
    { group: 'https', ...more },
  );

export const mixed = proofOf(
  https(failed('connection-timeout', 'filtered')),
  check('s', { address: '3.209.215.252', port: 4172 }),
  check(
    'u',
    { address: '3.209.215.252', port: 4172, transport: 'udp' },
    { ...failed('no-reply', 'open|filtered'), status: 'unproven' },
  ),
);
