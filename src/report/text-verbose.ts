/** What `--verbose` adds: what passes by port, the causes with their evidence and rule, the figures, what was not tested. Pure. */
import { vocabularyOf } from '../words/languages.ts';
import type { CauseLine, Spoken } from '../words/spoken.ts';
import { decidingName } from '../words/speakable.ts';
import type { Report } from './report.ts';
import { madeText } from './describe-checks.ts';
import { localTime } from './local-time.ts';
import { terminalSafe } from './safe-text.ts';
import { TONE_OF_SEVERITY, signOf, type Pen } from './text-style.ts';
import { hangText, lengthOf, padTo, wrapText } from '../core/wrap-text.ts';

export function verboseBlocks(report: Report, spoken: Spoken, pen: Pen): string[][] {
  return [
    portBlock(spoken, pen),
    ...spoken.causes.map((cause) => causeBlock(cause, pen)),
    noticeBlock(spoken, pen),
    figureBlock(report, spoken, pen),
    notTestedBlock(spoken, pen),
    madeBlock(report, pen),
  ];
}

function heading(text: string, { style, paint }: Pen): string {
  return paint('strong', style.language === 'en' ? text.toUpperCase() : text);
}

/** One line for each role and port: `Health check servers  TCP 4172  ✗ silent  0 of 6`. */
function portBlock({ rows, lanes }: Spoken, pen: Pen): string[] {
  const { style, paint } = pen;
  const { face } = vocabularyOf(style.language);
  const lines = rows.flatMap(({ name, cells }) =>
    cells.filter(({ state }) => state !== 'not-needed').map((cell) => ({ name, ...cell })),
  );
  if (lines.length === 0) return [];
  const widest = Math.max(...lines.map(({ name }) => lengthOf(name)));
  const longest = Math.max(...lines.map(({ tone, word }) => lengthOf(`${signOf(tone, style)} ${word}`)));
  return [
    heading(face.ports, pen),
    ...lines.map(({ name, port, transport, tone, word, count }) => {
      const told = `${signOf(tone, style)} ${word}`;
      const place = padTo(`${transport.toUpperCase()} ${port}`, 9);
      return `  ${padTo(name, widest)}  ${place} ${padTo(paint(tone, told), longest)} ${count}`.trimEnd();
    }),
    `  ${lanes.map(({ name, tone, word }) => `${name} ${paint(tone, `${signOf(tone, style)} ${word}`)}`).join('   ')}`,
  ];
}

function causeBlock(cause: CauseLine, pen: Pen): string[] {
  const { style, paint } = pen;
  const { face, comma } = vocabularyOf(style.language);
  const tone = TONE_OF_SEVERITY[cause.severity];
  const place = cause.region === null ? '' : `${comma}${cause.region}`;
  return [
    ...hangText(terminalSafe(cause.title), { lead: `${signOf(tone, style)} `, width: style.width }).map(
      (line) => paint(tone, paint('strong', line)),
    ),
    ...wrapText(terminalSafe(`${cause.where}${place} (${cause.code})`), style.width - 2).map((line) =>
      paint('quiet', `  ${line}`),
    ),
    ...hangText(terminalSafe(cause.explanation), { lead: '  ', width: style.width }),
    ...cause.evidence.flatMap(({ tone: seen, text }) =>
      hangText(terminalSafe(text), { lead: `  ${signOf(seen, style)} `, width: style.width }),
    ),
    ...hangText(terminalSafe(cause.sources.join('; ')), {
      lead: `  ${face.rule}  `,
      width: style.width,
      paint: (it) => paint('quiet', it),
    }),
  ];
}

function noticeBlock({ notices }: Spoken, pen: Pen): string[] {
  if (notices.length === 0) return [];
  const { style } = pen;
  const { face } = vocabularyOf(style.language);
  return [
    heading(face.notices, pen),
    ...notices.flatMap(({ title, code }) =>
      hangText(terminalSafe(`${title} (${code})`), {
        lead: `  ${signOf('not-tested', style)} `,
        width: style.width,
      }),
    ),
  ];
}

function figureBlock(report: Report, { figures }: Spoken, pen: Pen): string[] {
  if (figures.length === 0) return [];
  const { style, paint } = pen;
  const { face, semicolon } = vocabularyOf(style.language);
  const widest = Math.max(...figures.map(({ name }) => lengthOf(name)));
  return [
    heading(face.figures(terminalSafe(decidingName(report, style.language))), pen),
    ...figures.flatMap(({ name, value, how }) =>
      hangText(terminalSafe(how === null ? value : `${value}${semicolon}${how}`), {
        lead: `  ${padTo(name, widest)}  `,
        width: style.width,
        paint: (it) => paint('quiet', it),
      }),
    ),
  ];
}

function notTestedBlock({ notTested }: Spoken, pen: Pen): string[] {
  if (notTested.length === 0) return [];
  const { face } = vocabularyOf(pen.style.language);
  return [
    heading(face.notTested, pen),
    ...notTested.flatMap((line) => hangText(terminalSafe(line), { lead: '  ', width: pen.style.width })),
  ];
}

function madeBlock(report: Report, { style, paint }: Pen): string[] {
  const v = vocabularyOf(style.language);
  const { createdAt, host } = report;
  const made = [madeText(report, v), localTime(createdAt, host.timezone)].join(v.comma);
  return [...wrapText(v.limitOfSight, style.width), ...wrapText(terminalSafe(made), style.width)].map(
    (line) => paint('quiet', line),
  );
}
