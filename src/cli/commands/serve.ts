/** `preflight serve`: the browser face on loopback. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, PUBLIC_ROOTS } from '../shared-options.ts';

export const serveCommand: CommandDefinition = {
  name: 'serve',
  summary: 'the same in a browser: a page on this computer alone',
  description: [
    'Serves the page of Preflight on 127.0.0.1 and prints a link that works once. Nobody but the browser that opened the link can use it, and nothing of it leaves this computer. Ctrl-C ends it, and so does the page (in its settings).',
    'With --open it also ends a minute after its last page was closed, unless a check goes on. One program is open on a data folder at a time: a second "serve --open" has the first one open another page, and ends.',
  ],
  options: [
    { name: 'port', value: 'PORT', fallback: 'a free one', help: 'port on 127.0.0.1' },
    { name: 'open', help: 'open the page too: as a window of its own where a Chromium browser is installed' },
    PUBLIC_ROOTS,
    LANGUAGE,
  ],
  examples: [
    { line: 'serve', text: 'Prints the link.' },
    { line: 'serve --open', text: 'Opens it as well.' },
  ],
  exits: [{ code: 0, when: 'ended by Ctrl-C, by the page or by closing it, or open already' }],
  load: async () => (await import('../actions/serve.ts')).serve,
};
