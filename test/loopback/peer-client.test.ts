/** The client of a peer on real sockets, against our own responder: what is proved, and what a wrong key or a silent port look like. */
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { toIpAddress } from '../../src/core/address.ts';
import { makeClock } from '../../src/net/clock.ts';
import { listenAt, type Listening } from '../../src/net/peer/listen.ts';
import { makePeerTalk } from '../../src/net/peer/talk.ts';
import { LINE_BYTES } from '../../src/peer/greeting.ts';
import { readKeys } from '../../src/peer/keys.ts';
import { makePeer } from '../../src/peer/peer.ts';
import { readSender, writeReflector } from '../../src/peer/stamp-packet.ts';
import type { StampRequest } from '../../src/probes/ports.ts';

const KEYS = `day 2999-01-01 ${'ab'.repeat(32)}\n`;
const WRONG = `day 2999-01-01 ${'cd'.repeat(32)}\n`;
const HERE = toIpAddress('127.0.0.1');
const MARK = '17'.repeat(24);
const signal = new AbortController().signal;
/** Longer than any stall of a busy machine: nothing waits for its end. */
const TIMEOUT_MS = 25_000;
const options = { timeoutMs: TIMEOUT_MS, signal };
const clock = makeClock();

const open: { close(): unknown }[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

async function startPeer() {
  const ports: number[] = [];
  const peer = makePeer({
    ...{ keys: readKeys(KEYS), open: true, allows: () => true, ports, log: () => undefined },
    ...{ nowMs: () => Date.now(), loadKbps: null, loopP99Ms: () => 1.5 },
  });
  const talk = { lineBytes: LINE_BYTES, timeoutMs: TIMEOUT_MS, most: 8 };
  const listening: Listening = await listenAt([{ address: HERE, port: 0 }], peer, talk);
  open.push(listening);
  const at = (transport: 'udp' | 'tcp') =>
    listening.places.find((place) => place.transport === transport)?.port ?? 0;
  ports.push(at('udp'));
  return { udp: at('udp'), tcp: at('tcp') };
}

const series = (port: number, more: Partial<StampRequest> = {}): StampRequest => ({
  ...{ address: HERE, port, isSigned: true, localPort: null, mark: MARK, hellos: 3, helloEveryMs: 20 },
  ...{ count: 40, everyMs: 2, giveUpAfter: 1_000, closers: 0, ...more },
});

test('every packet of a series comes back with the number of the peer, and the peer tells the same', async () => {
  const peer = await startPeer();
  const talk = makePeerTalk({ clock, keys: KEYS });
  const seen = await talk.reflect(series(peer.udp), signal);
  expect(seen).toMatchObject({ sent: 40, packetBytes: 160, isAnswered: true, failure: null });
  expect(seen.replies.map(({ seq, number }) => number - seq)).toEqual(Array(40).fill(0));
  const told = await talk.ask(
    { address: HERE, port: peer.tcp, about: { port: peer.udp, mark: MARK } },
    options,
  );
  expect(told).toMatchObject({
    ...{ state: 'open', said: 'answer', outside: { address: '127.0.0.1' }, loopP99Ms: 1.5, failure: null },
    udp: { hellos: seen.hellos, answered: seen.hellos, received: 40, sent: 40, provenElsewhereAgo: null },
  });
});

test('another mark and a port that the peer does not have have no counts', async () => {
  const peer = await startPeer();
  const talk = makePeerTalk({ clock, keys: KEYS });
  await talk.reflect(series(peer.udp), signal);
  const about = { port: peer.udp, mark: '00'.repeat(24) };
  const other = await talk.ask({ address: HERE, port: peer.tcp, about }, options);
  expect(other.udp).toMatchObject({ hellos: 0, received: 0, from: null });
  const none = await talk.ask({ address: HERE, port: peer.tcp, about: { ...about, port: 9 } }, options);
  expect(none).toMatchObject({ said: 'answer', udp: null });
});

test('with a wrong key it is greeted, and nothing is reflected', async () => {
  const peer = await startPeer();
  const talk = makePeerTalk({ clock, keys: WRONG });
  const seen = await talk.reflect(series(peer.udp), signal);
  expect(seen).toMatchObject({ hellos: 3, sent: 0, isAnswered: false, failure: { code: 'no-reply' } });
  const told = await talk.ask({ address: HERE, port: peer.tcp, about: null }, options);
  expect(told).toMatchObject({ state: 'open', said: 'greeting', udp: null });
});

test.each([
  ['speaks of something else', 'hello\n', 'other'],
  [
    'greets like a peer and signs with nothing',
    `${JSON.stringify({ 'preflight-peer': 1, nonce: '0'.repeat(32) })}\n{}\n`,
    'other',
  ],
  ['sends a line without end', 'x'.repeat(LINE_BYTES + 10), 'other'],
  ['hangs up at once', null, 'nothing'],
])('whoever %s is no peer', async (_name, says, said) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (says === null) socket.end();
    else socket.write(says);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, HERE, resolve));
  const { port } = server.address() as AddressInfo;
  const talk = makePeerTalk({ clock, keys: KEYS });
  const told = await talk.ask({ address: HERE, port, about: null }, options);
  expect(told).toMatchObject({ state: 'open', said, udp: null });
});

test('a port where nobody listens refuses, and without a key nothing is asked', async () => {
  const peer = await startPeer();
  const shut = createSocket('udp4');
  open.push(shut);
  await new Promise<void>((resolve) => shut.bind(0, HERE, resolve));
  const { port } = shut.address();
  // It hears one other port alone, and nobody else is given its own meanwhile.
  await new Promise<void>((resolve) => shut.connect(peer.udp, HERE, resolve));
  const talk = makePeerTalk({ clock, keys: KEYS });
  const seen = await talk.reflect(series(port), signal);
  expect(seen).toMatchObject({ isAnswered: false, failure: { code: 'port-unreachable' } });
  const bare = makePeerTalk({ clock, keys: null });
  expect(await bare.ask({ address: HERE, port: peer.tcp, about: null }, options)).toMatchObject({
    ...{ said: 'nothing', failure: { code: 'not-permitted' } },
  });
});

test('a local port that is in use is told as that', async () => {
  const peer = await startPeer();
  const taken = createSocket('udp4');
  open.push(taken);
  await new Promise<void>((resolve) => taken.bind(0, resolve));
  const talk = makePeerTalk({ clock, keys: KEYS });
  const seen = await talk.reflect(series(peer.udp, { localPort: taken.address().port }), signal);
  expect(seen).toMatchObject({ hellos: 0, isAnswered: false, failure: { code: 'address-unavailable' } });
});

test('without a key it is a plain sender of STAMP, of 44 bytes', async () => {
  const peer = await startPeer();
  const talk = makePeerTalk({ clock, keys: KEYS });
  const seen = await talk.reflect(series(peer.udp, { isSigned: false, count: 10 }), signal);
  expect(seen).toMatchObject({ hellos: 0, sent: 10, packetBytes: 44, isAnswered: true });
  expect(seen.replies).toHaveLength(10);
});

/** A reflector that loses what it is told to, before or after it counts. */
async function lossy(lose: (seq: number) => 'there' | 'back' | null): Promise<number> {
  const socket: Socket = createSocket('udp4');
  open.push(socket);
  let number = 0;
  socket.on('message', (datagram, { address, port }) => {
    const packet = readSender(datagram, 'open');
    const way = packet === null ? 'there' : lose(packet.seq);
    if (packet === null || way === 'there') return;
    const reply = writeReflector(
      { ...packet, ...packet.copied, seq: number, receivedAtMs: Date.now() },
      null,
    );
    number += 1;
    if (way === null) socket.send(reply, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, HERE, resolve));
  return socket.address().port;
}

test('one more packet at the end tells how many came, also where the last ones were lost', async () => {
  const port = await lossy((seq) =>
    seq === 3 || seq === 4 ? 'there' : seq >= 30 && seq < 40 ? 'back' : null,
  );
  const talk = makePeerTalk({ clock, keys: null });
  const seen = await talk.reflect(series(port, { isSigned: false, closers: 5 }), signal);
  expect(seen.sent).toBe(40);
  expect(seen.replies.filter(({ seq }) => seq < 40)).toHaveLength(28);
  expect(seen.replies.find(({ seq }) => seq === 40)?.number).toBe(38);
});

test('answers that came while this process was late are read, not called lost', async () => {
  const socket: Socket = createSocket('udp4');
  open.push(socket);
  const count = 40;
  const stall = new Int32Array(new SharedArrayBuffer(4));
  let [came, lateMs] = [0, 0];
  socket.on('message', (datagram, { address, port }) => {
    const packet = readSender(datagram, 'open');
    came += 1;
    if (packet === null || packet.seq !== count - 1) return;
    const stamps = { ...packet.copied, receivedAtMs: Date.now() };
    for (let seq = 0; seq < count; seq += 1)
      socket.send(writeReflector({ ...packet, ...stamps, seq, senderSeq: seq }, null), port, address);
    // The answers leave when this ends; by then a timer is due, and the clock says that the wait is over.
    Atomics.wait(stall, 0, 0, 30);
    lateMs = 1_000_000;
  });
  await new Promise<void>((resolve) => socket.bind(0, HERE, resolve));
  const { port } = socket.address();
  const talk = makePeerTalk({ clock: { ...clock, nowMs: () => clock.nowMs() + lateMs }, keys: null });
  const seen = await talk.reflect(series(port, { isSigned: false, count }), signal);
  expect(came).toBe(count);
  expect(new Set(seen.replies.map(({ seq }) => seq)).size).toBe(count);
});

test('where nothing comes back it gives up early', async () => {
  const port = await lossy(() => 'there');
  const talk = makePeerTalk({ clock, keys: null });
  const seen = await talk.reflect(series(port, { isSigned: false, giveUpAfter: 5, closers: 5 }), signal);
  expect(seen).toMatchObject({ sent: 5, replies: [], isAnswered: false });
});

test('a cancelled series ends at once', async () => {
  const peer = await startPeer();
  const stop = new AbortController();
  const talk = makePeerTalk({ clock, keys: KEYS });
  const run = talk.reflect(series(peer.udp, { count: 1_000_000 }), stop.signal);
  stop.abort('cancelled');
  await expect(run).rejects.toBe('cancelled');
});
