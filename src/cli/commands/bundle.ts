/** `preflight bundle`: what a helpdesk does with the files that people send. */
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
    'One sentence first, then verdicts, surroundings and figures side by side, causes that came or went, and what stayed the same.',
  ],
  args: [
    { name: 'A', required: true, file: true, help: 'the earlier bundle, or the colleague' },
    { name: 'B', required: true, file: true, help: 'the later one' },
  ],
  options: [formatOption(['text', 'json']), OUTPUT, CONFIG, VERBOSE, LANGUAGE, NO_COLOR],
  examples: [{ line: 'bundle compare monday.zip tuesday.zip', text: 'What changed since it worked.' }],
  exits: [
    { code: 0, when: 'nothing that matters differs' },
    { code: 1, when: 'a difference matters' },
  ],
  load: async () => (await import('../actions/bundle.ts')).compareTwoBundles,
};

const summary: CommandDefinition = {
  name: 'summary',
  summary: 'a folder of bundles in groups: by cause, network, Region and version',
  description: [
    'The first thing to look at in an outage: is it one office, one Region, one version? One bundle is read at a time.',
  ],
  args: [{ name: 'DIR', required: true, file: true, help: 'folder with bundles (*.zip)' }],
  options: [formatOption(['text', 'csv', 'json']), OUTPUT, CONFIG, LANGUAGE, NO_COLOR],
  examples: [{ line: 'bundle summary inbox/ --format csv --output outage.csv', text: 'For a spreadsheet.' }],
  exits: [{ code: 0, when: 'printed; files that cannot be read are listed' }],
  load: async () => (await import('../actions/bundle.ts')).summariseFolder,
};

export const bundleCommand: CommandDefinition = {
  name: 'bundle',
  summary: 'open, compare and count the bundles that "check --bundle" wrote',
  description: ['For the helpdesk: one file from the user, everything about the case, nothing asked twice.'],
  examples: [],
  exits: [],
  subcommands: [inspect, compare, summary],
};
