/** The judge of the scenarios must be able to say no. */
import { describe, expect, test } from '@jest/globals';
import { compareReport, readOutcome, type Outcome } from '../../lab/compare-report.ts';
import { both, clean, faulty } from '../../lab/scenario.ts';

const dnsSilent = faulty({
  name: 'dns-silent',
  layer: 'dns',
  broken: 'The DNS server stays silent.',
  faults: [{ kind: 'dns', manner: 'silent' }],
  expected: {
    ...both('not-ready'),
    first: 'dns/no-answer',
    then: ['latency/loss'],
    never: ['https/blocked'],
  },
});
const healthy = clean({ name: 'healthy', layer: 'healthy', broken: 'Nothing.' });

function outcome(verdict: string, findings: readonly (readonly [string, string])[]): Outcome {
  const protocol = { verdict, transport: 'udp', udpProof: 'proved' };
  return {
    schema: 'preflight.report/1',
    durationMs: 1,
    verdict,
    summary: '',
    completed: true,
    protocols: { pcoip: protocol, dcv: protocol },
    findings: findings.map(([severity, code]) => ({ severity, code, title: code })),
  };
}

const right = [
  ['error', 'dns/no-answer'],
  ['warning', 'latency/loss'],
] as const;

describe('holding a report against a scenario', () => {
  test.each([
    ['the right report of a fault passes', dnsSilent, outcome('not-ready', right), 1, []],
    ['a clean report passes with notices', healthy, outcome('ready', [['notice', 'mtu/unknown']]), 0, []],
    [
      'a wrong verdict is told for each protocol',
      dnsSilent,
      outcome('ready', right),
      1,
      [
        'overall: expected not-ready, got ready',
        'PCoIP: expected not-ready, got ready',
        'DCV: expected not-ready, got ready',
      ],
    ],
    [
      'the right finding in the second place is wrong',
      dnsSilent,
      outcome('not-ready', [right[1], right[0]]),
      1,
      ['first finding: expected dns/no-answer, got latency/loss'],
    ],
    [
      'a missing second finding is told',
      dnsSilent,
      outcome('not-ready', [right[0]]),
      1,
      ['latency/loss is missing, or stands too early'],
    ],
    [
      'a warning that nobody expects is told',
      healthy,
      outcome('ready', [['warning', 'dns/malformed']]),
      0,
      ['unexpected warning dns/malformed: dns/malformed'],
    ],
    [
      'a forbidden code is told even as a notice',
      dnsSilent,
      outcome('not-ready', [...right, ['notice', 'https/blocked']]),
      1,
      ['https/blocked must not appear here'],
    ],
    ['a wrong exit code is told', healthy, outcome('ready', []), 1, ['exit code: expected 0, got 1']],
  ])('%s', (_name, scenario, got, exitCode, differences) => {
    expect(compareReport(scenario, got, exitCode)).toEqual(differences);
  });

  test.each([['{'], ['{}'], ['{"schema":"preflight.report/2"}'], ['']])('%j is no report', (text) => {
    expect(readOutcome(text)).toBeNull();
  });
});
