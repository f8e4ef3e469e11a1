/**
 * A series of measuring packets to one UDP port of a reflector (RFC 8762), paced to an absolute schedule. With a key a first packet must be answered;
 * without one it begins at once, and is given up where nothing comes.
 */
import { Pace } from '../../core/pace.ts';
import type { StampRequest, StampSeen } from '../../probes/ports.ts';
import { onAbort } from '../on-abort.ts';
import { assertTargetAllowed } from '../target-guard.ts';
import { StampSocket, type Means } from './stamp-socket.ts';

const CLOSER_MS = 200;
/** Where answers are missing, the last of them may be late because the peer is; longer where the way is long. */
const TAIL_MS = 3_000;

/** Rejects when cancelled; what the network did is in the result. */
export async function reflectOff(
  request: StampRequest,
  { clock, key }: Means,
  signal: AbortSignal,
): Promise<StampSeen> {
  assertTargetAllowed(request.address);
  signal.throwIfAborted();
  const over = new AbortController();
  const forget = onAbort(signal, () => over.abort(signal.reason));
  const means = { clock, key: request.isSigned ? key : null };
  const socket = new StampSocket(request, means, over.signal);
  try {
    if (await socket.open()) await runSeries(request, socket, means);
    return seenBy(socket, request);
  } finally {
    forget();
    over.abort('ended');
  }
}

async function runSeries(request: StampRequest, socket: StampSocket, { key }: Means): Promise<void> {
  if (key !== null) {
    await socket.greet();
    if (!socket.isProved) return;
  }
  await sendAll(request, socket);
  if (request.closers > 0 && socket.replies.length > 0) await close(request, socket);
}

function seenBy(socket: StampSocket, { count }: StampRequest): StampSeen {
  const { hellos, packetBytes, replies, again, whyNothing } = socket;
  const sent = [...socket.sentAtMs.keys()].filter((seq) => seq < count).length;
  return {
    hellos,
    packetBytes,
    sent,
    replies: [...replies],
    again: [...again],
    isAnswered: whyNothing === null,
    failure: whyNothing,
  };
}

async function sendAll({ count, everyMs, giveUpAfter }: StampRequest, socket: StampSocket): Promise<void> {
  const { clock, replies } = socket;
  const pace = new Pace(clock.nowMs(), everyMs);
  for (let seq = 0; seq < count; seq += 1) {
    if (seq === giveUpAfter && replies.length === 0) break;
    await socket.at(pace.next(clock.nowMs()));
    socket.send(seq);
  }
  const longestMs = Math.max(0, ...replies.map((one) => one.heardAtMs - one.sentAtMs));
  await socket.until(clock.nowMs() + Math.max(TAIL_MS, 2 * longestMs), () => replies.length >= count);
}

/** The number of an answer to one more packet says how many came before it. */
async function close({ count, closers }: StampRequest, socket: StampSocket): Promise<void> {
  const isClosed = (): boolean => socket.replies.some(({ seq }) => seq >= count);
  for (let index = 0; index < closers && !isClosed(); index += 1) {
    socket.send(count + index);
    await socket.until(socket.clock.nowMs() + CLOSER_MS, isClosed);
  }
}
