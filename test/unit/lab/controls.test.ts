/** A scenario that passes without its fault is refused. */
import { describe, expect, test } from '@jest/globals';
import { describeIdle } from '../../lab/controls.ts';
import { both, faulty } from '../../lab/scenario.ts';

const scenario = faulty({
  name: 'dns-silent',
  layer: 'dns',
  broken: 'The DNS server stays silent.',
  faults: [{ kind: 'dns', manner: 'silent' }],
  expected: { ...both('not-ready'), first: 'dns/no-answer' },
});

function seen(verdict: string, codes: readonly string[], exitCode: number) {
  const protocol = { verdict, transport: null, udpProof: 'not-tested' };
  const findings = codes.map((code) => ({ code, severity: 'error', title: code }));
  const report = {
    schema: 'preflight.report/1',
    durationMs: 1,
    verdict,
    summary: '',
    completed: true,
    protocols: { pcoip: protocol, dcv: protocol },
    findings,
  };
  return { run: { exitCode, stdout: JSON.stringify(report), stderr: '' }, durationMs: 1 };
}

describe('the control of a fault scenario', () => {
  test('a healthy report without the fault is what it should be', () => {
    expect(describeIdle(scenario, seen('ready', [], 0))).toEqual([]);
  });

  test('the expected report without the fault is refused', () => {
    expect(describeIdle(scenario, seen('not-ready', ['dns/no-answer'], 1))).toEqual([
      'dns-silent matches its expectation without its fault',
    ]);
  });

  test('no report proves nothing and is refused', () => {
    const crashed = { run: { exitCode: 3, stdout: '', stderr: 'boom' }, durationMs: 1 };
    expect(describeIdle(scenario, crashed)).toEqual([
      'dns-silent gave no report without its fault: no report: exit 3, stderr: boom',
    ]);
  });
});
