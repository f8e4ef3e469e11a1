/** What is installed here: the WorkSpaces client and browsers for Web Access. Sends nothing. */
import type { Probe } from './probe.ts';

export const clientProbe: Probe<'client'> = {
  id: 'client',
  version: 1,
  summary:
    'Looks for the Amazon WorkSpaces client, its version, and browsers that can run Web Access; reads only, sends nothing.',
  run: (step, { ports, signal }) => ports.host.client({ timeoutMs: step.budgetMs, signal }),
};
