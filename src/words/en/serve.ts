/** The page behind a link of its own: what the terminal says of it. */
export const serve = {
  serve: {
    /** The program was opened by a double click. */
    byHand: 'Close this window, or the page, to end. "preflight --help" in a terminal has the command line.',
    at: (url: string) => `Preflight is at ${url}`,
    openLink: 'Open this link in a browser.',
    once: 'The link works once, on this computer alone. Ctrl-C ends it.',
    closingEnds: 'So does closing the page.',
    /** How the page was opened. */
    opened: {
      window: 'Opened in a window of its own.',
      browser: 'Opened in your browser.',
      'no-display': 'No display here: open this link in a browser.',
      none: 'No browser could be started: open this link yourself.',
    },
    joined: (...sentences: readonly string[]) => sentences.filter((one) => one !== '').join(' '),
    used: 'The link was used: a page is open. If that was not you, end this with Ctrl-C.',
    refused: 'A link that is used or wrong was opened, and refused.',
    already: 'Preflight is open already: it opened another page.',
    fault: (what: string) => `a fault of ours: ${what}`,
  },
};
