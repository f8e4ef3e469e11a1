/** With `--repeat`: what comes and goes, run by run. Pure. */
import type { Spoken } from '../words/spoken.ts';
import { terminalSafe } from './safe-text.ts';
import { TONE_OF_VERDICT, signOf, type Pen } from './text-style.ts';
import { hangText } from '../core/wrap-text.ts';

export function repeatBlock({ repeat }: Spoken, { style, paint }: Pen): string[] {
  if (repeat === null) return [];
  const strip = repeat.runs.map(({ verdict }) =>
    paint(TONE_OF_VERDICT[verdict], signOf(TONE_OF_VERDICT[verdict], style)),
  );
  return [
    `${paint('strong', repeat.head)}  ${strip.join(' ')}`,
    ...[...repeat.causes, ...repeat.checks].flatMap((line) =>
      hangText(terminalSafe(line), { lead: '  ', width: style.width }),
    ),
  ];
}
