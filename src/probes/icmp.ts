/** Round trips by the system's ping, to the default gateway or towards the Region. Silence proves nothing: many never answer. */
import { familyOf, type IpAddress } from '../core/address.ts';
import type { StepOf } from '../plan/step.ts';
import type { PingResult } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { targetAddress } from './target-address.ts';

/** The port ends the tool this long before the step's own budget does, so that the replies so far count. */
const MARGIN_MS = 500;
/** The tool sends every 200 ms, as an ordinary user may; two of them, so far apart, send every 100 ms, like a series of connects. */
const APART_MS = 100;

export const icmpProbe: Probe<'icmp'> = {
  id: 'icmp',
  version: 1,
  summary:
    "Sends ICMP echo requests through the operating system's ping program, one every 200 ms, to the router every 100 ms; ends where the first three are not answered.",
  async run(step, context) {
    const address = pingAddress(step, context);
    const half = Math.ceil(step.samples / 2);
    const counts = step.role === 'first-hop' ? [half, step.samples - half] : [step.samples];
    const results = await Promise.all(
      counts.map(async (count, lane) => {
        if (lane > 0) await context.ports.clock.sleep(lane * APART_MS, context.signal);
        return pingOnce(address, count, { step, context });
      }),
    );
    return { kind: 'icmp', address, ...joined(results) };
  },
};

/** A link-local gateway is reached only with its zone. */
function pingAddress(step: StepOf<'icmp'>, context: ProbeContext): IpAddress {
  const address = targetAddress(step, context);
  const { zone } = step.target;
  return zone === null ? address : (`${address}%${zone}` as IpAddress);
}

function pingOnce(
  address: IpAddress,
  count: number,
  { step, context }: { readonly step: StepOf<'icmp'>; readonly context: ProbeContext },
): Promise<PingResult> {
  const { ports, signal, boundedWaits } = context;
  const giveUp = boundedWaits !== false;
  const request = { address, family: familyOf(address), count, packetBytes: null, dontFragment: false };
  const timeoutMs = Math.max(step.budgetMs - MARGIN_MS, MARGIN_MS);
  return ports.ping.ping({ ...request, giveUp }, { timeoutMs, signal });
}

function joined(results: readonly PingResult[]): Pick<PingResult, 'sent' | 'received' | 'failure'> & {
  readonly rttsMs: number[];
} {
  const sum = (of: (result: PingResult) => number): number =>
    results.reduce((all, result) => all + of(result), 0);
  return {
    sent: sum(({ sent }) => sent),
    received: sum(({ received }) => received),
    rttsMs: inTurn(results.map(({ rttsMs }) => rttsMs)),
    failure: results.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

/** The lanes take turns, so their replies do: variation is told from one packet to the next. */
function inTurn(lanes: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...lanes.map(({ length }) => length));
  return Array.from({ length: longest }, (_one, at) => lanes.flatMap((lane) => lane[at] ?? [])).flat();
}
