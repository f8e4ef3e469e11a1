/** The way that packets to an address leave this machine: interface, next hop, MTU, tunnel. Sends nothing. */
import type { Probe } from './probe.ts';
import { targetAddress } from './target-address.ts';

export const routeProbe: Probe<'route'> = {
  id: 'route',
  version: 1,
  summary: 'Asks the routing table of this machine which way the address is reached; sends nothing.',
  run: (step, context) =>
    context.ports.host.route(targetAddress(step, context), {
      timeoutMs: step.budgetMs,
      signal: context.signal,
    }),
};
