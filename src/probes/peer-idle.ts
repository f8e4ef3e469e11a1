/**
 * How long does a router on the way keep the way back of an idle flow open? Each delay has a socket of its own, asks the peer to hold one answer for so
 * long, and stays quiet until then.
 */
import { randomBytes } from 'node:crypto';
import type { Probe } from './probe.ts';
import { GREETING, SMALL_BYTES, SMALL_REPLY_BYTES } from './peer-packets.ts';
import { MARK_BYTES } from './stamp.ts';
import { targetAddress } from './target-address.ts';

const BYTES = { bytes: SMALL_BYTES, replyBytes: SMALL_REPLY_BYTES } as const;
/** Beyond the delay itself. */
const LATE_MS = 2_000;

export const peerIdleProbe: Probe<'peer-idle'> = {
  id: 'peer-idle',
  version: 1,
  summary:
    'Whether a held answer of a peer (--peer-idle) still comes after up to 30 s of silence, a socket for each delay; at most 34 s in all.',
  async run(step, context) {
    const address = targetAddress(step, context);
    const { ports, signal } = context;
    const door = {
      address,
      port: step.target.port,
      localPort: null,
      ...GREETING,
    };
    const sessions = [];
    for (const delayS of step.delaysS) {
      const mark = randomBytes(MARK_BYTES).toString('hex');
      sessions.push({ delayS, session: await ports.peer.open({ ...door, mark }, signal) });
    }
    try {
      const failure = sessions.find(({ session }) => session.failure !== null)?.session.failure ?? null;
      const held = await Promise.all(
        (failure === null ? sessions : []).map(async ({ delayS, session }) => {
          session.send(0, { ...BYTES, holdMs: delayS * 1000 });
          const endMs = ports.clock.nowMs() + delayS * 1000 + LATE_MS;
          await session.until(endMs, () => session.replies.length > 0);
          return { delayS, answered: session.replies.length > 0 };
        }),
      );
      return { kind: 'peer-idle', address, port: step.target.port, held, failure };
    } finally {
      for (const { session } of sessions) session.close();
    }
  },
};
