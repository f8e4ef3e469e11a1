/** The one voice: a report and a language in, every sentence that a person reads out. Pure. */
import type { Language } from '../core/language.ts';
import { causeLine, familiesOf, titleOf, whereOf } from './causes.ts';
import { headlineOf } from './headline.ts';
import { figureLines, laneLines, notTestedLines, oldTablesLine, protocolLines, rowLines } from './lines.ts';
import { repeatLines } from './repeat.ts';
import { deciding, figuresHere, worstVerdict, type Speakable } from './speakable.ts';
import type { Spoken } from './spoken.ts';

export function speak(report: Speakable, language: Language): Spoken {
  const families = familiesOf(report.findings);
  const lines = families.map((family) => causeLine(report, family, language));
  const first = deciding(report).find(({ severity }) => severity !== 'notice');
  const figures = figuresHere(report);
  return {
    language,
    mark: worstVerdict(report),
    ...headlineOf(report, language),
    protocols: protocolLines(report, language),
    where: first === undefined ? null : whereOf(report, first, language),
    causes: lines.filter(({ severity }) => severity !== 'notice'),
    notices: lines.filter(({ severity }) => severity === 'notice'),
    rows: rowLines(report, language),
    lanes: laneLines(report, language),
    figures: figures === null ? [] : figureLines(figures, report, language),
    notTested: notTestedLines(report, language),
    repeat:
      report.repeat === undefined
        ? null
        : repeatLines(report.repeat, {
            verdict: report.verdict,
            language,
            titleOf: (id) => titleOf(report, id, language),
          }),
    oldTables: oldTablesLine(report, language),
  };
}
