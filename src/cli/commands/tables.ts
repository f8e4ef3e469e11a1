/** `preflight tables`: what the program knows of the Regions, and whether it is still true. */
import type { CommandDefinition, OptionDefinition } from '../command-definition.ts';
import { CALIBRATION, CONFIG, LANGUAGE, OUTPUT, OVERLAY, REGION, formatOption } from '../shared-options.ts';

const FORMAT = formatOption(['text', 'json']);
const FILES: readonly OptionDefinition[] = [FORMAT, OUTPUT, LANGUAGE, OVERLAY, CALIBRATION, CONFIG];

const show: CommandDefinition = {
  name: 'show',
  summary: 'print the facts of the tables, each with the document it comes from',
  description: [
    'Without --region one line for each Region; with it every fact, its document and lines, and what is doubtful.',
  ],
  options: [{ ...REGION, help: 'Region to print in full' }, ...FILES],
  examples: [
    { line: 'tables show', text: 'All Regions, one line each.' },
    { line: 'tables show --region eu-west-3', text: 'Every fact of Paris, with its doubts.' },
  ],
  exits: [{ code: 0, when: 'printed' }],
  load: async () => (await import('../actions/tables.ts')).showTables,
};

const lint: CommandDefinition = {
  name: 'lint',
  summary: 'check the tables against themselves',
  description: [
    'Duplicates across Regions, overlaps, facts of the wrong Region, malformed values, missing provenance. The known conflicts are printed and do not fail.',
  ],
  options: FILES,
  examples: [
    { line: 'tables lint', text: 'The embedded tables.' },
    { line: 'tables lint --overlay ours.json', text: 'With the corrections of your organisation.' },
  ],
  exits: [
    { code: 0, when: 'nothing that a known conflict does not explain' },
    { code: 1, when: 'something new' },
  ],
  load: async () => (await import('../actions/tables.ts')).lintTheTables,
};

const diff: CommandDefinition = {
  name: 'diff',
  summary: "compare the tables with AWS's published address ranges",
  description: [
    'Reads a copy of https://ip-ranges.amazonaws.com/ip-ranges.json that you fetched yourself; nothing is sent. Tells what was added, what is missing and what moved to another Region.',
  ],
  options: [
    { name: 'ip-ranges', value: 'FILE', file: true, help: "AWS's ip-ranges.json" },
    {
      name: 'write-overlay',
      value: 'OUT',
      file: true,
      help: 'write an overlay with each new range and Region, marked as doubtful',
    },
    ...FILES,
  ],
  examples: [
    { line: 'tables diff --ip-ranges ip-ranges.json', text: 'After fetching the file.' },
    {
      line: 'tables diff --ip-ranges ip-ranges.json --write-overlay new.json',
      text: 'And take what is new along: preflight rules --overlay new.json',
    },
  ],
  exits: [
    { code: 0, when: 'no difference that the tables do not mark already' },
    { code: 1, when: 'a new difference' },
  ],
  load: async () => (await import('../actions/tables.ts')).diffTheTables,
};

export const tablesCommand: CommandDefinition = {
  name: 'tables',
  summary: 'what the program knows of the Regions, and whether it is still true',
  description: [
    'The facts that every other command rests on: names, addresses, ranges, ports and limits, each with its source.',
  ],
  examples: [],
  exits: [],
  subcommands: [show, lint, diff],
};
