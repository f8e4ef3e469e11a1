import { describe, expect, test } from '@jest/globals';
import { COMMANDS, type ProofLine, type ProofResult } from '../../../src/contract/index.ts';
import { proofOf } from '../../../src/engine/proof-of.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import type { Report } from '../../../src/report/report.ts';
import { pcoipBlocked } from '../../renderer/fixtures/index.ts';

const tables = loadTables();
const of = (report: Report, before: Report | null): ProofResult =>
  COMMANDS['proof.make'].result.parse(proofOf(report, { before, region: null, tables }));

/** The report after a retest of some checks: they were asked anew, the rest is kept. */
function retested(
  change: (check: Report['checks'][number]) => Partial<Report['checks'][number]> | null,
): Report {
  const checks = pcoipBlocked.checks.map((check) => {
    const changed = change(check);
    return changed === null ? check : { ...check, startMs: 77_000, ...changed };
  });
  return { ...pcoipBlocked, id: 'after', createdAt: '2026-11-20T15:10:00Z', checks };
}

const is = (port: number, transport: 'tcp' | 'udp') => (check: Report['checks'][number]) =>
  check.role === 'health-check' && check.target.port === port && check.target.transport === transport;

function lineAt(result: ProofResult, port: number, transport: 'tcp' | 'udp'): ProofLine | undefined {
  return result.lines.find(
    (line) => line.category === 'healthCheck' && line.port === port && line.transport === transport,
  );
}

describe('before and after a retest', () => {
  test('what was not asked again is no difference, and keeps the time at which it was asked', () => {
    const first = of(pcoipBlocked, null);
    const after = of(
      retested((check) => (is(4172, 'tcp')(check) ? { status: 'pass', state: 'open', failure: null } : null)),
      pcoipBlocked,
    );
    expect(lineAt(after, 4172, 'tcp')?.before?.change).toBe('opened');
    const kept = after.lines.filter((line) => line !== lineAt(after, 4172, 'tcp'));
    expect(new Set(kept.map(({ before }) => before?.change))).toEqual(new Set(['not-asked']));
    expect(lineAt(after, 4195, 'tcp')?.askedAt).toBe(lineAt(first, 4195, 'tcp')?.askedAt);
  });

  test('refused that becomes silent over UDP is not proved, and silent that is silent still is the same', () => {
    const refused = retested((check) =>
      is(4195, 'udp')(check) ? { status: 'fail', state: 'closed', failure: null } : null,
    );
    const quiet: Report = {
      ...pcoipBlocked,
      checks: refused.checks.map((check) =>
        is(4195, 'udp')(check)
          ? { ...check, startMs: 99_000, status: 'unproven', state: 'open|filtered' }
          : is(4172, 'tcp')(check)
            ? { ...check, startMs: 99_000 }
            : check,
      ),
    };
    const after = of(quiet, refused);
    expect(lineAt(after, 4195, 'udp')?.before).toMatchObject({ state: 'closed', change: 'unproved' });
    expect(lineAt(after, 4172, 'tcp')?.before?.change).toBe('same');
  });

  test('a Region that was not asked about has nothing to prove', () => {
    expect(() => proofOf(pcoipBlocked, { before: null, region: 'xx-west-9', tables })).toThrow('contract');
  });
});
