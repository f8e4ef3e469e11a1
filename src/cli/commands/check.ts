/** `preflight check`: the full check. */
import type { CommandDefinition } from '../command-definition.ts';
import { BUNDLE_OPTIONS } from '../bundle-options.ts';
import { LANGUAGE, NO_COLOR, OUTPUT, QUIET, RUN_OPTIONS, VERBOSE, formatOption } from '../shared-options.ts';

const CHECK_FORMATS = ['text', 'json', 'markdown', 'csv', 'junit', 'html'] as const;

export const checkCommand: CommandDefinition = {
  name: 'check',
  summary: 'the full check: is this computer, on this network, ready?',
  description: [
    'Checks names (DNS), sign-in (443), the streaming ports, the round trip, the packet size and the local network, and names the one cause when something is wrong, who can fix it, and what to do.',
    'Nothing has to be given. Without a Region and a registration code it takes the Region of the registration that the WorkSpaces client keeps on this computer, else that of the last check here (the one thing that a check keeps), else it measures the health check of every Region, three samples each, and checks the nearest. The first line says which it was.',
    'The result goes to standard output, progress to standard error. Ctrl-C ends the run and prints what was seen; a second Ctrl-C leaves at once.',
  ],
  options: [
    ...RUN_OPTIONS,
    formatOption(CHECK_FORMATS),
    OUTPUT,
    { name: 'strict', help: 'exit with 1 when a protocol is ready with limits as well' },
    { name: 'repeat', value: 'N', fallback: '1', help: 'run N times and merge: what fails only sometimes?' },
    { name: 'every', value: 'SECONDS', fallback: '0', help: 'with --repeat: time from one run to the next' },
    {
      name: 'compare-with',
      value: 'REPORT',
      file: true,
      help: 'an earlier report (JSON): what changed, the cause first',
    },
    ...BUNDLE_OPTIONS,
    {
      name: 'prepare',
      value: 'FILE',
      file: true,
      help: 'do not check: write this check for somebody else, and print a text to paste; theirs shows it and waits',
    },
    { name: 'prepare-from', value: 'NAME', help: 'with --prepare: who asks, as they will read it' },
    { name: 'prepare-note', value: 'TEXT', help: 'with --prepare: a note for them, up to 200 letters' },
    VERBOSE,
    LANGUAGE,
    QUIET,
    NO_COLOR,
  ],
  examples: [
    { line: 'check', text: 'Finds the Region by itself.' },
    {
      line: 'check --registration-code WSpdx+ABC12D',
      text: 'The code from the invitation mail tells the Region.',
    },
    {
      line: 'check --region eu-central-1 --protocol dcv --format json --output report.json',
      text: 'For a program: one JSON document, and the exit code for DCV alone.',
    },
    {
      line: 'check --region us-east-1 --repeat 10 --every 30',
      text: 'For faults that come and go.',
    },
    {
      line: 'check --region us-east-1 --bundle for-helpdesk.zip',
      text: 'One file for the helpdesk; with --dry-run it is shown and not written.',
    },
    {
      line: 'check --region us-east-1 --compare-with without-vpn.json',
      text: 'VPN on against VPN off, cable against Wi-Fi.',
    },
    {
      line: 'check --region eu-central-1 --peer 198.51.100.20 --peer-key-file peer.keys',
      text: 'UDP to a peer of your own (docs/peer.md).',
    },
    {
      line: 'check --region us-west-2 --also sso.contoso.example --prepare check.json',
      text: 'For a user: they drop the file on the page, read it, and press Check now.',
    },
  ],
  exits: [
    { code: 0, when: 'each protocol asked for is ready, or ready with limits without --strict' },
    {
      code: 1,
      when: 'a protocol asked for is not ready, or could not be told (and with --strict: has limits); --protocol asks for one alone',
    },
    { code: 130, when: 'ended by Ctrl-C; the report so far is printed' },
  ],
  load: async () => (await import('../actions/check.ts')).check,
};
