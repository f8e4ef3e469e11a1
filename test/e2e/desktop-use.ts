/** The desktop shell as a person uses it: the positive control of the attacks, which would also fail on a page that is dead. */
import assert from 'node:assert/strict';
import type { Desktop } from './desktop-app.ts';
import type { Suite } from './suite.ts';

export async function testDesktopUse(suite: Suite, { page }: Desktop): Promise<void> {
  await suite.test('desktop: the start screen opens from app://ui', async () => {
    assert.equal(new URL(page.url()).href.startsWith('app://ui/'), true);
    await page.getByRole('button', { name: 'Check now' }).waitFor();
  });

  await suite.test('desktop: a demonstration runs in the engine process to its verdict', async () => {
    await page.getByRole('button', { name: 'Try a demonstration' }).click();
    await page.locator('.scenario', { hasText: 'UDP blocked' }).click();
    await page
      .locator('.verdict h1')
      .getByText('PCoIP does not work from here.')
      .waitFor({ timeout: 40_000 });
  });
}
