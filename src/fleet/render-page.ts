/** Many bundles as one static page: no script, nothing loaded from anywhere, every stranger's word made inert. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { VERDICTS } from '../core/words.ts';
import { HTML_STYLE } from '../report/html-style.ts';
import { localSpan, localTime } from '../report/local-time.ts';
import { markupSafe } from '../report/safe-text.ts';
import { vocabularyOf } from '../words/languages.ts';
import { groupName } from './render-text.ts';
import { causeLead, causeLines, countedText, headlineLines, machinesText } from './say-summary.ts';
import { DIMENSIONS, type BundleSummary, type Dimension, type SummaryCause } from './summarise.ts';

/** A page with more rows is slow to open; CSV and JSON lines have all. */
const MOST_MEMBERS = 2000;
const MOST_ROWS = 100;
const MOST_CAUSES = 20;

const OWN_STYLE = `
.bins{display:block;width:100%;max-width:720px;height:auto;margin:8px 0}.bins rect{fill:var(--fail)}.bins text{font-size:11px;fill:var(--ink3)}
.lead{font-size:17px;line-height:26px;color:var(--ink2)}.scroll{overflow-x:auto}`;

export function renderFleetPage(summary: BundleSummary, language: Language): string {
  const { fleet: words } = vocabularyOf(language);
  const title = markupSafe(headlineLines(summary, language).lead);
  const body = [
    leadOf(summary, language),
    ...summary.causes.slice(0, MOST_CAUSES).map((cause) => causePanel(cause, language)),
    ...DIMENSIONS.map((dimension) => groupTable(summary, dimension, language)),
    membersTable(summary, language),
    notCounted(summary, language),
  ].join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>${HTML_STYLE}${OWN_STYLE}</style></head><body><main>
${body}
<footer class="quiet">${markupSafe(words.foot)}</footer>
</main></body></html>
`;
}

function leadOf(summary: BundleSummary, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  const { lead, lines } = headlineLines(summary, language);
  const counted = countedText(summary, language);
  const verdicts = VERDICTS.filter((one) => summary.verdicts[one] > 0).map(
    (one) => `${sayIn(language).number(summary.verdicts[one])} ${words.verdicts[one]}`,
  );
  return `<h1>${markupSafe(lead)}</h1>
${lines.map((line) => `<p class="lead">${markupSafe(line)}</p>`).join('\n')}
<p class="quiet">${markupSafe([counted, ...verdicts].join(' · '))}</p>`;
}

function causePanel(cause: SummaryCause, language: Language): string {
  return `<section class="panel"><h2>${markupSafe(causeLead(cause, language))}</h2>
${binsOf(cause, language)}
<ul>${causeLines(cause, language)
    .map((line) => `<li>${markupSafe(line)}</li>`)
    .join('')}</ul></section>`;
}

const [WIDTH, HEIGHT, BAR] = [720, 64, 48];

/** Machines by their first bad run, in bins of ten minutes on one axis. */
function binsOf({ bins }: SummaryCause, language: Language): string {
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return '';
  const start = Date.parse(first.at);
  const steps = Math.max(1, (Date.parse(last.at) - start) / 600_000 + 1);
  const most = bins.reduce((high, { machines }) => Math.max(high, machines), 1);
  const width = Math.min(24, WIDTH / steps);
  const bars = bins.map(({ at, machines }) => {
    const height = Math.max(2, (machines / most) * BAR);
    const x = ((Date.parse(at) - start) / 600_000) * width;
    return `<rect x="${x.toFixed(1)}" y="${(BAR - height).toFixed(1)}" width="${Math.max(1, width - 1).toFixed(1)}" height="${height.toFixed(1)}"/>`;
  });
  const { fleet: words } = vocabularyOf(language);
  const label = markupSafe(words.arrivals(localTime(first.at), localTime(last.at), most));
  return `<svg class="bins" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${bars.join('')}<text x="0" y="61">${label}</text></svg>`;
}

function groupTable({ groups }: BundleSummary, dimension: Dimension, language: Language): string {
  const { summary: words, fleet } = vocabularyOf(language);
  const say = sayIn(language);
  const rows = groups[dimension].slice(0, MOST_ROWS).map((group) => {
    const verdicts = VERDICTS.map((one) => `<td class="figure">${say.number(group.verdicts[one])}</td>`).join(
      '',
    );
    const name = markupSafe(groupName(group, dimension, language));
    return `<tr><td>${name}</td><td class="figure">${markupSafe(machinesText(group, language))}</td>${verdicts}<td>${markupSafe(localSpan(group.first, group.last, words.span))}</td></tr>`;
  });
  const more = groups[dimension].length - rows.length;
  const head = [
    words.by[dimension],
    fleet.machines,
    ...VERDICTS.map((one) => words.verdicts[one]),
    fleet.when,
  ];
  return `<h2>${markupSafe(words.by[dimension])}</h2>
${tableOf(head, rows)}${more > 0 ? `<p class="quiet">${markupSafe(words.more(more))}</p>` : ''}`;
}

function tableOf(head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((cell) => `<th scope="col">${markupSafe(cell)}</th>`).join('');
  return `<div class="scroll"><table><thead><tr>${cells}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function membersTable({ members }: BundleSummary, language: Language): string {
  const { summary: words, fleet } = vocabularyOf(language);
  const shown = members.slice(-MOST_MEMBERS).reverse();
  const rows = shown.map(({ time, timeFrom, site, machine, verdict, codes, file }) => {
    const about = timeFrom === 'file' ? '~' : '';
    const cells = [
      `${about}${localTime(time)}`,
      site ?? words.noSite,
      machine ?? '-',
      words.verdicts[verdict],
      codes.join(', '),
      file,
    ];
    return `<tr>${cells.map((cell) => `<td>${markupSafe(cell)}</td>`).join('')}</tr>`;
  });
  const head = [fleet.when, fleet.site, fleet.machine, fleet.verdict, fleet.causes, fleet.file];
  const more = members.length - shown.length;
  return `<details><summary>${markupSafe(fleet.runs(members.length))}</summary>${tableOf(head, rows)}${more > 0 ? `<p class="quiet">${markupSafe(words.more(more))}</p>` : ''}</details>`;
}

function notCounted({ unreadable, notCounted: left, oddTimes }: BundleSummary, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  const lists: readonly (readonly [string, readonly string[]])[] = [
    [words.unreadable(unreadable.length), unreadable.map(({ file, why }) => `${file}: ${why}`)],
    [
      words.duplicates(left.duplicates.length),
      left.duplicates.map(({ file, of }) => words.duplicateOf(file, of)),
    ],
    [words.oddTimes(oddTimes.length), oddTimes.map(({ file, why }) => `${file}: ${words.odd[why]}`)],
  ];
  return lists
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => {
      const rows = lines.slice(0, MOST_ROWS).map((one) => `<li>${markupSafe(one)}</li>`);
      const more = lines.length - rows.length;
      return `<details><summary>${markupSafe(title)}</summary><ul>${rows.join('')}${more > 0 ? `<li>${markupSafe(words.more(more))}</li>` : ''}</ul></details>`;
    })
    .join('\n');
}
