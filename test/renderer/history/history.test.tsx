import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import { makeWorld } from '../fixtures/world.ts';

const rows = () => screen.getAllByRole('link', { name: /\d\d:\d\d$/ });

async function openHistory() {
  window.location.hash = '#/history';
  const agent = makeWorld();
  render(<App agent={agent} />);
  await screen.findByRole('heading', { name: 'Checks on this computer' });
  return agent;
}

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

describe('the history', () => {
  test('brings back what was deleted, and says both; the focus is never lost', async () => {
    await openHistory();
    const [first, second] = rows();
    fireEvent.click(screen.getAllByRole('button', { name: /^Delete:/ })[0] as HTMLElement);
    expect(document.activeElement).toBe(second);
    await screen.findByText(/^Deleted: the check of /);
    await waitFor(() => expect(rows().length).toBe(2));
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(rows().length).toBe(3));
    expect(rows()[0]?.textContent).toBe(first?.textContent);
    await waitFor(() => expect(screen.getByText('It is back.')).toBeTruthy());
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('the last check can come back too', async () => {
    await openHistory();
    for (let left = 2; left >= 0; left -= 1) {
      fireEvent.click(screen.getAllByRole('button', { name: /^Delete:/ })[0] as HTMLElement);
      await waitFor(() => expect(screen.queryAllByRole('button', { name: /^Delete:/ }).length).toBe(left));
    }
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(rows().length).toBe(1));
  });
});

describe('the engine behind the page', () => {
  test('where it is gone a bar says so on every screen, and nothing can be started', async () => {
    const agent = await openHistory();
    act(() => agent.health.set('lost'));
    expect((await screen.findByRole('alert')).textContent).toContain('lost its connection');
    window.location.hash = '#/';
    const start = await screen.findByRole<HTMLButtonElement>('button', { name: 'Check now' });
    expect(start.disabled).toBe(true);
    act(() => agent.health.set('live'));
    expect(start.disabled).toBe(false);
    expect(screen.queryByText(/lost its connection/)).toBeNull();
  });

  test('where the person ended it the last screen says so, and stays', async () => {
    const agent = await openHistory();
    act(() => agent.health.set('ended'));
    act(() => agent.health.set('live'));
    expect(await screen.findByText('Preflight has ended. You can close this tab.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'History' })).toBeNull();
  });
});
