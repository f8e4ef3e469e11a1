/**
 * What the operating system's resolver says about a name (getaddrinfo): the truth that the client itself would get, with hosts
 * file, split DNS, VPN rules and search order. A call of getaddrinfo cannot be cancelled, so its late result is discarded.
 */
import { parseIpAddress, type HostName, type IpAddress } from '../../core/address.ts';
import { failure, type Failure } from '../../core/failure.ts';
import type { CallOptions, Clock, LookupResult } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { classifyError } from '../classify-failure.ts';
import { onAbort } from '../on-abort.ts';
import { assertLookupAllowed } from '../target-guard.ts';

/** Where getaddrinfo is called: in this process or in a child of its own. */
export interface LookupSource {
  /** How many calls really run beside each other. */
  readonly parallel: number;
  /** Settles when getaddrinfo has ended, `over` says that nobody waits any more. `code` is libuv's name of the error. Never rejects. */
  resolve(host: HostName, over: AbortSignal): Promise<LookupAnswer>;
}

export interface LookupAnswer {
  readonly addresses: readonly string[];
  readonly code: string | null;
  readonly durationMs: number;
}

export type Lookup = (host: HostName, options: CallOptions) => Promise<LookupResult>;

/** Answers with more addresses than this are cut: a stranger wrote them. */
const MAX_ADDRESSES = 64;

/**
 * A lookup over `source` with a queue before it. Only as many calls are handed over as really run at once: libuv would queue the
 * others in silence, and their waiting would be counted as the resolver's time. The time-out covers the queue too, so that a dead
 * resolver costs one time-out for all names.
 */
export function makeLookup(source: LookupSource, clock: Clock): Lookup {
  const gate = new Gate(source.parallel);
  return async (host, options) => {
    assertLookupAllowed(host);
    const startedMs = clock.nowMs();
    let asked = false;
    return withDeadline(
      options,
      async (over) => {
        await gate.enter(over);
        asked = true;
        const answer = source.resolve(host, over).finally(() => gate.leave());
        return toResult(await answer);
      },
      () => ({
        addresses: [],
        durationMs: clock.nowMs() - startedMs,
        failure: timedOut(asked),
      }),
    );
  };
}

function timedOut(asked: boolean): Failure {
  return failure('dns-timeout', 'resolve', asked ? null : 'the resolver was still busy with earlier names');
}

function toResult(answer: LookupAnswer): LookupResult {
  const addresses = answer.addresses
    .map(parseIpAddress)
    .filter((address): address is IpAddress => address !== null);
  const error = Object.assign(new Error(answer.code ?? 'no usable address'), {
    code: answer.code ?? 'EAI_NODATA',
  });
  return {
    addresses: [...new Set(addresses)].slice(0, MAX_ADDRESSES),
    durationMs: answer.durationMs,
    failure: addresses.length > 0 ? null : classifyError(error, 'resolve'),
  };
}

/** A counting semaphore; who waits is let in first come, first served. */
class Gate {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(size: number) {
    this.free = size;
  }

  /** Resolves when a place is free. After the signal has fired the place is not taken. */
  enter(signal: AbortSignal): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      const giveUp = (): void => {
        const index = this.waiting.indexOf(resolve);
        if (index >= 0) this.waiting.splice(index, 1);
      };
      onAbort(signal, giveUp);
    });
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
