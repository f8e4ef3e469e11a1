import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import { ContractError, type RunRequest } from '../../../src/contract/index.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import { pcoipBlocked, ready } from '../fixtures/index.ts';
import { makeWorld, type WorldOptions } from '../fixtures/world.ts';

async function openStart(options: WorldOptions = {}) {
  window.location.hash = '';
  render(<App agent={makeWorld({ speed: Infinity, ...options })} />);
  await screen.findByRole('heading', { level: 1 });
  return screen.getByRole('combobox');
}

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

describe('the start screen', () => {
  test('remembers the last Region and checks it at one press', async () => {
    const started: RunRequest[] = [];
    await openStart({
      handlers: {
        'run.start': (request) => {
          started.push(request);
          return { runId: 'pcoip-blocked' };
        },
      },
    });
    await screen.findByText('US West (Oregon)', { selector: 'b' });
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    await waitFor(() => expect(window.location.hash).toBe('#/run/pcoip-blocked'));
    expect(started).toEqual([{ region: ['us-west-2'], protocol: 'both' }]);
  });

  test('says the Region of a code', async () => {
    const field = await openStart({ settings: { lastRegion: null } });
    fireEvent.change(field, { target: { value: 'WSfra+ABC12D' } });
    expect((await screen.findByText('Europe (Frankfurt)', { selector: 'b' })).closest('p')?.textContent).toBe(
      'Your WorkSpace is in Europe (Frankfurt)',
    );
  });

  test('says what is missing instead of starting', async () => {
    await openStart({ settings: { lastRegion: null } });
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect(await screen.findByText('Type your registration code, or choose a Region.')).toBeTruthy();
    expect(window.location.hash).toBe('');
  });

  test('says a refusal of the engine in words', async () => {
    await openStart({
      handlers: {
        'run.start': () => {
          throw new ContractError('already-running');
        },
      },
    });
    await screen.findByText('US West (Oregon)', { selector: 'b' });
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Another check is running. Wait for it, or cancel it.',
    );
  });

  test('says why the engine refuses a request, in the words of the command line', async () => {
    const refused = () => {
      throw new ContractError('refused', {
        code: 'protocol-not-in-region',
        protocol: 'pcoip',
        region: 'us-east-2',
        accepted: ['dcv'],
      });
    };
    await openStart({ handlers: { 'run.start': refused } });
    await screen.findByText('US West (Oregon)', { selector: 'b' });
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'The tables have no pcoip in us-east-2; accepted there: dcv.',
    );
  });

  test('offers no pair that cannot exist, and ties a refusal to its field', async () => {
    const directoryId = () => {
      throw new ContractError('refused', { code: 'directory-id', said: 'd-1' });
    };
    const field = await openStart({ handlers: { 'run.start': directoryId } });
    await screen.findByText('US West (Oregon)', { selector: 'b' });
    const fold = screen.getByRole('button', { name: /More options/ });
    expect(fold.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(fold);
    fireEvent.click(await screen.findByRole('radio', { name: 'Zero client' }));
    expect(screen.getByRole('radio', { name: 'DCV' })).toHaveProperty('disabled', true);
    fireEvent.click(screen.getByRole('radio', { name: 'App' }));
    fireEvent.change(field, { target: { value: 'us-east-2' } });
    expect(screen.getByRole('radio', { name: 'Zero client' })).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByLabelText('Directory ID'), { target: { value: 'd-1' } });
    fireEvent.click(fold);
    expect(fold.textContent).toContain('directory');
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    const wrong = await screen.findByLabelText('Directory ID');
    await waitFor(() => expect(wrong.getAttribute('aria-invalid')).toBe('true'));
    const says = document.getElementById(wrong.getAttribute('aria-describedby') ?? '');
    expect(says?.textContent).toMatch(/^The directory ID "d-1" is not accepted/);
  });

  test('speaks Japanese when it is told to', async () => {
    await openStart({ settings: { language: 'ja' } });
    expect(document.documentElement.lang).toBe('ja');
    expect(screen.getByRole('button', { name: '確認する' })).toBeTruthy();
  });

  test('shows a run from its start to its result', async () => {
    await openStart();
    await screen.findByText('US West (Oregon)', { selector: 'b' });
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
    const { headline, causes } = spokenOf(pcoipBlocked, 'en');
    const title = { level: 2, name: causes[0]?.title ?? '' } as const;
    expect(await screen.findByRole('heading', title, { timeout: 10_000 })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(headline);
  }, 20_000);

  test('lists no demonstration among the checks of this computer', async () => {
    await openStart({ history: [{ ...ready, id: 'demo', simulated: true }] });
    expect(await screen.findByText('No checks on this computer yet.')).toBeTruthy();
  });
});
