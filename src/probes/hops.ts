/**
 * Who answers on the way to one port. Two rounds, because routers answer about once a second and a first answer may be lost; the pause
 * after each round also keeps it from costing the next step its answers.
 */
import type { IpAddress } from '../core/address.ts';
import { joinHops, type HopsEvidence } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import type { HopsRound } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { targetAddress } from './target-address.ts';

/** Linux routers send one error a second to each sender (icmp_ratelimit). */
const PAUSE_MS = 1_200;
/** A tool that waits for one hop after the other is cut here; what it printed counts. */
const ROUND_MS = 9_000;

type Rounds = readonly [HopsRound, ...HopsRound[]];

async function traced(step: StepOf<'hops'>, context: ProbeContext): Promise<Rounds> {
  const first = await round(step, context);
  // A program that is not there sent nothing.
  if (first.failure?.code === 'tool-missing') return [first];
  return [first, await round(step, context)];
}

async function round(step: StepOf<'hops'>, context: ProbeContext): Promise<HopsRound> {
  const { clock, hops } = context.ports;
  const beganMs = clock.nowMs();
  const request = { address: targetAddress(step, context), port: step.target.port, method: step.method };
  const seen = await hops.trace(request, { timeoutMs: ROUND_MS, signal: context.signal });
  if (seen.failure?.code === 'tool-missing') return seen;
  await clock.sleep(Math.max(0, PAUSE_MS - (clock.nowMs() - beganMs)), context.signal);
  return seen;
}

export const hopsProbe: Probe<'hops'> = {
  id: 'hops',
  version: 1,
  summary:
    "Asks who answers on the way to one port, by the operating system's own traceroute, mtr, netcat or tracert: at most 40 packets.",
  async run(step, context) {
    const { clock } = context.ports;
    const beganMs = clock.nowMs();
    const [first, ...more] = await traced(step, context);
    return seenBy(step, targetAddress(step, context), {
      rounds: [first, ...more],
      seconds: (clock.nowMs() - beganMs) / 1000,
    });
  },
};

/** What all rounds saw together. */
function seenBy(
  { target }: StepOf<'hops'>,
  address: IpAddress,
  { rounds, seconds }: { readonly rounds: Rounds; readonly seconds: number },
): HopsEvidence {
  const [{ method, tool, argv }] = rounds;
  const ttl = joinHops(rounds.flatMap((round) => round.ttl));
  return {
    kind: 'hops',
    ...{ address, method, tool, ttl, seconds },
    port: method === 'udp' || method === 'tcp' ? target.port : null,
    argv: [...argv],
    reached: rounds.some(({ reached }) => reached),
    rounds: rounds.length,
    packets: ttl.reduce((sum, { sent }) => sum + sent, 0),
    failure: rounds.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}
