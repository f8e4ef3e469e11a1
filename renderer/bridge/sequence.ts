/** Puts events in order: drops what was seen, asks for what is missing. The stream may be cut, doubled or late. */
import type { AgentEvent } from '../../src/contract/index.ts';

export interface SequenceOptions {
  readonly afterSeq: number;
  readonly deliver: (event: AgentEvent) => void;
  /** Fetches all events after a sequence number; a rejection leaves the gap to the next try. */
  readonly missing: (afterSeq: number) => Promise<readonly AgentEvent[]>;
}

export interface Sequence {
  readonly accept: (event: AgentEvent) => void;
  /** Fills up to the present, after a connection was made. */
  readonly catchUp: () => Promise<void>;
  readonly lastSeq: () => number;
}

export function makeSequence(options: SequenceOptions): Sequence {
  let last = options.afterSeq;
  let filling: Promise<void> | null = null;
  const take = (event: AgentEvent) => {
    if (event.seq !== last + 1) return;
    last = event.seq;
    options.deliver(event);
  };
  const fill = async () => {
    const events = await options.missing(last).catch(() => []);
    events.forEach(take);
  };
  const catchUp = () => {
    filling ??= fill().finally(() => (filling = null));
    return filling;
  };
  const accept = (event: AgentEvent) => {
    if (event.seq <= last + 1) take(event);
    else void catchUp().then(() => take(event));
  };
  return { accept, catchUp, lastSeq: () => last };
}
