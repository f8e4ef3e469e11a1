/**
 * `npm run review`: what a walk through every screen found contradictory (part A of the review of 2026-11-29), beside what the golden chains
 * say today. Writes docs/proof/ui-review-a.md and fails where a sentence of then is said again, or what should be said is not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainOf, keptRecord } from '../test/golden/chains.ts';
import type { Language } from '../src/core/language.ts';
import { judge } from '../src/judge/judge.ts';
import { assembleReport } from '../src/report/assemble-report.ts';
import { renderMarkdown } from '../src/report/render-markdown.ts';
import { loadTables } from '../src/regions/tables.ts';
import { formatted } from './format-generated.ts';

interface Row {
  readonly id: string;
  /** Network of test/golden; `file:` a text of the source. */
  readonly at: string;
  readonly language?: Language;
  readonly then: string;
  /** What must not be said any more. */
  readonly gone: RegExp;
  /** Lines that must be said. */
  readonly now: readonly RegExp[];
}

const ROWS: readonly Row[] = [
  {
    id: 'A1',
    at: 'clock-wrong',
    language: 'ja',
    then: '「不明 分」 (unknown minutes) in the title of the clock',
    gone: /不明/,
    now: [/時計が 730 日遅れています/],
  },
  {
    id: 'A2',
    at: 'lossy-wifi',
    then: 'loss "on the way, not on this computer", although only the Region was measured long enough',
    gone: /not on this computer/,
    now: [/already between this computer and its router/, /It begins before the first router/],
  },
  {
    id: 'A3',
    at: 'udp-blocked',
    then: 'journey, matrix and cards each chose their own state of a port: "not tested" beside "3 of 3", 443 green under an agent that accepts everything',
    gone: /✓ open\s+0 of/,
    now: [/Health check servers +UDP 4172 +✗ refused +0 of 4/, /Sign-in ✓ gets through +PCoIP ✗ stopped/],
  },
  {
    id: 'A3, agent',
    at: 'accepts-all',
    then: '"Sign-in: not proved" beside a green 443',
    gone: /TCP 4172 +✓ open/,
    now: [
      /TCP 4172 +\? accepted, no proof/,
      /Sign-in ✓ gets through +PCoIP \? not proved +DCV \? not proved/,
    ],
  },
  {
    id: 'A4',
    at: 'udp-blocked',
    then: '"443 and 4195 to the same Region: open" beside "UDP 4195 is refused"',
    gone: /^ *✓ 443 and 4195/m,
    now: [/UDP 4195: refused, 4 of 4/, /TCP 443 to the same Region: open/],
  },
  {
    id: 'A5',
    at: 'file:renderer/features/start/start-side.tsx',
    then: 'demonstrations under "Last checks on this computer"',
    gone: /entries\.slice\(0, 3\)/,
    now: [/A demonstration says nothing of this computer/],
  },
  {
    id: 'A7',
    at: 'streaming-blocked',
    then: 'one cause told twice, the lane of DCV cut and called "Ready with limits"',
    gone: /^Also/m,
    now: [
      /The streaming ports are blocked here\. DCV can only go around, over 443/,
      /DCV ▲ goes around, over 443/,
    ],
  },
  {
    id: 'A8',
    at: 'broker-missing',
    then: '"This network does not find Amazon\'s names", where one of 33 was missing; "3 of 3" without the missing fourth',
    gone: /does not find Amazon/,
    now: [
      /The name ws-broker-service\S+ cannot be found/,
      /Names +UDP 53 +✗ fails +26 of 27/,
      /1 of 27 names have no address/,
    ],
  },
  {
    id: 'A9',
    at: 'ready',
    then: '"Ready. PCoIP and DCV both get through" beside "UDP is unproven"',
    gone: /PCoIP and DCV both get through/,
    now: [/DCV gets through; PCoIP too, as far as can be proved/],
  },
  {
    id: 'A10',
    at: 'slow',
    then: 'two writers of the verdict: ✓ ready in the terminal, ▲ on the page',
    gone: /✓ Slow/,
    now: [/▲ Slow for PCoIP: 217 ms\. DCV is ready/, /PCoIP +▲ Ready with limits/],
  },
  {
    id: 'A11',
    at: 'captive-portal',
    then: '"Not ready · Could not be tested, because of the cause below"',
    gone: /because of the cause below/,
    now: [/PCoIP +✗ Not ready +No session can start before this is fixed/],
  },
  {
    id: 'A11, agent',
    at: 'accepts-all',
    then: '"✗ Not ready, cannot be told"',
    gone: /Not ready/,
    now: [/PCoIP +\? Could not tell +TCP 4172 is accepted even where no host can be/],
  },
  {
    id: 'A12',
    at: 'captive-portal',
    then: '"80: 1 of 1 outside a limit"',
    gone: /outside a limit/,
    now: [/TCP 80 is answered by login\.hotel\.example/],
  },
  {
    id: 'A12, decrypted',
    at: 'decrypted',
    then: '"443: 30 of 30 outside a limit"',
    gone: /outside a limit/,
    now: [/25 of 25 certificates are from another authority/],
  },
  {
    id: 'A13',
    at: 'proxy-password',
    then: '"Your local network: the fault is here", and behind it "Sign-in pages 23 of 26 open"',
    gone: /23 of 26/,
    now: [/Where +the local network/, /Login pages and their parts +TCP 443 +✗ fails +0 of 10/],
  },
  {
    id: 'A14',
    at: 'too-far',
    then: 'one cause told twice ("Too slow for PCoIP", "Also found: Slow"), two ladders of words',
    gone: /^▲ Slow/m,
    now: [
      /Too far for PCoIP: 394 ms\. DCV works with limits/,
      /PCoIP ✗ outside the limits +DCV ▲ with limits/,
    ],
  },
  {
    id: 'A15',
    at: 'cut-by-the-deadline',
    then: '"– over UDP (QUIC), proved", a dash in place of a figure',
    gone: /Ready +– over/,
    now: [/DCV +✓ Ready +Not timed\. Over UDP 4195, which answers/],
  },
  {
    id: 'A16',
    at: 'ready',
    then: 'the same run had 119, 120 and 137 steps, and 11 or 13 addresses',
    gone: /^ *Europe \(Frankfurt\), \d+ checks/m,
    now: [/97 of \d+ checks/],
  },
  {
    id: 'A17',
    at: 'file:renderer/words/en/start-and-run.ts',
    then: '"DCV, PCoIP has not answered yet"',
    gone: /waitingFor: \(lanes: string\) =>/,
    now: [/have not answered yet/],
  },
  {
    id: 'A18',
    at: 'ticket:pcoip-blocked',
    then: 'a ticket began with "Ready with limits (degraded)" under a red cross',
    gone: /^Ready with limits/,
    now: [/^PCoIP is blocked here\. DCV is ready\.$/m],
  },
];

function ticketOf(id: string): string {
  const record = keptRecord(id);
  const tables = loadTables();
  const identity = { edition: 'golden', sha256: '', overlay: null };
  return renderMarkdown(assembleReport(record, judge(record, tables), { tables: identity, language: 'en' }));
}

function textOf({ at, language = 'en' }: Row): string {
  const [kind, name = ''] = at.split(':');
  if (kind === 'file') return readFileSync(name, 'utf8');
  if (kind === 'ticket') return ticketOf(name);
  return chainOf(keptRecord(at))[`${language}.txt`] ?? '';
}

/** The whole line, or what is left of it, without the folds of the terminal. */
function saidOf(text: string, wanted: RegExp): string | null {
  const flat = text.replaceAll(/\n {2,}(?=[a-z])/g, ' ');
  const found = wanted.exec(text) ?? wanted.exec(flat);
  if (found === null) return null;
  const source = wanted.exec(text) === null ? flat : text;
  const from = source.lastIndexOf('\n', found.index) + 1;
  const to = source.indexOf('\n', found.index + found[0].length);
  return source
    .slice(from, to < 0 ? undefined : to)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const cell = (text: string) => text.replaceAll('|', '\\|');
let wrong = 0;
const rows = ROWS.map((row) => {
  const text = textOf(row);
  const said = row.now.map((wanted) => saidOf(text, wanted));
  const held = !row.gone.test(text) && !said.includes(null);
  if (!held) {
    wrong += 1;
    console.error(`${row.id}: ${row.gone.test(text) ? 'said again' : 'not said'} in ${row.at}`);
  }
  const now = said.map((line) => (line === null ? '**not said**' : `\`${line}\``)).join('<br>');
  return `| ${row.id} | ${row.at} | ${cell(row.then)} | ${cell(now)} |`;
});
const PAGE = 'docs/proof/ui-review-a.md';
const page = [
  '# What contradicted itself, and what is said today',
  '',
  'Written by `npm run review` from the golden chains (`test/golden`), a ticket and two lines of the page. A walk through every screen on 2026-11-29',
  'found these statements wrong or at odds with each other. The command fails where one is said again. A6 (proof row by row) is a page of its own.',
  '',
  '| | where | said then | said today |',
  '| --- | --- | --- | --- |',
  ...rows,
  '',
].join('\n');
writeFileSync(join(process.cwd(), PAGE), await formatted(page, PAGE));
console.log(`${ROWS.length} statements, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
