/** A peer on real sockets: it reflects what is signed, tells on TCP what came, and refuses a port that is taken. */
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { listenAt, ListenError } from '../../src/net/peer/listen.ts';
import { LINE_BYTES, macOf, newNonce, peerAnswer, questionLine } from '../../src/peer/greeting.ts';
import type { PeerKey } from '../../src/peer/keys.ts';
import { makePeer, type PeerLine } from '../../src/peer/peer.ts';
import { readReflector, TLV, writeSender, type Extension } from '../../src/peer/stamp-packet.ts';

const key: PeerKey = { id: 'test', endsAtMs: Infinity, secret: Buffer.from('ab'.repeat(32), 'hex') };
const SSID = 0x1234;
const MARK = '00'.repeat(24);
const EMPTY: Extension = { flags: 0x80, type: TLV.cookie, value: new Uint8Array(24) };
const TALK = { lineBytes: LINE_BYTES, timeoutMs: 25_000, most: 8 };

const open: { close(): unknown }[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

async function startPeer() {
  const lines: PeerLine[] = [];
  const ports: number[] = [];
  const peer = makePeer({
    keys: [key],
    open: false,
    allows: () => true,
    ports,
    log: (line) => lines.push(line),
    nowMs: () => Date.now(),
    loadKbps: null,
    loopP99Ms: () => 1.5,
  });
  // A free port first, then TCP beside it on the same number.
  const udp = await listenAt([{ address: '127.0.0.1', port: 0 }], peer, TALK);
  open.push(udp);
  const at = (transport: 'udp' | 'tcp') =>
    udp.places.find((place) => place.transport === transport)?.port ?? 0;
  ports.push(at('udp'));
  return { peer, lines, udp: at('udp'), tcp: at('tcp') };
}

async function reflected(port: number, rounds: number): Promise<readonly number[]> {
  const socket = createSocket('udp4');
  const numbers: number[] = [];
  let cookie = EMPTY;
  await new Promise<void>((resolve) => socket.connect(port, '127.0.0.1', resolve));
  const send = (seq: number): void =>
    socket.send(
      writeSender({ mode: 'auth', seq, sentAtMs: Date.now(), ssid: SSID, extensions: [cookie] }, key.secret),
    );
  await new Promise<void>((resolve) => {
    socket.on('message', (datagram) => {
      const reply = readReflector(datagram, 'auth');
      cookie = reply?.extensions.find(({ type }) => type === TLV.cookie) ?? EMPTY;
      numbers.push(reply?.seq ?? -1);
      if (numbers.length > rounds) return resolve();
      send(numbers.length);
    });
    send(0);
  });
  socket.close();
  return numbers;
}

/** What the peer says, and what is said to its greeting. */
function talk(port: number, say: (greeted: string) => string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    let [text, isGreeted] = ['', false];
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (isGreeted || !text.includes('\n')) return;
      isGreeted = true;
      const { nonce } = JSON.parse(text) as { nonce: string };
      text = '';
      socket.write(say(nonce));
    });
    socket.on('close', () => resolve(text));
  });
}

test('it reflects, numbers what is proved, and tells on TCP how many came', async () => {
  const { udp, tcp } = await startPeer();
  expect(await reflected(udp, 3)).toEqual([0, 0, 1, 2]);
  const nonce = newNonce();
  let greeted = '';
  const text = await talk(tcp, (given) => {
    greeted = given;
    return questionLine(key, given, { nonce, port: udp, mark: MARK });
  });
  const { mac, ...seen } = peerAnswer.parse(JSON.parse(text));
  expect(seen).toMatchObject({
    address: '127.0.0.1',
    udp: { hellos: 1, answered: 1, received: 3, from: { address: '127.0.0.1' }, provenElsewhereAgo: null },
    loopP99Ms: 1.5,
  });
  expect(mac).toBe(macOf(key.secret, 'peer', greeted, nonce, JSON.stringify(seen)));
});

test.each<[string, (greeted: string) => string]>([
  [
    'an answer to another greeting',
    () => questionLine(key, newNonce(), { nonce: newNonce(), port: null, mark: null }),
  ],
  [
    'another key',
    (given) =>
      questionLine({ ...key, secret: new Uint8Array(32) }, given, { nonce: newNonce(), port: 1, mark: MARK }),
  ],
  ['no JSON', () => '[[[[[[\n'],
  ['a line without end', () => 'x'.repeat(LINE_BYTES + 10)],
])('%s hears nothing more', async (_name, say) => {
  const { tcp } = await startPeer();
  expect(await talk(tcp, say)).toBe('');
});

test('junk is counted and not answered', async () => {
  const { peer, lines, udp } = await startPeer();
  const socket = createSocket('udp4');
  let answers = 0;
  socket.on('message', () => (answers += 1));
  await new Promise<void>((resolve) => socket.send(new Uint8Array(200), udp, '127.0.0.1', () => resolve()));
  await reflected(udp, 0);
  peer.report();
  expect(answers).toBe(0);
  expect(lines).toEqual([{ event: 'refused', counts: { unsigned: 1 } }]);
  socket.close();
});

test('a port that is taken is told, and nothing stays open', async () => {
  const taken = await startPeer();
  const places = [
    { address: '127.0.0.1', port: 0 },
    { address: '127.0.0.1', port: taken.udp },
  ];
  const again = listenAt(places, taken.peer, TALK);
  await expect(again).rejects.toBeInstanceOf(ListenError);
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE', place: { transport: 'udp' } });
});

const HAND_OVER = join(import.meta.dirname, '../fixtures/stamp/hand-over.py');
/** Answers each datagram with the address that it came from, and says when it listens. */
const ECHO = `import { listenHandedOver } from './src/net/peer/listen.ts';
const answer = (datagram, { address }) => ({ bytes: Buffer.from(address), holdMs: 0 });
await listenHandedOver(1, { onDatagram: answer, onConnection: async () => {} }, {});
console.log('ready');`;
const hasIpv6 = (networkInterfaces()['lo'] ?? []).some(({ address }) => address === '::1');
const canHandOver = hasIpv6 && spawnSync('python3', ['--version']).status === 0;

(canHandOver ? test : test.skip).each([
  ['4', '127.0.0.1'],
  ['6', '::1'],
  ['both', '::1'],
  ['both', '127.0.0.1'],
])('a socket of IPv%s that systemd hands over answers %s', async (family, address) => {
  const program = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', ECHO];
  const child = spawn('python3', [HAND_OVER, family, ...program], { stdio: ['ignore', 'pipe', 'inherit'] });
  open.push({ close: () => child.kill() });
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  open.push(socket);
  const heard = new Promise<string>((resolve) => socket.once('message', (text) => resolve(String(text))));
  let said = '';
  for await (const part of child.stdout) {
    said += String(part);
    if (said.includes('ready')) break;
  }
  socket.send('?', Number.parseInt(said), address);
  expect(await heard).toBe(address);
});
