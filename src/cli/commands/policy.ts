/** `preflight policy show`, `preflight policy lint FILE`. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, formatOption } from '../shared-options.ts';

export const policyCommand: CommandDefinition = {
  name: 'policy',
  summary: "what this computer's organisation decided, and a check of such a file",
  description: [
    'An administrator may set options and limits for everybody on a computer: /etc/preflight/policy.json (Linux), /Library/Application Support/Preflight/policy.json (macOS), the value Policy under HKLM\\SOFTWARE\\Policies\\Preflight (Windows). Each key has a value, and may be locked.',
  ],
  examples: [{ line: 'policy show', text: 'What holds here.' }],
  exits: [],
  subcommands: [
    {
      name: 'show',
      summary: 'each key, its value, and where that comes from',
      description: [
        'A file that does not belong to root, or that others can write, is refused, and with it every check: exit 2.',
      ],
      options: [formatOption(['text', 'json']), LANGUAGE],
      examples: [{ line: 'policy show --format json', text: 'For an inventory.' }],
      exits: [{ code: 0, when: 'told; also where there is no policy' }],
      load: async () => (await import('../actions/policy.ts')).policyShow,
    },
    {
      name: 'lint',
      summary: 'is this file a policy?',
      description: [
        'Unknown keys, values beyond the limits of the program, unknown Regions and addresses of other machines are named.',
      ],
      args: [{ name: 'FILE', required: true, file: true, help: 'the file' }],
      examples: [{ line: 'policy lint policy.json', text: 'Before it is rolled out.' }],
      exits: [
        { code: 0, when: 'it is' },
        { code: 1, when: 'it is not; each reason is a line' },
      ],
      load: async () => (await import('../actions/policy.ts')).policyLint,
    },
  ],
};
