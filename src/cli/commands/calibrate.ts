/** `preflight calibrate`: asks the real service what nobody has verified, by choice. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, NO_COLOR, OUTPUT, OVERLAY, PROTOCOL, QUIET, REGION } from '../shared-options.ts';

export const calibrateCommand: CommandDefinition = {
  name: 'calibrate',
  summary: 'record what the service answers here, so that the tables can rest on it',
  description: [
    'The tables come from documents. What no document says (whether the health-check servers answer UDP or QUIC, which names still exist, which addresses a name has now) stays "unverified" until somebody on a real network looks. This command looks: a few datagrams to each server, one "GET /" for each name, one connection for each port.',
    'It prints first what it will send, and sends only after a yes, asked for in the terminal or given by --yes. The result is a JSON file for --calibration. Silence proves nothing and changes nothing. Nothing is uploaded.',
  ],
  options: [
    { ...REGION, help: 'Region to calibrate; at most 3 at one time, "all" is not accepted' },
    PROTOCOL,
    { name: 'yes', help: 'send without asking' },
    OUTPUT,
    OVERLAY,
    LANGUAGE,
    QUIET,
    NO_COLOR,
  ],
  examples: [
    {
      line: 'calibrate --region eu-central-1 --output frankfurt.json',
      text: 'Shows what it will send, and asks.',
    },
    {
      line: 'check --region eu-central-1 --calibration frankfurt.json',
      text: 'A check that takes the verified facts in.',
    },
  ],
  exits: [
    { code: 0, when: 'written' },
    {
      code: 1,
      when: 'nothing was sent, because the answer was no; or no name resolved, so that nothing could be learned',
    },
    { code: 130, when: 'ended by Ctrl-C; nothing is written' },
  ],
  load: async () => (await import('../actions/calibrate.ts')).calibrateTheTables,
};
