/** A DNS server on loopback that answers as a test wants: over UDP and TCP on the same port, or not at all. */
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import dnsPacket, { type Answer, type Packet } from 'dns-packet';

/** Bytes to send back for a question; null: silence. `count` is how many questions came before over this transport. */
export type Reply = (question: Packet, count: number) => Uint8Array | null;

export interface DnsServer {
  readonly port: number;
  /** Questions heard over each transport. */
  readonly heard: { udp: number; tcp: number };
  close(): Promise<void>;
}

export async function startDnsServer(answers: { udp?: Reply; tcp?: Reply }): Promise<DnsServer> {
  const heard = { udp: 0, tcp: 0 };
  const tcp = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      const reply = answers.tcp?.(dnsPacket.decode(data.subarray(2)), heard.tcp++) ?? null;
      if (reply !== null) socket.end(reply);
    });
    socket.on('end', () => socket.end());
  });
  await once(tcp.listen(0, '127.0.0.1'), 'listening');
  const { port } = tcp.address() as net.AddressInfo;
  const udp = dgram.createSocket('udp4', (data, from) => {
    const reply = answers.udp?.(dnsPacket.decode(data), heard.udp++) ?? null;
    if (reply !== null) udp.send(reply, from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    port,
    heard,
    async close() {
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}

/** The honest answer to a question, with changes. */
export function answerTo(
  question: Packet,
  answers: readonly Answer[],
  changes: Packet & { rcode?: number } = {},
): Uint8Array {
  const { rcode = 0, flags = 0, ...rest } = changes;
  return dnsPacket.encode({
    type: 'response',
    id: question.id ?? 0,
    flags: flags | rcode,
    questions: question.questions ?? [],
    answers: [...answers],
    ...rest,
  });
}

/** As on the wire over TCP: two bytes of length first. `claimed` lies about it. */
export function framed(message: Uint8Array, claimed: number = message.length): Uint8Array {
  return Uint8Array.from([claimed >> 8, claimed & 0xff, ...message]);
}
