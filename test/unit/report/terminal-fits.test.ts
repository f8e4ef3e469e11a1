/** Every demonstration as a terminal shows it: at most 24 lines of 80 columns in both languages, the verdict first, the end last. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkExit } from '../../../src/core/check-exit.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { SITUATIONS } from '../../../src/net/simulated/situation.ts';
import { renderText } from '../../../src/report/render-text.ts';
import type { Report } from '../../../src/report/report.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { lengthOf } from '../../../src/core/wrap-text.ts';
import { exitLine } from '../../../src/words/exit.ts';
import { simulatedInput } from '../bundle/simulated-input.ts';

const reports = new Map<string, Report>();

beforeAll(async () => {
  for (const { id } of SITUATIONS) reports.set(id, (await simulatedInput(id)).report);
}, 300_000);

function linesOf(id: string, language: (typeof LANGUAGES)[number], verbose: boolean): readonly string[] {
  const report = reports.get(id);
  if (report === undefined) throw new Error(`no demonstration ${id}`);
  const exit = exitLine(
    checkExit({ verdicts: report.protocols, strict: false, interrupted: false }),
    language,
  );
  return renderText(report, { ...PLAIN_TEXT, language }, { verbose, exit })
    .trimEnd()
    .split('\n');
}

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(SITUATIONS.map(({ id }) => [id]))('%s', (id) => {
    const lines = linesOf(id, language, false);
    const report = reports.get(id);
    expect(lines.filter((line) => lengthOf(line) > 80)).toEqual([]);
    expect([lines.length > 24 ? lines : 'fits']).toEqual(['fits']);
    // Nothing of the headline is lost, however it is broken into lines.
    const spoken = report === undefined ? null : spokenOf(report, language);
    const squeezed = (text: string) => text.replace(/\s/g, '');
    expect(squeezed(lines.join(''))).toContain(squeezed(spoken?.headline ?? 'no report'));
    for (const { word } of spoken?.protocols ?? []) expect(lines.join('\n')).toContain(word);
  });

  test.each(SITUATIONS.map(({ id }) => [id]))(
    '%s, with -v: wider than no terminal, and all that stood before',
    (id) => {
      const lines = linesOf(id, language, true);
      // An id, a host name or a source may be longer than a line: it stays whole.
      const tooLong = lines.filter(
        (line) => lengthOf(line) > 80 && line.trim().includes(' ') && !/\S{50}/.test(line),
      );
      expect(tooLong).toEqual([]);
      const text = lines.join('\n');
      for (const line of linesOf(id, language, false).slice(0, 2)) expect(text).toContain(line);
    },
  );
});
