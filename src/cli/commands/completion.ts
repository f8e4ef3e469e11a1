/** `preflight completion`: shell completion from the command definitions. */
import type { CommandDefinition } from '../command-definition.ts';
import { SHELLS } from '../render-completion.ts';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'print the completion script of a shell',
  description: [
    'The first lines of each script say where it goes. It knows commands, options, their words and the Regions.',
  ],
  args: [{ name: 'SHELL', required: true, help: SHELLS.join(' | ') }],
  examples: [
    { line: 'completion bash', text: 'In ~/.bashrc: eval "$(preflight completion bash)"' },
    {
      line: 'completion powershell',
      text: 'In the profile: preflight completion powershell | Out-String | Invoke-Expression',
    },
  ],
  exits: [{ code: 0, when: 'printed' }],
  load: async () => (await import('../actions/completion.ts')).completion,
};
