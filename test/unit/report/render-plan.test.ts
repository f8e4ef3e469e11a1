import { describe, expect, test } from '@jest/globals';
import type { StepOf } from '../../../src/plan/step.ts';
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

describe('renderPlanText', () => {
  test('counts what would be touched, and says that nothing was sent', () => {
    const text = renderPlanText([madeStep(), SKIPPED]).replace(/\n/g, ' ');
    expect(text).toMatch(/takes 1 step and touches 1 name and 0 listed addresses\. 1 row of the tables/);
    expect(text).toContain('Nothing was sent now.');
  });

  test('speaks Japanese, with the reason by its word', () => {
    const text = renderPlanText([madeStep(), SKIPPED], { ...PLAIN_TEXT, language: 'ja' });
    expect(text).toContain('今は何も送っていません。');
    expect(text).toContain(`${vocabularyOf('ja').reason['placeholder-host']}：`);
    expect(text).not.toContain('a wildcard has no name');
  });

  test('the summary counts and lists no step', () => {
    const text = renderPlanText([madeStep(), SKIPPED], PLAIN_TEXT, { summary: true });
    expect(text).toMatch(/^ {2}Sign-in \(443\): 1 step$/m);
    expect(text).toMatch(/^ {2}Not tested: 1 row$/m);
    expect(text).not.toContain('amazonaws.com');
  });

  test('a skipped row stays with its reason', () => {
    const text = renderPlanText([madeStep(), SKIPPED]);
    expect(text).toMatch(/a wildcard has no name that could be tested:\n {4}\*\.us-east-1\.rdn/);
  });

  test('the Region stands on the line only when there are several', () => {
    const [one, two] = [madeStep({ region: 'us-east-1' }), madeStep({ id: 'b', region: 'us-west-2' })];
    expect(renderPlanText([one])).not.toContain('[us-east-1]');
    expect(renderPlanText([one, two])).toContain('[us-east-1]');
  });

  test('a host that a stranger wrote stays inert', () => {
    const target = { host: HOSTILE, port: 443 };
    const text = renderPlanText([madeStep({ target }), { ...SKIPPED, target, skipped: HOSTILE }]);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

test('the document of the plan fits its schema', () => {
  expect(planDocument.safeParse(makePlanDocument([madeStep(), SKIPPED])).success).toBe(true);
});
