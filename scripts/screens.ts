/** Every screen and state that is drawn and scanned: where it is, when it is there, what is pressed first. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildRenderer } from './build-renderer.mjs';
import { serveFolder } from './serve-folder.ts';

const root = new URL('..', import.meta.url).pathname;
const BUILT = join(root, '.cache/screens');
let building: Promise<unknown> | undefined;

/** The screens on the fake engine, on loopback; built once by each program. */
export async function serveScreens(): Promise<Awaited<ReturnType<typeof serveFolder>>> {
  building ??= buildRenderer({ outdir: BUILT, entry: join(root, 'test/renderer/screens/main.tsx') });
  await building;
  return serveFolder(BUILT);
}

export interface Screen {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  readonly hash: string;
  /** Selector that says that the screen is there. */
  readonly ready: string;
  readonly act?: (page: Page) => Promise<void>;
  /** Part that axe scans; without it the whole page. An open list hides the rest of the page from screen readers by design. */
  readonly scan?: string;
  /** At 1280 by 860 the page needs no scroll bar: a box of it scrolls, or little stands there. */
  readonly fits?: true;
  /** False: the window alone, for dialogs over a page. */
  readonly full?: boolean;
}

const result = (name: string, extra: Partial<Screen> = {}): Screen => ({
  name: `result-${name}`,
  query: {},
  hash: `#/run/${name}`,
  ready: '.verdict',
  ...extra,
});

async function dropBundle(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'preflight-1432.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('zip'),
  });
  await page.locator('.bundle-note').waitFor();
}

async function openBundleFiles(page: Page): Promise<void> {
  await dropBundle(page);
  await page.locator('.result-links .nav-link').last().click();
  await page.locator('.opened-text .bundle-lines').waitFor();
}

async function openOptions(page: Page): Promise<void> {
  await page.locator('.start-options .fold-button').click();
  await page.locator('.segmented-option').nth(4).click();
  await page.locator('.options textarea').first().fill('sso.contoso.example:443');
}

async function openFirstRule(page: Page): Promise<void> {
  await page.locator('.proof-open').first().click();
  await page.locator('.proof-detail').waitFor();
}

async function dropLog(page: Page): Promise<void> {
  const lines = [
    '2026-11-29T14:29:58.101Z INFO starting',
    '2026-11-29T14:30:01.220Z ERROR net::ERR_NAME_NOT_RESOLVED at the broker',
    '2026-11-29T14:30:31.004Z ERROR connect ETIMEDOUT 44.234.54.17:4172',
    '2026-11-29T14:30:31.410Z WARN We couldn’t launch your WorkSpace. Please try again.',
  ];
  await page.locator('.explain input[type=file]').setInputFiles({
    name: 'client-log.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(lines.join('\n')),
  });
  await page.locator('.explain-lines').waitFor();
}

const PREPARED = `#/prepared/${encodeURIComponent(
  'preflight:check?v=1&region=us-west-2&profile=zero-client&protocol=pcoip&also=sso.contoso.example:443&also=probe.contoso.example:4172&from=IT helpdesk Contoso&note=Ticket 48213. Please run it once with the VPN and once without.',
)}`;

export const SCREENS: readonly Screen[] = [
  { name: 'prepared', query: {}, hash: PREPARED, ready: '.prepared .start-plan .quiet' },
  {
    name: 'prepared-refused',
    query: {},
    hash: `${PREPARED}%26proxy%3Dx`,
    ready: '.empty .link',
  },
  { name: 'ja-prepared', query: { language: 'ja' }, hash: PREPARED, ready: '.prepared .start-plan .quiet' },
  { name: 'start-options', query: {}, hash: '#/', ready: '.code-message .icon', act: openOptions },
  {
    name: 'ja-start-options',
    query: { language: 'ja' },
    hash: '#/',
    ready: '.code-message .icon',
    act: openOptions,
  },
  { name: 'start', query: {}, hash: '#/', ready: '.code-message .icon' },
  { name: 'start-first', query: { first: '', history: 'none' }, hash: '#/', ready: '.start-side' },
  {
    name: 'start-code',
    query: {},
    hash: '#/',
    ready: '.code-message .icon',
    act: async (page) => {
      await page.getByRole('combobox').fill('WSpdx+ABC12D');
    },
  },
  {
    name: 'start-list',
    scan: '.code-popover',
    query: {},
    hash: '#/',
    ready: '.code-message .icon',
    full: false,
    act: async (page) => {
      await page.getByRole('combobox').fill('or');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'start-plan',
    query: {},
    hash: '#/',
    ready: '.start-plan .link:not([data-disabled])',
    full: false,
    act: async (page) => {
      await page.locator('.start-plan .link').click();
      await page.getByRole('dialog').locator('.fold').first().waitFor();
    },
  },
  {
    name: 'start-demonstration',
    query: {},
    hash: '#/',
    ready: '.start-side',
    full: false,
    act: async (page) => {
      await page.locator('.start-side .link').last().click();
      await page.locator('.scenario').first().waitFor();
    },
  },
  {
    name: 'start-error',
    query: { failing: '' },
    hash: '#/',
    ready: '.code-message .icon',
    act: async (page) => {
      await page.locator('.start-go').click();
      await page.locator('.start-error').waitFor();
    },
  },
  {
    name: 'run',
    query: { freeze: '7000', next: 'one-region' },
    hash: '#/',
    ready: '.code-message .icon',
    act: async (page) => {
      await page.locator('.start-go').click();
      await page.locator('.strip-plot circle').first().waitFor();
    },
  },
  result('pcoip-blocked'),
  result('ready'),
  result('udp-unproven'),
  result('offline'),
  result('captive'),
  result('dns-dead'),
  result('slow'),
  result('accepts-all'),
  result('cancelled'),
  result('repeated', { ready: '.repeat' }),
  { ...result('repeated', { ready: '.repeat' }), name: 'ja-result-repeated', query: { language: 'ja' } },
  {
    ...result('ready'),
    name: 'result-ready-open',
    act: async (page) => {
      for (const button of await page.locator('.fold-button').all()) await button.click();
    },
  },
  {
    ...result('pcoip-blocked'),
    name: 'result-rules',
    full: false,
    act: async (page) => {
      await page.locator('.remedy-links button').first().click();
      await page.locator('.rules-text').waitFor();
    },
  },
  { name: 'regions', query: {}, hash: '#/run/pcoip-blocked/regions', ready: '.regions-table' },
  { name: 'regions-one', query: {}, hash: '#/run/slow/regions', ready: '.regions-table' },
  { name: 'checks', query: {}, hash: '#/run/pcoip-blocked/checks', ready: '.checks-table' },
  {
    name: 'checks-none',
    query: {},
    hash: '#/run/pcoip-blocked/checks',
    ready: '.checks-table',
    act: async (page) => {
      await page.getByRole('searchbox').fill('printer');
      await page.locator('.checks-empty').waitFor();
    },
  },
  {
    name: 'checks-detail',
    query: {},
    hash: '#/run/pcoip-blocked/checks?focus=dcv%2Fudp-unproven%40us-west-2',
    ready: '.check-detail',
    fits: true,
  },
  {
    name: 'proof',
    query: {},
    hash: '#/run/pcoip-blocked/proof',
    ready: '.proof-table',
    act: openFirstRule,
  },
  {
    name: 'proof-after',
    query: { next: 'ready', based: 'pcoip-blocked' },
    hash: '#/run/ready/proof',
    ready: '.proof-ticket',
  },
  {
    name: 'ja-proof',
    query: { language: 'ja' },
    hash: '#/run/pcoip-blocked/proof',
    ready: '.proof-table',
    act: openFirstRule,
  },
  {
    name: 'ja-proof-after',
    query: { language: 'ja', next: 'ready', based: 'pcoip-blocked' },
    hash: '#/run/ready/proof',
    ready: '.proof-ticket',
  },
  {
    name: 'sites',
    query: {},
    hash: '#/sites/run%3Apcoip-blocked/run%3Aready/run%3Audp-unproven/run%3Aslow',
    ready: '.sites-foot',
  },
  {
    name: 'ja-sites',
    query: { language: 'ja' },
    hash: '#/sites/run%3Apcoip-blocked/run%3Aready/run%3Audp-unproven/run%3Aslow',
    ready: '.sites-foot',
  },
  { name: 'sites-one', query: {}, hash: '#/sites/run%3Apcoip-blocked', ready: '.sites-choice' },
  { name: 'plan', query: {}, hash: '#/run/pcoip-blocked/plan', ready: '.plan-page .fold' },
  { name: 'bundle', query: {}, hash: '#/run/pcoip-blocked/bundle', ready: '.bundle-lines' },
  { name: 'bundle-error', query: { failing: '' }, hash: '#/run/pcoip-blocked/bundle', ready: '[role=alert]' },
  { name: 'history', query: {}, hash: '#/history', ready: '.history-table' },
  { name: 'history-empty', query: { history: 'none' }, hash: '#/history', ready: '.empty .link' },
  { name: 'history-error', query: { failing: '' }, hash: '#/history', ready: '.empty h1' },
  { name: 'over-time-day', query: {}, hash: '#/over-time/day/2026-11-19', ready: '.ot-events' },
  {
    name: 'over-time-table',
    query: {},
    hash: '#/over-time/day/2026-11-19',
    ready: '.ot-events',
    act: async (page) => {
      await page.locator('.ot-legend .link').first().click();
      await page.locator('.ot-table').waitFor();
    },
  },
  { name: 'over-time-week', query: {}, hash: '#/over-time/week/2026-11-19', ready: '.ot-row-link' },
  { name: 'over-time-month', query: {}, hash: '#/over-time/month/2026-11-19', ready: '.ot-row-link' },
  { name: 'over-time-all', query: {}, hash: '#/over-time/year/2026-11-19', ready: '.ot-row-link' },
  { name: 'over-time-empty', query: {}, hash: '#/over-time/day/2026-11-14', ready: '.ot-none .link' },
  {
    name: 'ja-over-time-day',
    query: { language: 'ja' },
    hash: '#/over-time/day/2026-11-19',
    ready: '.ot-events',
  },
  {
    name: 'ja-over-time-month',
    query: { language: 'ja' },
    hash: '#/over-time/month/2026-11-19',
    ready: '.ot-row-link',
  },
  { name: 'compare', query: {}, hash: '#/compare/run%3Apcoip-blocked/run%3Aready', ready: '.sides' },
  { name: 'pair', query: {}, hash: '#/pair/pcoip-blocked', ready: '.pair-first .status' },
  { name: 'ja-pair', query: { language: 'ja' }, hash: '#/pair/pcoip-blocked', ready: '.pair-first .status' },
  {
    name: 'compare-error',
    query: { failing: '' },
    hash: '#/compare/run%3Apcoip-blocked/run%3Aready',
    ready: '.empty h1',
  },
  { name: 'bundles', query: {}, hash: '#/bundles', ready: '.drop-panel' },
  { name: 'bundle-opened', query: {}, hash: '#/bundles', ready: '.drop-panel', act: dropBundle },
  {
    name: 'bundle-files',
    query: {},
    hash: '#/bundles',
    ready: '.drop-panel',
    act: openBundleFiles,
  },
  {
    name: 'bundle-record',
    query: {},
    hash: '#/bundles',
    ready: '.drop-panel',
    act: async (page) => {
      await openBundleFiles(page);
      await page.locator('.opened-name', { hasText: 'streaming.jsonl' }).click();
      await page.locator('.record-row').first().click();
      await page.locator('.record-lines .bundle-lines').waitFor();
    },
  },
  {
    name: 'bundle-judged',
    query: {},
    hash: '#/bundles',
    ready: '.drop-panel',
    act: async (page) => {
      await dropBundle(page);
      await page.locator('.verdict-actions a.link').click();
      await page.locator('.note[role=status]').waitFor();
    },
  },
  { name: 'settings', query: {}, hash: '#/settings', ready: '.setting-list', fits: true },
  {
    name: 'history-undo',
    query: {},
    hash: '#/history',
    ready: '.history-table',
    act: async (page) => {
      await page.locator('.history-table .link').nth(1).click();
      await page.locator('.undo-open').waitFor();
    },
  },
  { name: 'gone', query: { health: 'lost' }, hash: '#/', ready: '.gone' },
  { name: 'ended', query: { health: 'ended' }, hash: '#/', ready: '.empty' },
  {
    name: 'explain',
    query: {},
    hash: '#/explain',
    ready: 'textarea',
    act: async (page) => {
      await page.locator('textarea').fill('We couldn’t connect to your WorkSpace');
      await page.locator('.explain-go .button').click();
      await page.locator('.explain-match').waitFor();
    },
  },
  { name: 'explain-log', query: {}, hash: '#/explain', ready: 'textarea', act: dropLog },
  { name: 'ja-explain-log', query: { language: 'ja' }, hash: '#/explain', ready: 'textarea', act: dropLog },
  {
    name: 'explain-unknown',
    query: {},
    hash: '#/explain',
    ready: 'textarea',
    act: async (page) => {
      await page.locator('textarea').fill('My printer prints stripes since the update');
      await page.locator('.explain-go .button').click();
      await page.locator('.explain-match').waitFor();
    },
  },
  { name: 'not-found', query: {}, hash: '#/run/gone', ready: '.empty .link' },
  { name: 'states', query: { states: '' }, hash: '', ready: '.journey' },
  { ...result('pcoip-blocked'), name: 'ja-result', query: { language: 'ja' } },
  { name: 'ja-start', query: { language: 'ja' }, hash: '#/', ready: '.code-message .icon' },
  {
    name: 'ja-checks',
    query: { language: 'ja' },
    hash: '#/run/pcoip-blocked/checks',
    ready: '.checks-table',
  },
  {
    name: 'ja-bundle',
    query: { language: 'ja' },
    hash: '#/run/pcoip-blocked/bundle',
    ready: '.bundle-lines',
  },
  {
    name: 'ja-bundle-files',
    query: { language: 'ja' },
    hash: '#/bundles',
    ready: '.drop-panel',
    act: openBundleFiles,
  },
  { name: 'ja-settings', query: { language: 'ja' }, hash: '#/settings', ready: '.setting-list' },
  {
    name: 'ja-regions',
    query: { language: 'ja' },
    hash: '#/run/pcoip-blocked/regions',
    ready: '.regions-table',
  },
];
