/** The TCP side of a peer as its client sees it: one line each way, signed. What a stranger says there is bounded and proves nothing. */
import net from 'node:net';
import { failure, type Failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import {
  LINE_BYTES,
  newNonce,
  questionLine,
  readAnswer,
  readGreeting,
  type PeerAnswer,
} from '../../peer/greeting.ts';
import type { PeerKey } from '../../peer/keys.ts';
import type { CallOptions, Clock, PeerQuestion, PeerTold } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { classifyError } from '../classify-failure.ts';
import { onAbort } from '../on-abort.ts';
import { assertTargetAllowed } from '../target-guard.ts';

export async function askPeer(
  question: PeerQuestion,
  { clock, key }: { readonly clock: Clock; readonly key: PeerKey },
  options: CallOptions,
): Promise<PeerTold> {
  assertTargetAllowed(question.address);
  const conversation = new Conversation(question, clock, key);
  return withDeadline(
    options,
    (over) => conversation.run(over),
    () => conversation.timedOut(),
  );
}

class Conversation {
  private readonly question: PeerQuestion;
  private readonly clock: Clock;
  private readonly key: PeerKey;
  private readonly nonce = newNonce();
  private readonly beganMs: number;
  private connectMs: number | null = null;
  private greeted: string | null = null;
  private text = '';
  private settle: (told: PeerTold) => void = () => undefined;

  constructor(question: PeerQuestion, clock: Clock, key: PeerKey) {
    this.question = question;
    this.clock = clock;
    this.key = key;
    this.beganMs = clock.nowMs();
  }

  run(over: AbortSignal): Promise<PeerTold> {
    const { address, port } = this.question;
    const socket = new net.Socket();
    onAbort(over, () => socket.destroy());
    socket.setEncoding('latin1');
    return new Promise((resolve) => {
      this.settle = resolve;
      socket.once('connect', () => (this.connectMs = this.clock.nowMs() - this.beganMs));
      socket.on('data', (chunk: string) => this.hear(chunk, socket));
      socket.on('error', (error) => resolve(this.ended(classifyError(error, this.operation()))));
      // Whoever greets and then closes without a word does not take the key.
      socket.once('end', () => resolve(this.ended(failure('connection-closed', 'receive'))));
      socket.connect({ host: address, port, autoSelectFamily: false });
    });
  }

  timedOut(): PeerTold {
    const isOpen = this.connectMs !== null;
    return this.ended(isOpen ? failure('no-reply', 'receive') : failure('connection-timeout', 'connect'));
  }

  /** Both lines may come at once, and one may be too long. */
  private hear(chunk: string, socket: net.Socket): void {
    this.text += chunk;
    for (let end = this.text.indexOf('\n'); end !== -1; end = this.text.indexOf('\n')) {
      const line = this.text.slice(0, Math.min(end, LINE_BYTES));
      this.text = this.text.slice(end + 1);
      if (this.greeted === null) this.greet(line, socket);
      else this.settle(this.answered(readAnswer(line, this.key, [this.greeted, this.nonce])));
    }
    if (this.text.length > LINE_BYTES) this.settle(this.answered(null));
  }

  private greet(line: string, socket: net.Socket): void {
    this.greeted = readGreeting(line);
    if (this.greeted === null) return this.settle(this.answered(null));
    const { about } = this.question;
    const asked = { nonce: this.nonce, port: about?.port ?? null, mark: about?.mark ?? null };
    socket.write(questionLine(this.key, this.greeted, asked));
  }

  private answered(answer: Omit<PeerAnswer, 'mac'> | null): PeerTold {
    if (answer === null) return { ...this.ended(failure('unexpected-reply', 'parse')), said: 'other' };
    const { address, port, udp, loopP99Ms, loadKbps } = answer;
    return { ...this.ended(null), said: 'answer', outside: { address, port }, udp, loopP99Ms, loadKbps };
  }

  private ended(why: Failure | null): PeerTold {
    return {
      state: this.stateFor(why),
      connectMs: this.connectMs,
      said: this.isRefused(why) ? 'greeting' : 'nothing',
      outside: null,
      udp: null,
      loopP99Ms: null,
      loadKbps: null,
      failure: why,
    };
  }

  private isRefused(why: Failure | null): boolean {
    return this.greeted !== null && why?.code === 'connection-closed';
  }

  private stateFor(why: Failure | null): PortState {
    if (this.connectMs !== null) return 'open';
    return why?.code === 'connection-refused' ? 'closed' : 'filtered';
  }

  private operation(): 'connect' | 'receive' {
    return this.connectMs === null ? 'connect' : 'receive';
  }
}
