/**
 * Does the machine's proxy open a way to a streaming port? One CONNECT to the name, which the proxy resolves; where it opens, one more to
 * an address where nobody is, since a proxy that says yes to both says nothing. Sends no byte through the way.
 */
import type { IpAddress } from '../core/address.ts';
import type { ProxyConnectEvidence } from '../evidence/https.ts';
import type { StepOf } from '../plan/step.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { hostOf } from './target-address.ts';

/** The control waits no shorter than this, and four times as long as the answer before it: a proxy that takes everything takes it at once. */
const CONTROL_MS = 1000;

type Opening = Pick<ProxyConnectEvidence, 'opened' | 'durationMs' | 'failure'>;

export const proxyConnectProbe: Probe<'proxy-connect'> = {
  id: 'proxy-connect',
  version: 1,
  summary:
    'Asks the proxy of this machine for a way to a streaming port (CONNECT), and for one to a documentation address; sends nothing through it.',
  async run(step, context) {
    const { proxy, target, control } = step;
    const { httpMs } = context.timeouts;
    const seen = await openBy(step, context, { address: null, timeoutMs: httpMs });
    const timeoutMs = Math.min(httpMs, Math.max(CONTROL_MS, 4 * seen.durationMs));
    const other = seen.opened ? await openBy(step, context, { address: control, timeoutMs }) : null;
    return {
      kind: 'proxy-connect',
      proxy,
      ...target,
      ...seen,
      control: other === null ? null : { address: control, ...other },
    };
  },
};

async function openBy(
  step: StepOf<'proxy-connect'>,
  { ports, timeouts, signal }: ProbeContext,
  { address, timeoutMs }: { readonly address: IpAddress | null; readonly timeoutMs: number },
): Promise<Opening> {
  const { proxy, target, budgetMs } = step;
  const host = hostOf(step);
  const { attempt } = await ports.https.request(
    {
      host,
      address,
      port: target.port,
      path: '/',
      proxy,
      depth: 'tcp',
      phases: { ...timeouts, httpMs: timeoutMs },
    },
    { timeoutMs: budgetMs, signal },
  );
  return { opened: attempt.failure === null, durationMs: attempt.durationMs, failure: attempt.failure };
}
