/**
 * How large a datagram does the path carry towards a QUIC server? Version negotiation probes padded to a ladder of sizes, each
 * tried three times, all sizes beside each other. One direction only: the answer is small.
 *
 * It holds where packets leave unfragmented: Linux sets DF on UDP, but falls back to fragments once it knows a smaller path MTU.
 * So sizes above the interface's or the cached path MTU are left out, and a "too long" from the path ends that size and all
 * larger ones. macOS and Windows do not set DF: a passed size proves less there (docs/known-limits.md).
 */
import { familyOf, type IpAddress } from '../core/address.ts';
import type { Failure } from '../core/failure.ts';
import type { MtuQuicEvidence } from '../evidence/index.ts';
import type { DatagramResult } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { TRIES, spacingMs, wholeTimeMs } from './datagram-tries.ts';
import { quicTry } from './quic.ts';
import { targetAddress } from './target-address.ts';

/** From the smallest QUIC datagram to the largest that 1500 bytes of IPv4 carry (technical-facts A.9). */
const LADDER_BYTES = [1200, 1252, 1300, 1352, 1400, 1452, 1472] as const;
const UDP_HEADER_BYTES = 8;
const IP_HEADER_BYTES = { 4: 20, 6: 40 } as const;
/** Reading the route takes a few milliseconds; without it the ladder runs whole. */
const ROUTE_TIMEOUT_MS = 2000;

type Rung = MtuQuicEvidence['ladder'][number];

export const mtuQuicProbe: Probe<'mtu-quic'> = {
  id: 'mtu-quic',
  version: 1,
  summary:
    'Sends QUIC version negotiation probes of seven sizes from 1200 to 1472 bytes, up to three of each.',
  async run(step, context) {
    const address = targetAddress(step, context);
    const port = step.target.port;
    const family = familyOf(address);
    const overheadBytes = UDP_HEADER_BYTES + IP_HEADER_BYTES[family];
    const limitBytes = await knownMtuBytes(address, context);
    const sizes = LADDER_BYTES.filter((size) => limitBytes === null || size + overheadBytes <= limitBytes);
    const climb = new Climb({ address, port, overheadBytes }, context);
    const rungs = await Promise.all(sizes.map((size) => climb.rung(size)));
    return { kind: 'mtu-quic', address, port, family, ladder: rungs, failure: climb.failureOf(rungs) };
  },
};

/** The smaller of the interface's MTU and the path MTU that the kernel already knows; null when neither can be read. */
async function knownMtuBytes(address: IpAddress, { ports, signal }: ProbeContext): Promise<number | null> {
  const route = await ports.host.route(address, { timeoutMs: ROUTE_TIMEOUT_MS, signal });
  const known = [route.interfaceMtuBytes, route.routeMtuBytes].filter((bytes) => bytes !== null);
  return known.length === 0 ? null : Math.min(...known);
}

class Climb {
  private readonly target: { address: IpAddress; port: number; overheadBytes: number };
  private readonly context: ProbeContext;
  /** One for each size, to end the larger ones. */
  private readonly running = new Map<number, AbortController>();
  private failure: Failure | null = null;

  constructor(target: { address: IpAddress; port: number; overheadBytes: number }, context: ProbeContext) {
    this.target = target;
    this.context = context;
  }

  async rung(payloadBytes: number): Promise<Rung> {
    const stop = new AbortController();
    this.running.set(payloadBytes, stop);
    const result = await this.exchange(payloadBytes, stop.signal);
    this.failure ??= result?.failure ?? null;
    if (result?.failure?.code === 'message-too-long') this.endFrom(payloadBytes);
    return {
      payloadBytes,
      packetBytes: payloadBytes + this.target.overheadBytes,
      replied: result !== null && result.reply !== null,
      tries: result?.sentAtMs.length ?? 1,
    };
  }

  /** A failure of the probe as a whole: nothing of any size came back. */
  failureOf(rungs: readonly Rung[]): Failure | null {
    return rungs.some(({ replied }) => replied) ? null : this.failure;
  }

  /** Null when a smaller size was already too long for the path. */
  private async exchange(payloadBytes: number, stopped: AbortSignal): Promise<DatagramResult | null> {
    const { ports, signal, timeouts } = this.context;
    const { address, port } = this.target;
    const tries = Array.from({ length: TRIES }, () => quicTry(payloadBytes));
    const accept = (datagram: Uint8Array): boolean => tries.some(({ read }) => read(datagram) !== null);
    const payloads = tries.map(({ payload }) => payload);
    try {
      return await ports.datagram.exchange(
        { address, port, payloads, spacingMs, accept },
        { timeoutMs: wholeTimeMs(timeouts), signal: AbortSignal.any([signal, stopped]) },
      );
    } catch (error) {
      if (stopped.aborted && !signal.aborted) return null;
      throw error;
    }
  }

  private endFrom(payloadBytes: number): void {
    for (const [size, stop] of this.running) if (size > payloadBytes) stop.abort('too large');
  }
}
