/**
 * Issue 12, acceptance 1: every demonstration in every language, read on the page as people see it, against the terminal, the HTML file and
 * the ticket of the same report. One headline, one line for each protocol, one list of causes, one state and count for each role and port.
 */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../../src/core/language.ts';
import { STATUSES } from '../../src/core/words.ts';
import { SITUATIONS } from '../../src/net/simulated/situation.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderText } from '../../src/report/render-text.ts';
import { reportSchema, type Report } from '../../src/report/report.ts';
import { PLAIN_TEXT, signOf } from '../../src/report/text-style.ts';
import type { Vocabulary } from '../../src/words/en/index.ts';
import { vocabularyOf } from '../../src/words/languages.ts';
import { visit } from './chromium.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  openPage,
  runDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** What a demonstration must be called by its verdict: the words that a person reads. */
const HEADLINES: Readonly<Record<string, string>> = {
  ready: 'Ready. DCV gets through; PCoIP too, as far as can be proved.',
  'pcoip-blocked': 'PCoIP is blocked here. DCV is ready.',
  'name-lookup-dead': "This network's address book (DNS) does not answer.",
  'captive-portal': 'This network wants you to sign in first.',
  offline: 'This computer has no network.',
  'clock-wrong': 'The clock of this computer is 730 days slow.',
};

/** Demonstrations mostly wait: several at once, each with a server of its own. */
const AT_ONCE = 4;

export async function testWalk(suite: Suite, browser: Browser): Promise<void> {
  const share = (at: number) => SITUATIONS.filter((_, index) => index % AT_ONCE === at);
  await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => walk(suite, browser, share(at))));
}

/** Those with these ids alone, one after the other. */
export function walkThrough(suite: Suite, browser: Browser, ids: readonly string[]): Promise<void> {
  return walk(
    suite,
    browser,
    SITUATIONS.filter(({ id }) => ids.includes(id)),
  );
}

async function walk(suite: Suite, browser: Browser, situations: typeof SITUATIONS): Promise<void> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  await allowDemonstrationsOnly(page, complaints);
  const file = await context.newPage();
  await openPage(page, served.url);
  for (const { id, title } of situations)
    await suite.test(
      `walk in ${browser.browserType().name()}: ${id}, page, terminal, HTML and ticket say the same`,
      async () => {
        await speakIn(page, 'en');
        const headline = await runDemonstration(page, title);
        assert.equal(headline, HEADLINES[id] ?? headline);
        const result = new URL(page.url()).hash;
        for (const language of LANGUAGES) await compareIn(language, { page, file, result });
        assertCalm(complaints.splice(0));
      },
    );
  await context.close();
  await served.stop();
}

interface Place {
  readonly page: Page;
  /** Where the HTML file is opened. */
  readonly file: Page;
  /** The address of the result. */
  readonly result: string;
}

async function compareIn(language: Language, { page, file, result }: Place): Promise<void> {
  // The run that was watched ends in English; a reload reads it from the history.
  if (language !== 'en') {
    await speakIn(page, language);
    await page.reload();
    await verdict(page);
  }
  const report = await reportOf(page, result);
  const seen = await readPage(page);
  await file.setContent(renderHtml(report, language));
  assert.deepEqual(await readHtml(file, vocabularyOf(language)), seen, `the HTML file in ${language}`);
  assertTerminal(renderText(report, { ...PLAIN_TEXT, language }, { verbose: true, exit: null }), seen);
  assertTicket(renderMarkdown(report, { bundle: null, language }), seen);
}

/** A call of the page's own, with its key. */
async function ask(page: Page, command: string, argument: unknown): Promise<unknown> {
  const reply = await page.evaluate(
    async ({ path, body }) => {
      const key = sessionStorage.getItem('preflight-key') ?? '';
      const headers = { 'content-type': 'application/json', 'x-preflight-key': key };
      return (await fetch(path, { method: 'POST', body, headers })).json() as Promise<{ value?: unknown }>;
    },
    { path: `/api/${command}`, body: JSON.stringify(argument) },
  );
  return reply.value;
}

async function speakIn(page: Page, language: Language): Promise<void> {
  await ask(page, 'settings.set', { language });
}

async function reportOf(page: Page, result: string): Promise<Report> {
  const id = result.split('/')[2] ?? '';
  const { report } = (await ask(page, 'history.open', { id })) as { report: unknown };
  return reportSchema.parse(report);
}

/** What one face says, without blanks: lines break where the window ends. */
interface Seen {
  readonly headline: string;
  /** Name, word and sentence of each protocol. */
  readonly protocols: readonly string[];
  /** Titles of the cause and of what was also found. */
  readonly causes: readonly string[];
  readonly notices: readonly string[];
  /** Role, `TCP 443`, status and word with count, in the order of names. */
  readonly cells: readonly string[];
}

/** Statuses as the terminal writes them. */
const SIGNS = Object.fromEntries(STATUSES.map((status) => [status, signOf(status, PLAIN_TEXT)]));

async function readPage(page: Page): Promise<Seen> {
  const closed = page.locator('.fold:has(.matrix) .fold-button[aria-expanded=false]');
  if ((await closed.count()) > 0) await closed.first().click();
  await page.locator('.matrix-fold').click();
  const seen = await page.evaluate((signs) => {
    const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll(selector)];
    // Words for screen readers alone are not what stands in the other faces.
    const told = (element: Element | undefined): string => {
      const copy = element?.cloneNode(true) as Element | undefined;
      copy?.querySelectorAll('.hidden, svg').forEach((one) => one.remove());
      return (copy?.textContent ?? '').replace(/\s/g, '');
    };
    const columns = all('.matrix thead tr:last-child th').map(told);
    const cellsOf = (row: Element): string[] =>
      all('td', row).flatMap((td, index) =>
        all('.cell', td).map((cell) => {
          const tone = /tone-([\w-]+)/.exec(all('.status', cell)[0]?.className ?? '')?.[1] ?? '';
          // The way around is one column of both transports; names have no port of their own.
          const [, transport, words = ''] = /^(TCP|UDP)?(.*)$/.exec(told(cell)) ?? [];
          const place = transport === undefined ? (columns[index + 1] ?? '') : `${transport}443`;
          const isNames = row.matches(':has(~ tr .matrix-fold)');
          return [told(all('th', row)[0]), isNames ? '' : place, `${signs[tone]}${words}`].join(' ');
        }),
      );
    const roles = all('.matrix tbody tr:not(:has(.matrix-fold), .matrix-round-trip, .matrix-session)');
    return {
      headline: told(all('.verdict h1')[0]),
      protocols: all('.forecast').map((one) =>
        ['dt', '.status', 'p'].map((part) => told(all(part, one)[0])).join(' '),
      ),
      causes: all('#cause-title, .others .finding-title:has(svg)').map(told),
      notices: all('.others .finding-title:not(:has(svg))').map(told),
      cells: roles.flatMap(cellsOf).sort(),
    };
  }, SIGNS);
  assert.ok(seen.headline !== '' && seen.protocols.length > 0 && seen.cells.length > 0, 'the page is silent');
  return seen;
}

function readHtml(file: Page, { cell }: Vocabulary): Promise<Seen> {
  const unused = cell['not-needed'].replaceAll(/\s/g, '');
  return file.evaluate(
    ({ signs, unused: skipped }) => {
      const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll(selector)];
      const told = (element: Element | undefined) => (element?.textContent ?? '').replace(/\s/g, '');
      const protocolOf = (one: Element): string => {
        const word = told(all('.word', one)[0]);
        return [told(all('h3', one)[0]).slice(0, -word.length), word, told(all('small', one)[0])].join(' ');
      };
      const rows = all('section > table tr:has(th + td + td .word)').map((row) => {
        const [place, word, count] = all('td', row);
        const tone = all('.word', row)[0]?.classList[1] ?? '';
        const where = told(place).endsWith('53') ? '' : told(place);
        return {
          word: told(word),
          cell: [told(all('th', row)[0]), where, `${signs[tone]}${told(word)}${told(count)}`],
        };
      });
      return {
        headline: told(all('.verdict h1')[0]),
        protocols: all('.protocols > div').map(protocolOf),
        causes: all('section.panel > h2').map(told),
        notices: all('section > details:has(> p) > summary').map(told),
        cells: rows
          .filter(({ word }) => word !== skipped)
          .map((row) => row.cell.join(' '))
          .sort(),
      };
    },
    { signs: SIGNS, unused },
  );
}

/** `  Health check servers  TCP 4172  ✗ silent  0 of 6` */
const PORT_LINE = /^ {2}(\S.*?) {2,}(TCP|UDP) (\d+) +([✓▲✗?–] .*)$/;
/** A cause, its words behind it; the headline stands so too. */
const TITLE_LINE = /^[✓▲✗?–] /gm;

function assertTerminal(text: string, { headline, protocols, causes, notices, cells }: Seen): void {
  const lines = text.split('\n').map((line) => PORT_LINE.exec(line));
  const told = lines.flatMap((line) => {
    if (line === null) return [];
    const [, name = '', transport, port, words = ''] = line;
    return [[squashed(name), port === '53' ? '' : `${transport}${port}`, squashed(words)].join(' ')];
  });
  assert.deepEqual(told.sort(), cells, 'states and counts in the terminal');
  const squash = squashed(text);
  for (const words of [headline, ...causes, ...notices])
    assert.ok(squash.includes(words), `the terminal lacks ${words}`);
  for (const line of protocols) {
    const [name, word, sentence] = line.split(' ');
    const written = Object.values(SIGNS).map((sign) => `${name}${sign}${word}${sentence}`);
    assert.ok(
      written.some((one) => squash.includes(one)),
      `the terminal lacks ${line}`,
    );
  }
  assert.equal(text.match(TITLE_LINE)?.length, causes.length + 1, 'the headline, and the causes of the page');
}

/** What stands between a name, its word and its sentence, in each language. */
const JOINTS = [
  [':', '.'],
  ['：', '。'],
] as const;

/** `- Title (error, where it lies, us-west-2, pcoip/tcp-filtered)` */
const FINDING_LINE = /^(?:- )?(.+?) \(.*(?:, |、)[a-z0-9-]+\/[a-z0-9-]+\)$/gm;

function assertTicket(text: string, { headline, protocols, causes }: Seen): void {
  const squash = squashed(text);
  assert.ok(squash.includes(headline), `the ticket lacks ${headline}`);
  for (const line of protocols) {
    const [name, word, sentence] = line.split(' ');
    const written = JOINTS.map(
      ([is, stop]) => `-${name}${is}${word}${sentence === '' ? '' : `${stop}${sentence}`}`,
    );
    assert.ok(
      written.some((one) => squash.includes(one)),
      `the ticket lacks ${line}`,
    );
  }
  const found = [...text.matchAll(FINDING_LINE)].map(([, title = '']) => squashed(title));
  assert.deepEqual(found, causes, 'causes in the ticket');
}

function squashed(text: string): string {
  return text.replaceAll(/\s/g, '');
}
