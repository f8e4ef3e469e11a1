/**
 * Is a TCP port open, closed or filtered? Connects to the literal address of the step, or to each address that the name gave,
 * one attempt an address and all at once. Sends no byte of its own.
 */
import type { IpAddress } from '../core/address.ts';
import type { TcpAttempt, TcpEvidence } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { targetAddress } from './target-address.ts';

/** More addresses than this prove nothing more about a port; DNS answers seldom hold more than eight. */
const MAX_ADDRESSES = 8;

export const tcpProbe: Probe<'tcp'> = {
  id: 'tcp',
  version: 1,
  summary: 'Opens a TCP connection to a literal address and resets it at once; no data is sent.',
  async run(step, context) {
    const startedMs = context.ports.clock.nowMs();
    const attempts = await Promise.all(
      addressesOf(step, context).map((address) => connectOnce({ address, step, context, startedMs })),
    );
    return { kind: 'tcp', state: stateOf(attempts), attempts, ...gaveUp(attempts, context) };
  },
};

function addressesOf(step: StepOf<'tcp'>, context: ProbeContext): readonly IpAddress[] {
  return step.target.address !== null || context.resolved.length === 0
    ? [targetAddress(step, context)]
    : context.resolved.slice(0, MAX_ADDRESSES);
}

async function connectOnce(attempt: {
  readonly address: IpAddress;
  readonly step: StepOf<'tcp'>;
  readonly context: ProbeContext;
  readonly startedMs: number;
}): Promise<TcpAttempt> {
  const { address, step, context, startedMs } = attempt;
  const { ports, signal, timeouts, enough } = context;
  const port = step.target.port;
  const atMs = ports.clock.nowMs() - startedMs;
  const result = await ports.tcp.connect(
    { address, port },
    { timeoutMs: timeouts.connectMs, signal, ...(enough ? { enough: enough.signal } : {}) },
  );
  const { state, connectMs, durationMs, failure } = result;
  return { address, port, state, atMs, connectMs, durationMs, failure };
}

function gaveUp(
  attempts: readonly TcpAttempt[],
  { enough, timeouts }: ProbeContext,
): Pick<TcpEvidence, 'gaveUp'> {
  const isEarly = attempts.some(
    ({ state, durationMs }) => state === 'filtered' && durationMs < timeouts.connectMs,
  );
  const because = enough?.because() ?? null;
  return isEarly && because !== null ? { gaveUp: because } : {};
}

function stateOf(attempts: readonly TcpAttempt[]): TcpEvidence['state'] {
  const open = attempts.find(({ state }) => state === 'open');
  return (open ?? attempts.at(-1))?.state ?? 'filtered';
}
