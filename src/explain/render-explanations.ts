/** What a message of the client means, for the terminal. Pure. */
import type { Match } from './explain-text.ts';
import { painterFor, type TextStyle } from '../report/text-style.ts';
import { hangText } from '../report/wrap-text.ts';

export function renderExplanations(matches: readonly Match[], style: TextStyle): string {
  if (matches.length === 0) return `${hangText(NO_MATCH, { lead: '', width: style.width }).join('\n')}\n`;
  return `${matches.map((match) => renderOne(match, style)).join('\n\n')}\n`;
}

const NO_MATCH =
  'No known message of the WorkSpaces client fits. English wordings and error codes (such as ERR_CONNECTION_RESET) are known, in other languages the codes alone. Try its own words, or run "preflight check --region CODE" and see what it finds.';

function causeText({ code, text }: Match['causes'][number]): string {
  if (code !== null) return `${text} (${code})`;
  return UNSEEN.test(text) ? text : `${text} (cannot be seen from this computer)`;
}

/** The text says so itself already. */
const UNSEEN = /cannot be seen from here\.$/;

function renderOne({ message, causes, advice, decidedBy, source }: Match, style: TextStyle): string {
  const paint = painterFor(style);
  const { width } = style;
  const hang = (lead: string, text: string): string[] => hangText(text, { lead, width });
  const causeLines = causes.flatMap((cause, index) => hang(`  ${index + 1}  `, causeText(cause)));
  return [
    ...hangText(message, { lead: '', width, paint: (line) => paint('strong', line) }),
    '',
    'Probable causes, the likeliest first',
    ...causeLines,
    '',
    ...hang('Do        ', advice),
    ...hang(
      'Decided   ',
      decidedBy.length === 0 ? 'by no check from here' : `by the checks of ${decidedBy.join(', ')}`,
    ),
    ...hang('Source    ', source),
  ].join('\n');
}
