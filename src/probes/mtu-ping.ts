/**
 * The largest packet that a path carries, by pings that may not be fragmented, exact to the byte. Answers to small pings
 * come first: where there are none, sizes say nothing. Packet sizes are whole IP packets.
 */
import { familyOf, type IpAddress } from '../core/address.ts';
import type { MtuPingEvidence } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import { boundsOf, nextSizes, type SizeTry } from './mtu-search.ts';
import type { PingResult } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { targetAddress } from './target-address.ts';

/** Where the interface's MTU cannot be read: what nearly every one has. */
const USUAL_MTU_BYTES = 1500;
/** Beyond this (loopback, jumbo frames on the way to a router) the internet carries nothing anyway. */
const LARGEST_TRIED_BYTES = 9000;
/** The default ping of every system is at least this small. */
const SMALL_PACKET_BYTES = 84;
/** Two tries a size: one lost packet must not make a black hole. */
const TRIES = 2;
/** A search ends after this long, exact or not; a black hole takes about four rounds. */
const SEARCH_MS = 4500;
/** Shortest wait for a reply; a reply in time takes one round trip, three are waited. */
const LEAST_WAIT_MS = 300;
const MOST_WAIT_MS = 1000;
/** The two tries of a size go out 200 ms apart. */
const SPACING_MS = 200;

export const mtuPingProbe: Probe<'mtu-ping'> = {
  id: 'mtu-ping',
  version: 1,
  summary:
    "Finds the path MTU by ICMP echo requests with don't-fragment, two a size, several sizes at once, through the system's ping.",
  async run(step, context) {
    const address = targetAddress(step, context);
    return measure(address, step, context);
  },
};

/** The interface's MTU towards the address, from the route, else from the facts of the default interface. */
async function ceilingOf(
  address: IpAddress,
  step: StepOf<'mtu-ping'>,
  context: ProbeContext,
): Promise<number> {
  const route = await context.ports.host.route(address, { timeoutMs: step.budgetMs, signal: context.signal });
  const mtu = route.interfaceMtuBytes ?? USUAL_MTU_BYTES;
  return Math.min(mtu, LARGEST_TRIED_BYTES);
}

interface Pinger {
  readonly address: IpAddress;
  readonly context: ProbeContext;
}

function ping(
  { address, context }: Pinger,
  packetBytes: number | null,
  timeoutMs: number,
): Promise<PingResult> {
  const request = {
    address,
    family: familyOf(address),
    count: TRIES,
    packetBytes,
    dontFragment: true,
  } as const;
  return context.ports.ping.ping(request, { timeoutMs, signal: context.signal });
}

async function measure(
  address: IpAddress,
  step: StepOf<'mtu-ping'>,
  context: ProbeContext,
): Promise<MtuPingEvidence> {
  const pinger: Pinger = { address, context };
  const [small, ceiling] = await Promise.all([
    ping(pinger, SMALL_PACKET_BYTES, MOST_WAIT_MS + SPACING_MS),
    ceilingOf(address, step, context),
  ]);
  const tries = small.received === 0 ? [] : await search(pinger, ceiling, replyWait(small));
  return toEvidence(address, small, tries);
}

/** How long a call of the tool may take: the spacing of its tries and three round trips of the small ping. */
function replyWait({ rttsMs }: PingResult): number {
  const wait = Math.max(...rttsMs) * 3;
  return SPACING_MS + Math.min(Math.max(wait, LEAST_WAIT_MS), MOST_WAIT_MS);
}

async function search(pinger: Pinger, ceilingBytes: number, timeoutMs: number): Promise<SizeTry[]> {
  const { clock } = pinger.context.ports;
  const startedMs = clock.nowMs();
  const tries: SizeTry[] = [];
  while (clock.nowMs() - startedMs + timeoutMs <= SEARCH_MS) {
    const sizes = nextSizes(tries, SMALL_PACKET_BYTES, ceilingBytes);
    if (sizes.length === 0) break;
    const round = await Promise.all(sizes.map((size) => trySize(pinger, size, timeoutMs)));
    if (round.some((attempt) => attempt === null)) break;
    tries.push(...round.filter((attempt) => attempt !== null));
  }
  return tries;
}

/** Null when the tool could not send that size at all: then nothing is known about it. */
async function trySize(pinger: Pinger, packetBytes: number, timeoutMs: number): Promise<SizeTry | null> {
  const { received, announcedMtuBytes, failure } = await ping(pinger, packetBytes, timeoutMs);
  return failure === null ? { packetBytes, passed: received > 0, announcedMtuBytes } : null;
}

function toEvidence(address: IpAddress, small: PingResult, tries: readonly SizeTry[]): MtuPingEvidence {
  const answersPing = small.received > 0;
  const { largestPassed, smallestLost } = boundsOf(tries, SMALL_PACKET_BYTES);
  const announced = tries.flatMap(({ announcedMtuBytes }) => announcedMtuBytes ?? []);
  return {
    kind: 'mtu-ping',
    address,
    family: familyOf(address),
    answersPing,
    tries: [...tries].sort((a, b) => a.packetBytes - b.packetBytes),
    largestPassedBytes: answersPing ? largestPassed : null,
    smallestLostBytes: smallestLost,
    announcedMtuBytes: announced.length === 0 ? null : Math.min(...announced),
    failure: small.failure,
  };
}
