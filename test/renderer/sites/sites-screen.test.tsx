import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import { makeWorld } from '../fixtures/world.ts';

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

test('says where a port is shut that is open elsewhere, and every cell its status', async () => {
  window.location.hash = '#/sites/run%3Apcoip-blocked/run%3Aready';
  render(<App agent={makeWorld()} />);
  const title = await screen.findByRole('heading', { level: 1, name: /shut at/ });
  expect(title.textContent).toMatch(/^TCP 4172.*: shut at pcoip-blocked, not everywhere\.$/);
  const table = screen.getByRole('table', { name: 'Firewall rules by site' });
  const [row] = within(table).getAllByRole('row', { name: /Health check servers TCP 4172/ });
  expect(row?.textContent).toMatch(/Fail: silent.*Pass: open/);
  const foot = within(table).getByRole('row', { name: /^So, at this site/ });
  expect(foot.textContent).toMatch(/Not ready.*Ready/);
});

test('a report beside another one is chosen by a box, and stands in the address', async () => {
  window.location.hash = '#/sites/run%3Apcoip-blocked';
  render(<App agent={makeWorld()} />);
  await screen.findByRole('heading', { level: 1, name: 'Choose what stands beside it.' });
  const boxes = await screen.findAllByRole('checkbox');
  const other = boxes.find((box) => box instanceof HTMLInputElement && !box.checked);
  if (other === undefined) throw new Error('nothing to choose');
  fireEvent.click(other);
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/sites\/run%3Apcoip-blocked\/run%3A/));
});
