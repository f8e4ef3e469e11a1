/** One DNS question to one server over TCP (RFC 7766): two bytes of length, then the message. One connection, one question. */
import { randomInt } from 'node:crypto';
import net from 'node:net';
import { failure } from '../../core/failure.ts';
import type { CallOptions, Clock, DnsQuery, DnsReply } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { classifyError } from '../classify-failure.ts';
import { encodeQuestion, NO_DNS_REPLY, readMessage } from './dns-message.ts';
import { onAbort } from '../on-abort.ts';

export async function askOverTcp(query: DnsQuery, clock: Clock, options: CallOptions): Promise<DnsReply> {
  const startedMs = clock.nowMs();
  const id = randomInt(0x10000);
  return withDeadline(
    options,
    async (over) => {
      const message = await exchange(query, encodeQuestion(query, id), over);
      if (!Buffer.isBuffer(message)) return { ...NO_DNS_REPLY, tries: 1, ...message };
      const read = readMessage(message, query, [id]);
      if (read.kind === 'unusable') return { ...NO_DNS_REPLY, tries: 1, failure: read.failure };
      return { ...NO_DNS_REPLY, tries: 1, ...read.answer, durationMs: clock.nowMs() - startedMs };
    },
    () => ({ ...NO_DNS_REPLY, tries: 1, failure: failure('dns-timeout', 'resolve') }),
  );
}

/** The bytes of the first whole message, or how the connection failed. The length field bounds it to 64 kB. */
function exchange(
  query: DnsQuery,
  question: Uint8Array,
  over: AbortSignal,
): Promise<Buffer | Pick<DnsReply, 'failure'>> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: query.server, port: query.serverPort, autoSelectFamily: false });
    onAbort(over, () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.once('connect', () => socket.write(withLength(question)));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const whole = 2 + (received.length < 2 ? Number.POSITIVE_INFINITY : received.readUInt16BE(0));
      if (received.length >= whole) resolve(received.subarray(2, whole));
    });
    socket.once('error', (error) => resolve({ failure: classifyError(error, 'connect') }));
    socket.once('end', () =>
      resolve({ failure: failure('connection-closed', 'resolve', 'closed before the whole answer') }),
    );
  });
}

function withLength(message: Uint8Array): Buffer {
  const framed = Buffer.alloc(2 + message.length);
  framed.writeUInt16BE(message.length, 0);
  framed.set(message, 2);
  return framed;
}
