/**
 * What the datagram probes share: how often and how long they try, and how an answer is told from a stray datagram.
 * One lost packet must not read as silence; a storm must not be sent.
 */
import type { Failure } from '../core/failure.ts';
import type { PortState } from '../core/words.ts';
import type { StepOf } from '../plan/step.ts';
import type { ProbeContext } from './probe.ts';
import type { Timeouts } from './timeouts.ts';
import { targetAddress } from './target-address.ts';

/** How many datagrams at most. */
export const TRIES = 3;
/** Gaps between them: 300-500 ms (technical-facts A.1), growing. */
export const spacingMs: readonly number[] = [300, 500];

/** One datagram to send, and what an answer to it says (null: it is no answer to this one). */
export interface DatagramTry<Reply> {
  readonly payload: Uint8Array;
  readonly read: (datagram: Uint8Array) => Reply | null;
}

export interface DatagramOutcome<Reply> {
  /** The fields that the evidence of every datagram probe has. */
  readonly seen: {
    readonly address: string;
    readonly port: number;
    readonly state: PortState;
    readonly sentAtMs: number[];
    readonly unexpected: number;
    readonly failure: Failure | null;
  };
  readonly reply: { readonly afterMs: number; readonly bytes: number; readonly says: Reply } | null;
}

/** Sends the tries to the step's target until one is answered or refused. Rejects only when cancelled. */
export async function exchangeTries<Reply>(
  tries: readonly DatagramTry<Reply>[],
  step: StepOf<'udp' | 'quic' | 'stun' | 'ntp'>,
  context: ProbeContext,
): Promise<DatagramOutcome<Reply>> {
  const { signal, enough } = context;
  const address = targetAddress(step, context);
  const port = step.target.port;
  const payloads = tries.map(({ payload }) => payload);
  const result = await context.ports.datagram.exchange(
    {
      address,
      port,
      payloads,
      spacingMs,
      accept: (datagram) => readAny(tries, datagram) !== null,
      answeredTry: (datagram) => onlyAnswered(tries, datagram),
    },
    { timeoutMs: wholeTimeMs(context.timeouts), signal, ...(enough ? { enough: enough.signal } : {}) },
  );
  const { state, sentAtMs, unexpected, failure, reply } = result;
  const says = reply && readAny(tries, reply.datagram);
  return {
    seen: { address, port, state, sentAtMs: [...sentAtMs], unexpected, failure },
    reply: reply && says && { afterMs: reply.afterMs, bytes: reply.datagram.length, says },
  };
}

/** The wait of `timeouts.datagramMs` begins with the last try. */
export function wholeTimeMs(timeouts: Timeouts): number {
  return spacingMs.reduce((sum, gapMs) => sum + gapMs, 0) + timeouts.datagramMs;
}

function readAny<Reply>(tries: readonly DatagramTry<Reply>[], datagram: Uint8Array): Reply | null {
  for (const { read } of tries) {
    const reply = read(datagram);
    if (reply !== null) return reply;
  }
  return null;
}

/** A datagram that would answer several tries alike does not tell which one it answers. */
function onlyAnswered<Reply>(tries: readonly DatagramTry<Reply>[], datagram: Uint8Array): number | null {
  const matching = tries.flatMap(({ read }, index) => (read(datagram) === null ? [] : [index]));
  return matching.length === 1 ? (matching[0] ?? null) : null;
}
