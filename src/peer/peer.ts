/** A peer as a whole: its responder, the TCP side, and a log that names nobody. The sockets are handed in, and call back. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerLine, greetingLine, newNonce, readQuestion, type Question, type UdpSeen } from './greeting.ts';
import type { PeerKey } from './keys.ts';
import { hiddenNetwork } from './limits.ts';
import { Responder, type Refusal, type Session } from './responder.ts';

/** A guess at a key costs as much time as this, whichever byte was wrong. */
const WRONG_MS = 1_000;

export interface PeerLine {
  readonly event: 'session' | 'refused';
  readonly network?: string;
  readonly port?: number;
  readonly received?: number;
  readonly sent?: number;
  readonly counts?: Readonly<Record<string, number>>;
}

export interface PeerInput {
  readonly keys: readonly PeerKey[];
  readonly open: boolean;
  /** Larger answers than questions, at most so much for one network; null: a few for sizes alone. */
  readonly loadKbps: number | null;
  /** Whether this address may ask at all (`--allow`). */
  readonly allows: (address: string) => boolean;
  /** UDP ports, whose counts the TCP side tells. */
  readonly ports: readonly number[];
  readonly log: (line: PeerLine) => void;
  readonly nowMs: () => number;
  readonly loopP99Ms: () => number | null;
}

interface Reply {
  readonly bytes: Uint8Array;
  readonly holdMs: number;
}

interface Talking {
  readonly write: (line: string) => void;
  readonly line: () => Promise<string | null>;
  readonly end: () => void;
}

interface Caller {
  readonly address: string;
  readonly from: number;
  readonly port: number;
}

export function makePeer(input: PeerInput) {
  const { keys, allows, ports, log, nowMs, loopP99Ms, loadKbps } = input;
  const responder = new Responder(input);
  const salt = randomBytes(16);
  const refused = new Map<Refusal | 'not-allowed', number>();
  const refuse = (why: Refusal | 'not-allowed'): null => {
    refused.set(why, (refused.get(why) ?? 0) + 1);
    return null;
  };
  /** What came with the mark, and how long ago others proved that the port is open at all. */
  const seenFor = ({ port, mark }: Question, { address }: Caller): UdpSeen | null => {
    if (port === null || !ports.includes(port)) return null;
    const provenElsewhereAgo = responder.provenElsewhereAgo(port, address, nowMs());
    return { ...responder.seenOf(port, mark ?? ''), provenElsewhereAgo };
  };
  return {
    /** The answer to one datagram, never more bytes in all than came; null: none. */
    onDatagram: (datagram: Uint8Array, { address, from, port }: Caller): Reply | null => {
      if (!allows(address)) return refuse('not-allowed');
      const told = responder.answer(datagram, { address, port: from }, { port, nowMs: nowMs() });
      if ('refused' in told) return refuse(told.refused);
      return told.reply === null ? null : { bytes: told.reply, holdMs: told.holdMs };
    },
    onConnection: async (talk: Talking, caller: Caller): Promise<void> => {
      if (!allows(caller.address)) return void talk.end();
      const greeted = newNonce();
      talk.write(greetingLine(greeted));
      const line = await talk.line();
      if (line === null) return;
      const asked = readQuestion(line, greeted, { keys, nowMs: nowMs() });
      if (asked === null) {
        await pause(WRONG_MS, undefined, { ref: false });
        return void talk.end();
      }
      const { question, key } = asked;
      const udp = seenFor(question, caller);
      const seen = { address: caller.address, port: caller.from, udp, loopP99Ms: loopP99Ms(), loadKbps };
      talk.write(answerLine(seen, key, [greeted, question.nonce]));
      talk.end();
    },
    /** Once a minute: sessions that ended, and what was refused since. */
    report: (): void => {
      for (const session of responder.ended(nowMs())) log(sessionLine(session, salt));
      if (refused.size > 0) log({ event: 'refused', counts: Object.fromEntries(refused) });
      refused.clear();
    },
    get sessions(): number {
      return responder.sessionCount;
    },
  };
}

function sessionLine({ network, port, received, sent }: Session, salt: Uint8Array): PeerLine {
  return { event: 'session', network: hiddenNetwork(network, salt), port, received, sent };
}
