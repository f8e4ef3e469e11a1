/** Printers that announce themselves on the local network, by choice of the person only. */
import type { Probe } from './probe.ts';

export const localServicesProbe: Probe<'local-services'> = {
  id: 'local-services',
  version: 1,
  summary:
    'Asks twice by multicast DNS (224.0.0.251, port 5353) for printers on the local network and listens for two seconds.',
  run: (step, { ports, signal }) => ports.host.localServices({ timeoutMs: step.budgetMs, signal }),
};
