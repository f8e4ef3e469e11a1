/** `preflight fleet`: a folder to which many computers write. */
import { SUMMARY_OPTIONS } from '../bundle-options.ts';
import type { CommandDefinition } from '../command-definition.ts';
import { CONFIG, LANGUAGE, NO_COLOR, OUTPUT, QUIET, formatOption } from '../shared-options.ts';

export const fleetCommand: CommandDefinition = {
  name: 'fleet',
  summary: 'a folder to which many computers write: text, one static page, CSV or JSON lines',
  description: [
    'Reads bundles (*.zip) and reports (*.json) of a folder and its subfolders, such as site/date/digest.zip. What was read before is kept in an index, so that the next time only new files are opened; the folder itself is never written to.',
    'Counts as "bundle summary" does. CSV and JSON lines have one line a run, for a spreadsheet or one COPY into a database.',
  ],
  args: [{ name: 'DIR', required: true, file: true, help: 'folder with bundles and reports' }],
  options: [
    formatOption(['text', 'html', 'csv', 'jsonl', 'json']),
    ...SUMMARY_OPTIONS,
    {
      name: 'index',
      value: 'FILE',
      file: true,
      help: 'where the index is kept, instead of in the folder of this program',
    },
    ...[OUTPUT, CONFIG, LANGUAGE, QUIET, NO_COLOR],
  ],
  examples: [
    {
      line: 'fleet drop/ --format html --output fleet.html',
      text: 'A page for the helpdesk, from a timer.',
    },
    { line: 'fleet drop/ --format jsonl --output fleet.jsonl', text: 'For a database or a log store.' },
  ],
  exits: [
    { code: 0, when: 'printed; files that cannot be read are listed' },
    { code: 1, when: 'nothing in it can be read' },
  ],
  load: async () => (await import('../actions/fleet.ts')).fleet,
};
