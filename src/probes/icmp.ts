/** Round trips by the system's ping, to the default gateway or towards the Region. Silence proves nothing: many never answer. */
import { familyOf, type IpAddress } from '../core/address.ts';
import type { StepOf } from '../plan/step.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { targetAddress } from './target-address.ts';

/** The port ends the tool this long before the step's own budget does, so that the replies so far count. */
const MARGIN_MS = 500;

/** A link-local gateway is reached only with its zone. */
function pingAddress(step: StepOf<'icmp'>, context: ProbeContext): IpAddress {
  const address = targetAddress(step, context);
  const { zone } = step.target;
  return zone === null ? address : (`${address}%${zone}` as IpAddress);
}

export const icmpProbe: Probe<'icmp'> = {
  id: 'icmp',
  version: 1,
  summary: "Sends ICMP echo requests, one every 200 ms, through the operating system's ping program.",
  async run(step, context) {
    const address = pingAddress(step, context);
    const result = await context.ports.ping.ping(
      { address, family: familyOf(address), count: step.samples, packetBytes: null, dontFragment: false },
      { timeoutMs: Math.max(step.budgetMs - MARGIN_MS, MARGIN_MS), signal: context.signal },
    );
    const { sent, received, failure } = result;
    return { kind: 'icmp', address, sent, received, rttsMs: [...result.rttsMs], failure };
  },
};
