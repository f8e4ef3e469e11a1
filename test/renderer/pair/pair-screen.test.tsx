import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import type { Report } from '../../../src/report/report.ts';
import { pcoipBlocked, ready } from '../fixtures/index.ts';
import { makeWorld } from '../fixtures/world.ts';

/** The first run went through a VPN. `second` is what the next one sees. */
async function openPair(second: Report) {
  window.location.hash = '#/pair/pcoip-blocked';
  const asked: unknown[] = [];
  const agent = makeWorld({
    speed: Infinity,
    reports: { [second.id]: second },
    handlers: {
      'run.rerun': (argument) => {
        asked.push(argument);
        return { runId: second.id };
      },
    },
  });
  render(<App agent={agent} />);
  await screen.findByRole('heading', { level: 1, name: 'Now switch the VPN off, and press Check' });
  fireEvent.click(screen.getByRole('button', { name: 'Check' }));
  await waitFor(() => expect(asked).toEqual([{ runId: 'pcoip-blocked', what: { kind: 'all' } }]));
}

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

describe('the VPN on against off', () => {
  test('the second run without it leads to both side by side', async () => {
    await openPair(ready);
    await waitFor(() => expect(window.location.hash).toBe('#/compare/run%3Apcoip-blocked/run%3Aready'));
  });

  test('a VPN that was not switched off is told, and nothing is compared by itself', async () => {
    await openPair({ ...pcoipBlocked, id: 'again' });
    expect(await screen.findByText(/^The VPN was still on: both checks went the same way/)).toBeTruthy();
    expect(window.location.hash).toBe('#/pair/pcoip-blocked/again');
    expect(screen.getByRole('link', { name: 'Compare the two all the same' }).getAttribute('href')).toBe(
      '#/compare/run%3Apcoip-blocked/run%3Aagain',
    );
  });

  test('routes that nobody could read are no comparison either', async () => {
    await openPair({ ...ready, id: 'untold', host: { ...ready.host, vpn: null } });
    expect(await screen.findByText(/^Preflight could not see whether the VPN was on/)).toBeTruthy();
  });
});
