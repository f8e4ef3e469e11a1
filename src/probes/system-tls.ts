/** Does this machine's own verifier accept a chain that the public roots accept? One request by a program of the system. Judges nothing. */
import type { Probe } from './probe.ts';
import { hostOf, targetAddress } from './target-address.ts';

export const systemTlsProbe: Probe<'system-tls'> = {
  id: 'system-tls',
  version: 1,
  summary:
    "Lets the system's own curl make one HTTPS request to a name that was read before, with the system's verifier and store; keeps nothing of the answer.",
  run(step, context) {
    const host = hostOf(step);
    const target = { host, address: targetAddress(step, context), port: step.target.port };
    return context.ports.systemTls.handshake(target, {
      timeoutMs: step.budgetMs - RESERVE_MS,
      signal: context.signal,
    });
  },
};

/** Kept free at the end of the budget, so that the evidence is handed over before the run cuts the step. */
const RESERVE_MS = 1000;
