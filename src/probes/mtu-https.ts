/**
 * Do large packets towards the service get through? After a normal handshake, one request of several full segments. Where small
 * packets pass and the large request draws neither answer nor reset, the path swallows large packets: one of the methods of
 * `mtu/black-hole`, never a proof alone. Linux adds the kernel's own view of the stalled connection.
 */
import type { MtuHttpsEvidence } from '../evidence/index.ts';
import type { HttpsResult, KernelTcpInfo } from './ports.ts';
import type { Probe } from './probe.ts';
import { hostOf, targetAddress } from './target-address.ts';

/** Three full segments of 1448 bytes, and below the 8 kB that common servers allow for all headers. */
const PADDING_BYTES = 4096;
/** Long enough for three retransmissions on a path of 300 ms (the kernel doubles from about 300 ms). */
const STALL_MS = 5000;
/** Kept free at the end of the budget, so that the evidence is handed over before the run cuts the step. */
const RESERVE_MS = 500;

export const mtuHttpsProbe: Probe<'mtu-https'> = {
  id: 'mtu-https',
  version: 1,
  summary: 'Sends one HTTPS request with 4 kB of padding in a header, so that it fills several full packets.',
  async run(step, context) {
    const host = hostOf(step);
    const address = targetAddress(step, context);
    const { dnsMs, connectMs, tlsMs } = context.timeouts;
    const request = {
      host,
      address,
      port: step.target.port,
      path: step.path,
      proxy: null,
      depth: 'http',
      paddingBytes: PADDING_BYTES,
      wantKernel: true,
      phases: { dnsMs, connectMs, tlsMs, httpMs: STALL_MS },
    } as const;
    const options = { timeoutMs: step.budgetMs - RESERVE_MS, signal: context.signal };
    const result = await context.ports.https.request(request, options);
    return {
      kind: 'mtu-https',
      host,
      address,
      requestBytes: PADDING_BYTES,
      outcome: outcomeOf(result),
      kernel: kernelView(result.kernel),
      failure: result.attempt.failure,
    };
  },
};

/**
 * Any answer counts, 400 and 431 too: the packets arrived. Silence is told by its time, not by the failure's code, because a bad
 * certificate (which does not matter here) would stand in the way of that.
 */
function outcomeOf({ attempt }: HttpsResult): MtuHttpsEvidence['outcome'] {
  if (attempt.http !== null) return 'passed';
  return attempt.tls !== null && attempt.durationMs >= STALL_MS ? 'stalled' : 'failed';
}

function kernelView(info: KernelTcpInfo | null): MtuHttpsEvidence['kernel'] {
  if (info === null) return null;
  const { mssBytes, pathMtuBytes, backoff, lost } = info;
  return { mssBytes, pathMtuBytes, backoff, lost };
}
