import { describe, expect, test } from '@jest/globals';
import type { PlanSessions } from '../../../src/plan/sessions.ts';
import type { Step, StepOf } from '../../../src/plan/step.ts';
import { makePlanDocument, planDocument } from '../../../src/report/plan-document.ts';
import { renderPlanText } from '../../../src/report/render-plan.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
import { HOSTILE } from './made-report.ts';

function madeStep(over: Partial<StepOf<'https'>> = {}): StepOf<'https'> {
  return {
    id: 'https/connectivity.amazonworkspaces.com',
    probe: 'https',
    role: 'endpoint',
    group: 'https',
    category: 'connectivityCheck',
    need: 'essential',
    region: null,
    regions: ['us-east-1'],
    protocols: ['pcoip', 'dcv'],
    target: { host: 'connectivity.amazonworkspaces.com', port: 443 },
    path: '/',
    proxy: null,
    dependsOn: [],
    budgetMs: 1000,
    quiet: false,
    listed: true,
    reason: 'the client asks it first',
    skipped: null,
    skipReason: null,
    ...over,
  };
}

const SKIPPED = madeStep({
  id: 'gateway/*',
  target: { host: '*.us-east-1.rdn.amazonaws.com', port: 3478 },
  skipped: 'a wildcard has no name that could be tested',
  skipReason: 'placeholder-host',
});

const SESSIONS: PlanSessions = {
  least: { tcp: 430, udp: 12, ping: 3, total: 445 },
  most: { tcp: 4_000, udp: 60, ping: 80, total: 4_140 },
  bound: null,
};
const planOf = (steps: readonly Step[], sessions = SESSIONS) => ({ steps, sessions });

describe('renderPlanText', () => {
  test.each<[object, string]>([
    [{ probe: 'stamp', samples: 500, localPort: null }, '500 times, essential'],
    [{ probe: 'stamp', samples: 5, localPort: 50_002 }, '5 times, from port 50002'],
    [{ probe: 'peer-idle', delaysS: [2, 30] }, 'answers held for 2, 30 s'],
    [
      { probe: 'peer-load', loads: [{ direction: 'up', kbps: 1_700, seconds: 3 }] },
      '1,700 kbps there for 3 s: at most 1.3 MB',
    ],
  ])('says what goes to a peer of one’s own: %o', (own, wanted) => {
    const step = { ...madeStep(), target: { host: 'peer.example', port: 4172 }, ...own } as Step;
    expect(renderPlanText(planOf([step])).replace(/\s+/g, ' ')).toContain(wanted);
  });

  test('says how many sessions a run opens, by kind, and the bound where one was asked for', () => {
    const bound = { atOnce: 200, new: 600, inSeconds: 120 };
    const said = (sessions: PlanSessions) =>
      renderPlanText(planOf([madeStep()], sessions)).replace(/\n/g, ' ');
    expect(said(SESSIONS)).toContain(
      'at least 445 sessions in the tables of routers and firewalls on the way (430 TCP, 12 UDP, 3 ping)',
    );
    expect(said(SESSIONS)).toContain('4,140 at most.');
    expect(said(SESSIONS)).not.toContain('at one time');
    expect(said({ ...SESSIONS, bound })).toContain(
      'At most 200 of them at one time, and 600 new ones in any 120 s.',
    );
  });

  test('counts what would be touched, and says that nothing was sent', () => {
    const text = renderPlanText(planOf([madeStep(), SKIPPED])).replace(/\n/g, ' ');
    expect(text).toMatch(/takes 1 step and touches 1 name and 0 listed addresses\. 1 row of the tables/);
    expect(text).toContain('Nothing was sent now.');
  });

  test('speaks Japanese, with the reason by its word', () => {
    const text = renderPlanText(planOf([madeStep(), SKIPPED]), { ...PLAIN_TEXT, language: 'ja' });
    expect(text).toContain('今は何も送っていません。');
    expect(text).toContain(`${vocabularyOf('ja').reason['placeholder-host']}：`);
    expect(text).not.toContain('a wildcard has no name');
  });

  test('the summary counts and lists no step', () => {
    const text = renderPlanText(planOf([madeStep(), SKIPPED]), PLAIN_TEXT, { summary: true });
    expect(text).toMatch(/^ {2}Sign-in \(443\): 1 step$/m);
    expect(text).toMatch(/^ {2}Not tested: 1 row$/m);
    expect(text).not.toContain('amazonaws.com');
  });

  test('a skipped row stays with its reason', () => {
    const text = renderPlanText(planOf([madeStep(), SKIPPED]));
    expect(text).toMatch(/a wildcard has no name that could be tested:\n {4}\*\.us-east-1\.rdn/);
  });

  test('the Region stands on the line only when there are several', () => {
    const [one, two] = [madeStep({ region: 'us-east-1' }), madeStep({ id: 'b', region: 'us-west-2' })];
    expect(renderPlanText(planOf([one]))).not.toContain('[us-east-1]');
    expect(renderPlanText(planOf([one, two]))).toContain('[us-east-1]');
  });

  test('a host that a stranger wrote stays inert', () => {
    const target = { host: HOSTILE, port: 443 };
    const text = renderPlanText(planOf([madeStep({ target }), { ...SKIPPED, target, skipped: HOSTILE }]));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

test('the document of the plan fits its schema', () => {
  expect(planDocument.safeParse(makePlanDocument(planOf([madeStep(), SKIPPED]))).success).toBe(true);
});
