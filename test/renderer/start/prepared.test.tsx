import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import type { RunRequest } from '../../../src/contract/index.ts';
import { makeWorld } from '../fixtures/world.ts';

const LINK =
  'preflight:check?v=1&region=us-west-2&profile=zero-client&also=sso.contoso.example%3A443&from=IT%20helpdesk&note=Ticket%2048213';

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

/** Everything that was asked of the engine, and what was started. */
function open(text: string) {
  const started: RunRequest[] = [];
  window.location.hash = `#/prepared/${encodeURIComponent(text)}`;
  const world = makeWorld({
    speed: Infinity,
    handlers: {
      'run.start': (request) => {
        started.push(request);
        return { runId: 'pcoip-blocked' };
      },
    },
  });
  const asked: string[] = [];
  const agent: typeof world = {
    ...world,
    call: (command, argument) => {
      asked.push(command);
      return world.call(command, argument);
    },
  };
  render(<App agent={agent} />);
  return { started, asked };
}

test('a prepared check is shown and waits; its heading has the focus, so that Enter starts nothing', async () => {
  const { started, asked } = open(LINK);
  const heading = await screen.findByRole('heading', {
    level: 1,
    name: '“IT helpdesk” asks you to check the way to US West (Oregon).',
  });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  fireEvent.keyDown(heading, { key: 'Enter' });
  fireEvent.keyUp(heading, { key: 'Enter' });
  for (const text of ['Zero client', 'sso.contoso.example:443', '“Ticket 48213”', 'not Amazon’s'])
    expect(screen.getByText(text, { exact: false })).toBeTruthy();
  expect(started).toEqual([]);
  expect(
    asked.filter((command) => /^(run\.(start|rerun)|settings\.set|history\.[^l]|bundle)/.test(command)),
  ).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
  await waitFor(() => expect(window.location.hash).toBe('#/run/pcoip-blocked'));
  expect(started).toEqual([
    { region: ['us-west-2'], profile: 'zero-client', also: ['sso.contoso.example:443'] },
  ]);
}, 20_000);

test('what is asked for can be changed first, on the start screen', async () => {
  open(LINK);
  fireEvent.click(await screen.findByRole('button', { name: 'Change something' }));
  const fold = await screen.findByRole('button', { name: /More options/ });
  expect(fold.textContent).toMatch(/Zero client and 1 host of yours/);
}, 20_000);

test('what cannot be used is refused in one line, and starts nothing', async () => {
  const { started } = open('preflight:check?v=1&region=us-west-2&proxy=http%3A%2F%2Fevil.example');
  expect(await screen.findByText(/cannot say "proxy"/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
  expect(started).toEqual([]);
}, 20_000);

test.each([
  ['typed over what stood there', (field: Element) => fireEvent.change(field, { target: { value: LINK } })],
  [
    'pasted beside the last Region',
    (field: Element) => fireEvent.paste(field, { clipboardData: { getData: () => LINK } }),
  ],
])(
  'a text that is %s is opened',
  async (_, enter) => {
    window.location.hash = '';
    render(<App agent={makeWorld({ speed: Infinity })} />);
    await screen.findByText('US West (Oregon)', { selector: 'b' });
    enter(screen.getByRole('combobox'));
    expect(await screen.findByText('A prepared check was opened. Nothing has been sent.')).toBeTruthy();
  },
  20_000,
);
