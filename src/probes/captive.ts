/** Does somebody on the way answer plain HTTP in the place of the service (a hotel's sign-in page)? One GET on port 80. */
import type { Probe } from './probe.ts';
import { hostOf, resolvedAddress } from './target-address.ts';

/** A portal is near; the service's own silence on port 80 is no finding and not worth a long wait. */
const TIMEOUT_MS = 5000;

export const captiveProbe: Probe<'captive'> = {
  id: 'captive',
  version: 1,
  summary: 'Sends one plain HTTP GET without following redirects and keeps status, Location and page title.',
  run(step, context) {
    const host = hostOf(step);
    const request = {
      host,
      address: resolvedAddress(step, context),
      port: step.target.port,
      path: step.path,
    };
    return context.ports.plainHttp.get(request, { timeoutMs: TIMEOUT_MS, signal: context.signal });
  },
};
