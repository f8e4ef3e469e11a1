import { describe, expect, test } from '@jest/globals';
import { forecastLine } from '../../../renderer/features/report/forecast-line.ts';
import { portMatrix } from '../../../renderer/features/report/port-matrix.ts';
import { proofOf } from '../../../renderer/features/report/proof-of.ts';
import { verdictOf } from '../../../renderer/features/report/verdict-of.ts';
import { remedyParts, userSteps } from '../../../renderer/features/result/remedy-parts.ts';
import { en } from '../../../renderer/words/en.ts';
import { ja } from '../../../renderer/words/ja.ts';
import type { Report } from '../../../src/report/report.ts';
import {
  acceptsAll,
  cancelled,
  captive,
  dnsDead,
  offline,
  pcoipBlocked,
  ready,
  slow,
} from '../fixtures/index.ts';

const verdicts: [string, Report, string, string][] = [
  [
    'what is broken stands first, then what works',
    pcoipBlocked,
    'fail',
    'PCoIP is blocked here. DCV is ready.',
  ],
  ['ready is one word and what gets through', ready, 'pass', 'Ready. PCoIP and DCV both get through.'],
  ['offline is said of the computer', offline, 'fail', 'This computer has no network.'],
  ['a login page is named in plain words', captive, 'fail', 'This network wants you to log in first.'],
  ['dead DNS has no jargon', dnsDead, 'fail', 'This computer finds no names on this network.'],
  ['slow says how slow', slow, 'warn', 'Ready, but slow: 214 ms.'],
  [
    'an agent that answers for all is named',
    acceptsAll,
    'fail',
    'Something near this computer answers for everything.',
  ],
  ['a cancelled run could not tell', cancelled, 'unproven', 'Could not tell: stopped too early.'],
];

describe('the verdict in words', () => {
  test.each(verdicts)('%s', (_name, report, tone, title) => {
    const verdict = verdictOf(en, report);
    expect(verdict.tone).toBe(tone);
    expect(verdict.title.join(' ')).toBe(title);
    expect(verdict.lead).not.toBe('');
  });

  test.each(verdicts)('has no jargon: %s', (_name, report) => {
    const verdict = verdictOf(en, report);
    expect(`${verdict.title.join(' ')} ${verdict.lead}`).not.toMatch(
      /DNS|TCP|UDP|TLS|MTU|RTT|proxy|port \d/i,
    );
  });

  test.each(verdicts)('is Japanese in Japanese: %s', (_name, report) => {
    const verdict = verdictOf(ja, report);
    expect(verdict.title.join('')).toMatch(/[\u3040-\u30ff]/);
    expect(verdict.lead).toMatch(/[\u3040-\u30ff]/);
  });

  test('one protocol that is ready is named alone', () => {
    const protocols = { dcv: ready.protocols.dcv };
    expect(verdictOf(en, { ...ready, protocols }).title).toEqual(['Ready.', 'DCV gets through.']);
  });
});

describe('the forecast line', () => {
  test('says the transport, its delay and whether UDP was proved', () => {
    expect(forecastLine(en, ready, 'pcoip')).toBe('25 ms over UDP, proved');
    expect(forecastLine(en, ready, 'dcv')).toBe('25 ms over UDP (QUIC), proved');
    expect(forecastLine(en, pcoipBlocked, 'dcv')).toBe('40 ms over TCP. UDP is unproven');
    expect(forecastLine(en, pcoipBlocked, 'pcoip')).toBe('Port 4172: no answer from 6 of 6 servers');
    expect(forecastLine(en, cancelled, 'pcoip')).toBe('Its ports were not tested');
  });
});

describe('the proof beside a cause', () => {
  test('says what fails, what passes all the same and what could not be tested', () => {
    expect(proofOf(pcoipBlocked, pcoipBlocked.findings[0]!)).toEqual([
      {
        kind: 'failed',
        tone: 'fail',
        subject: { port: 4172 },
        how: 'silent',
        failed: 6,
        all: 6,
        tookMs: 3100,
      },
      { kind: 'open', tone: 'pass', ports: [443, 4195] },
      { kind: 'waits', tone: 'not-tested', count: 14 },
    ]);
  });
});

describe('the port matrix', () => {
  test('idle gateways beside open ones stay green, and unused ports are null', () => {
    const gateway = portMatrix(pcoipBlocked).find(({ id }) => id === 'gateway');
    expect(gateway?.cells).toEqual([
      null,
      { status: 'not-tested', open: 0, tested: 0 },
      null,
      { status: 'pass', open: 5, tested: 8 },
      null,
    ]);
  });

  test('some open and some failed is a warning', () => {
    const [first, ...rest] = pcoipBlocked.checks.filter(({ id }) => id.includes('health-check/tcp-4172'));
    const checks = [{ ...first!, status: 'pass' as const }, ...rest];
    expect(portMatrix({ ...pcoipBlocked, checks })[0]?.cells[1]).toEqual({
      status: 'warn',
      open: 1,
      tested: 6,
    });
  });
});

describe('a remedy', () => {
  test('lines become steps and addresses a code block', () => {
    expect(remedyParts('Allow outbound:\n35.80.88.0/21 44.234.54.0/23\n54.244.46.0/23')).toEqual([
      { kind: 'text', text: 'Allow outbound:' },
      { kind: 'code', text: '35.80.88.0/21 44.234.54.0/23\n54.244.46.0/23' },
    ]);
    expect(remedyParts('1. First.\n2. Second.')).toEqual([{ kind: 'steps', items: ['First.', 'Second.'] }]);
  });

  test('sentences for the user become steps, unless there is nothing to do', () => {
    expect(userSteps('Switch it off. Check again.')).toBe('Switch it off.\nCheck again.');
    expect(userSteps('Nothing to do. Mention it.')).toBe('Nothing to do. Mention it.');
    expect(userSteps('切ってください。もう一度確認してください。')).toBe(
      '切ってください。\nもう一度確認してください。',
    );
  });
});
