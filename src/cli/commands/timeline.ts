/** `preflight timeline --at 14:05`: what changed on this computer just before. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, NO_COLOR, OUTPUT, formatOption } from '../shared-options.ts';

export const timelineCommand: CommandDefinition = {
  name: 'timeline',
  summary: 'what changed on this computer just before it froze?',
  description: [
    'Reads what the system kept (journal, Windows event log, macOS logs: Wi-Fi, cable, routes, VPN, sleep, clock), the samples of "preflight watch" where there are some, and the times of the WorkSpaces client\'s log. Nothing needs to have been installed before, and nothing is sent.',
    'One list in order, the first that explains in bold. It says "just before"; that samples were lost while a link, a route or the power was gone is said only where both were seen. "Nothing changed" needs all five sources for the whole time. No text of any log is printed: no name of a network or a person.',
  ],
  options: [
    {
      name: 'at',
      value: 'TIME',
      help: 'when it froze: 14:05 (the last one that was), 2026-11-29T14:05, or with a zone: 2026-11-29T14:05+01:00',
    },
    { name: 'window', value: 'TIME', fallback: '10m', help: 'how long before and after, 1m to 2h' },
    LANGUAGE,
    formatOption(['text', 'json']),
    OUTPUT,
    NO_COLOR,
  ],
  examples: [
    { line: 'timeline --at 14:05', text: 'Ten minutes before and after.' },
    { line: 'timeline --at 2026-11-02T14:05 --window 30m --format json', text: 'For a ticket system.' },
  ],
  exits: [
    { code: 0, when: 'something that can explain it was found' },
    { code: 1, when: 'nothing was found; the text says whether every source could be read' },
  ],
  load: async () => (await import('../actions/timeline.ts')).timeline,
};
