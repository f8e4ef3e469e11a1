/** With `--repeat`: what comes and goes, run by run. Pure. */
import { STATUSES } from '../core/words.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import { TONE_OF_VERDICT, signOf, type Pen } from './text-style.ts';
import { hangText } from '../core/wrap-text.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { vocabularyOf } from '../words/languages.ts';

/** Unsteady checks shown before the rest is folded into a count. */
const REPEAT_ROWS = 8;

export function repeatBlock({ repeat }: Report, { style, paint }: Pen): string[] {
  if (repeat === undefined) return [];
  const v = vocabularyOf(style.language);
  const total = repeat.runs.length;
  const strip = repeat.runs.map(({ verdict }) =>
    paint(TONE_OF_VERDICT[verdict], signOf(TONE_OF_VERDICT[verdict], style)),
  );
  const findings = repeat.findings
    .filter(({ severity }) => severity !== 'notice')
    .map(({ title, inRuns }) => v.repeat.inRuns(title, inRuns.length, total, inRuns.join(v.comma)));
  const unsteady = repeat.checks.filter(({ steady }) => !steady);
  const checks = unsteady
    .slice(0, REPEAT_ROWS)
    .map(({ id, statuses }) => `${id}: ${statusCounts(statuses, total, v)}`);
  const more = unsteady.length - REPEAT_ROWS;
  return [
    `${paint('strong', v.repeat.runs(total))}  ${strip.join(' ')}`,
    ...[...findings, ...checks, ...(more > 0 ? [v.repeat.more(more)] : [])].flatMap((line) =>
      hangText(terminalSafe(line), { lead: '  ', width: style.width }),
    ),
  ];
}

/** How often it failed; of a check that never did, how often it had each status. */
function statusCounts(
  statuses: NonNullable<Report['repeat']>['checks'][number]['statuses'],
  total: number,
  { repeat, status, comma }: Vocabulary,
): string {
  if (statuses.fail > 0) return repeat.failedIn(statuses.fail, total);
  const met = STATUSES.filter((word) => statuses[word] > 0).reverse();
  return repeat.ofRuns(met.map((word) => repeat.statusIn(status[word], statuses[word])).join(comma), total);
}
