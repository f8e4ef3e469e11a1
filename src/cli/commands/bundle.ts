/** `preflight bundle`: what a helpdesk does with the files that people send. */
import { SUMMARY_OPTIONS } from '../bundle-options.ts';
import type { CommandDefinition } from '../command-definition.ts';
import {
  CALIBRATION,
  CONFIG,
  LANGUAGE,
  NO_COLOR,
  OUTPUT,
  OVERLAY,
  VERBOSE,
  formatOption,
} from '../shared-options.ts';

const FILE = { name: 'FILE', required: true, file: true, help: 'the bundle' } as const;

const inspect: CommandDefinition = {
  name: 'inspect',
  summary: 'show a bundle: its verdict, its machine and network, and whether it is as it was written',
  description: [
    'A bundle may come from anybody: nothing of it is unpacked to the disk, everything is bounded, and a file that was changed is named in a warning.',
    'With --rejudge the evidence inside is judged again by the rules and tables of this version.',
  ],
  args: [FILE],
  options: [
    formatOption(['text', 'json', 'html', 'markdown']),
    OUTPUT,
    { name: 'rejudge', help: 'judge the evidence again by the rules and tables of this version' },
    {
      name: 'show',
      value: 'NAME',
      help: 'print one file of the bundle instead, such as evidence/tool-output/ping.txt',
    },
    { name: 'files', help: 'also list what is inside, and what is not and why' },
    OVERLAY,
    CALIBRATION,
    CONFIG,
    VERBOSE,
    LANGUAGE,
    NO_COLOR,
  ],
  examples: [
    {
      line: 'bundle inspect from-jane.zip',
      text: 'The verdict, and whether the bundle is intact; the whole report with -v.',
    },
    {
      line: 'bundle inspect from-jane.zip --format markdown',
      text: 'Text for the ticket, with the name and hash of the bundle.',
    },
    { line: 'bundle inspect from-jane.zip --rejudge', text: 'Old evidence, new rules.' },
    {
      line: 'bundle inspect from-jane.zip --show evidence/tool-output/ping.txt',
      text: "What the system's own ping printed.",
    },
  ],
  exits: [{ code: 0, when: 'shown, also with a warning' }],
  load: async () => (await import('../actions/bundle.ts')).inspectBundle,
};

const compare: CommandDefinition = {
  name: 'compare',
  summary: 'what differs between two bundles: before and after, or this user and a colleague',
  description: [
    'What one of the two did not ask for is no difference.',
    'One sentence first, then verdicts, surroundings and figures side by side, causes that came or went, and what stayed the same.',
  ],
  args: [
    { name: 'A', required: true, file: true, help: 'the earlier bundle, or the colleague' },
    { name: 'B', required: true, file: true, help: 'the later one' },
  ],
  options: [
    formatOption(['text', 'json']),
    { name: 'if-worse', help: 'exit with 1 only when B is worse than A, in one thing at least' },
    ...[OUTPUT, CONFIG, VERBOSE, LANGUAGE, NO_COLOR],
  ],
  examples: [
    { line: 'bundle compare monday.zip tuesday.zip', text: 'What changed since it worked.' },
    {
      line: 'bundle compare before.zip after.zip --if-worse',
      text: 'For a pipeline: an improvement is no failure.',
    },
  ],
  exits: [
    { code: 0, when: 'nothing that matters differs; with --if-worse also when B is better' },
    {
      code: 1,
      when: 'a difference matters, better or worse: the text and "direction" in the JSON say which; with --if-worse only when B is worse',
    },
  ],
  load: async () => (await import('../actions/bundle.ts')).compareTwoBundles,
};

const summary: CommandDefinition = {
  name: 'summary',
  summary: 'a folder of bundles: which cause, at how many machines, since when, and what they have in common',
  description: [
    'The first thing to look at in an outage: is it one office, one Region, one version? One bundle is read at a time, also in subfolders.',
    'Counted are machines, each by its last run. A bundle says which machine and network it is of only to whoever holds the key that it was made with: see "bundle key". Times are corrected by the clocks of the servers that were asked; where that cannot be the time of the file counts, with "~".',
  ],
  args: [{ name: 'DIR', required: true, file: true, help: 'folder with bundles (*.zip)' }],
  options: [
    formatOption(['text', 'csv', 'json']),
    ...SUMMARY_OPTIONS,
    {
      name: 'list',
      value: 'CAUSE',
      help: 'the machines with this cause, one a line, such as dns/name-not-found',
    },
    ...[OUTPUT, CONFIG, LANGUAGE, NO_COLOR],
  ],
  examples: [
    {
      line: 'bundle summary inbox/ --key org.key --sites sites.json',
      text: 'With the names of your sites and servers.',
    },
    { line: 'bundle summary inbox/ --list dns/name-not-found', text: 'Whom to call.' },
    { line: 'bundle summary inbox/ --format csv --output outage.csv', text: 'For a spreadsheet.' },
  ],
  exits: [{ code: 0, when: 'printed; files that cannot be read are listed' }],
  load: async () => (await import('../actions/summary.ts')).summariseFolder,
};

const key: CommandDefinition = {
  name: 'key',
  summary: 'make the key that lets a helpdesk see which bundles belong together',
  description: [
    'A bundle hides names and addresses. With a key its manifest has tags: random words that are equal where two bundles come from one machine, one network or ask one DNS server. Only who holds the key can make use of them; an outsider with the zip cannot try names.',
  ],
  examples: [],
  exits: [],
  subcommands: [
    {
      name: 'new',
      summary: 'write a new key of your organisation to a file',
      description: [
        'It goes to your computers with their settings (bundleKey in the file of --config) and to the helpdesk, never into a bundle. Lost: make a new one; old bundles still group among themselves.',
      ],
      args: [
        {
          name: 'FILE',
          required: true,
          file: true,
          help: 'the new file; one that is there is never written over',
        },
      ],
      options: [LANGUAGE, NO_COLOR],
      examples: [{ line: 'bundle key new org.key', text: 'Once for an organisation.' }],
      exits: [{ code: 0, when: 'written' }],
      load: async () => (await import('../actions/bundle-key.ts')).newKey,
    },
    {
      name: 'case',
      summary: 'print a token for one case, where there is no key of an organisation',
      description: [
        'Send it to everybody who is asked for a bundle of this case ("check --bundle FILE --case TOKEN"), and give it to "bundle summary --case". Bundles of one case belong together, those of two cases do not. Never use the number of a ticket: it can be guessed.',
      ],
      options: [LANGUAGE, NO_COLOR],
      examples: [{ line: 'bundle key case', text: 'Once for a case.' }],
      exits: [{ code: 0, when: 'printed' }],
      load: async () => (await import('../actions/bundle-key.ts')).newCase,
    },
  ],
};

export const bundleCommand: CommandDefinition = {
  name: 'bundle',
  summary: 'open, compare and count the bundles that "check --bundle" wrote',
  description: ['For the helpdesk: one file from the user, everything about the case, nothing asked twice.'],
  examples: [],
  exits: [],
  subcommands: [inspect, compare, summary, key],
};
