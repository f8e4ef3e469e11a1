/** `preflight regions`: which Region is the nearest. */
import type { CommandDefinition } from '../command-definition.ts';
import {
  CALIBRATION,
  CONFIG,
  DEADLINE_OPTION,
  LANGUAGE,
  NO_COLOR,
  OUTPUT,
  OVERLAY,
  PROTOCOL,
  QUIET,
  REGION,
  REGISTRATION_CODE,
  SAMPLES_OPTION,
  SIMULATE,
  formatOption,
} from '../shared-options.ts';

export const regionsCommand: CommandDefinition = {
  name: 'regions',
  summary: 'rank the Regions of a partition by round trip from here',
  description: [
    'Probes the health-check servers of all Regions of one partition side by side, ranks those that answer by the median of the lower half of their round trips, and says what the Region asked for costs over the best and which one is second. PCoIP and DCV are graded apart.',
  ],
  options: [
    { ...REGION, help: 'the Region that you use, to compare with the best; its partition is ranked' },
    REGISTRATION_CODE,
    PROTOCOL,
    formatOption(['text', 'json', 'csv']),
    OUTPUT,
    DEADLINE_OPTION,
    SAMPLES_OPTION,
    SIMULATE,
    CALIBRATION,
    OVERLAY,
    CONFIG,
    { name: 'all', help: 'a line for every Region, not for the best ones alone' },
    LANGUAGE,
    QUIET,
    NO_COLOR,
  ],
  examples: [
    { line: 'regions', text: 'All commercial Regions.' },
    { line: 'regions --region us-gov-west-1', text: 'GovCloud, compared with the Region in use.' },
    { line: 'regions --samples 3 --format csv --output regions.csv', text: 'Quick, for a spreadsheet.' },
  ],
  exits: [
    { code: 0, when: 'at least one Region can be reached' },
    { code: 1, when: 'none can be reached' },
    { code: 130, when: 'ended by Ctrl-C; what was measured is printed' },
  ],
  load: async () => (await import('../actions/regions.ts')).regions,
};
