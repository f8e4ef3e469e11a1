import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import { compareReports } from '../../../src/report/compare-reports.ts';
import { renderComparisonText } from '../../../src/report/render-comparison.ts';
import type { Report } from '../../../src/report/report.ts';
import { compareFixtures } from '../fixtures/compare.ts';
import { pcoipBlocked, ready, slow } from '../fixtures/index.ts';
import { makeWorld } from '../fixtures/world.ts';

jest.setTimeout(20_000);

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

async function show(hash: string, [a, b]: readonly [Report, Report]): Promise<HTMLElement> {
  const runs = { ...compareFixtures(a, b), comparison: compareReports(a, b) };
  window.location.hash = hash;
  render(<App agent={makeWorld({ speed: Infinity, handlers: { 'bundle.compare': () => runs } })} />);
  return screen.findByRole('heading', { level: 1 }, { timeout: 10_000 });
}

test.each([
  ['opens-with-vpn-off', pcoipBlocked, ready],
  ['slow-now', ready, slow],
  ['nothing', ready, ready],
] as const)('the page says of %s what the terminal says', async (name, a, b) => {
  const title = await show(`#/compare/run:${name}-a/run:${name}-b`, [a, b]);
  const text = renderComparisonText(compareReports(a, b), { a: 'a', b: 'b' });
  expect(title.textContent).not.toBe('');
  expect(text).toContain(title.textContent);
});

test('one bundle judged again is no before and after', async () => {
  const title = await show('#/compare/bundle:one/judged:one', [ready, ready]);
  expect(title.textContent).toBe('Judged by the rules of this version, the result is the same.');
  expect(screen.getByText('Both are the same evidence: only the rules differ.')).toBeTruthy();
  expect(screen.getByText('A · as the bundle says')).toBeTruthy();
  expect(screen.getByText('B · by this version’s rules')).toBeTruthy();
});
