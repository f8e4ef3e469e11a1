/**
 * A peer under fire: 100 000 hostile datagrams at 10 000 a second on loopback, out of a seed, while a sender with a key goes on beside them. Writes
 * docs/proof/peer.md; ends with 1 when an answer has more bytes than its question, the memory grows, or a good packet is lost that the kernel did not drop. `npm run peer:fire`;
 * with a smaller count (`npm run peer:fire -- 20000`) it writes nothing.
 */
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readReflector, TLV, writeSender, type Extension } from '../src/peer/stamp-packet.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { PREFLIGHT } from '../test/lab/places.ts';
import { makeHostile, STOLEN } from '../test/unit/peer/hostile.ts';
import { formatted } from './format-generated.ts';
import { memoryMb } from './process-memory.ts';

const [WHOLE, PER_SECOND, GOOD_PER_SECOND] = [100_000, 10_000, 50];
const COUNT = Math.min(WHOLE, Number(process.argv[2] ?? WHOLE));
const PORT = 44_172;
/** Sources of the attack: each is a source network of its own to the peer. */
const SOURCES = 64;
const MEMORY_MB = 100;
const MOST_BEHIND_MS = 5;
/** One of so many is the last good packet, overheard with its cookie and sent again from elsewhere. */
const REPLAYED = 8;
const overheard: { last: Uint8Array } = { last: new Uint8Array() };

interface Source {
  readonly socket: Socket;
  sent: number;
  received: number;
}

const bound = (address: string): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', sendBufferSize: 4_000_000, recvBufferSize: 4_000_000 });
    socket.bind(0, address, () => resolve(socket));
  });

/** Datagrams that the kernel threw away before the peer read them: the last column of its socket. */
function droppedByKernel(): number {
  const port = PORT.toString(16).toUpperCase().padStart(4, '0');
  const line = readFileSync('/proc/net/udp', 'utf8')
    .split('\n')
    .find((one) => one.includes(`0100007F:${port} 00000000:0000`));
  return Number(line?.trim().split(/\s+/).at(-1) ?? 0);
}

/** Processor time in seconds (proc(5): user and system, in ticks of 10 ms). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A sender with a key: what it sent, and what came back. */
async function goodSender(stop: AbortSignal) {
  const socket = await bound('127.0.0.1');
  let cookie: Extension = { flags: 0x80, type: TLV.cookie, value: new Uint8Array(24) };
  const count = { sent: 0, received: 0 };
  await new Promise<void>((resolve) => socket.connect(PORT, '127.0.0.1', resolve));
  const packet = () =>
    writeSender(
      { mode: 'auth', seq: count.sent, sentAtMs: Date.now(), ssid: 1, extensions: [cookie] },
      STOLEN,
    );
  const hello = new Promise<void>((resolve) =>
    socket.on('message', (datagram) => {
      const reply = readReflector(datagram, 'auth');
      cookie = reply?.extensions.find(({ type }) => type === TLV.cookie) ?? cookie;
      count.received += 1;
      resolve();
    }),
  );
  socket.send(packet());
  await hello;
  count.received = 0;
  const beganMs = performance.now();
  for (let index = 1; !stop.aborted; index += 1) {
    await sleep(Math.max(0, beganMs + (index * 1000) / GOOD_PER_SECOND - performance.now()));
    overheard.last = packet();
    socket.send(overheard.last);
    count.sent += 1;
  }
  await sleep(500);
  socket.close();
  return count;
}

async function attack(onTenth: () => void): Promise<readonly Source[]> {
  const sources = await Promise.all(
    Array.from({ length: SOURCES }, async (_, index): Promise<Source> => {
      const source: Source = { socket: await bound(`127.${index + 1}.0.1`), sent: 0, received: 0 };
      source.socket.on('message', (reply) => (source.received += reply.length));
      return source;
    }),
  );
  const hostile = makeHostile(COUNT, 20261129);
  let beganMs = performance.now();
  for (const [index, made] of hostile.entries()) {
    const source = sources[index % SOURCES];
    if (source === undefined) continue;
    const datagram = index % REPLAYED === 0 ? overheard.last : made.datagram;
    source.socket.send(datagram, PORT, '127.0.0.1');
    source.sent += datagram.length;
    if (index % (COUNT / 10) === 0) onTenth();
    const aheadMs = (index * 1000) / PER_SECOND - (performance.now() - beganMs);
    if (aheadMs > 2) await sleep(aheadMs);
    // What a busy machine missed is not made up for: a burst would measure the kernel's buffer.
    if (aheadMs < -MOST_BEHIND_MS) beganMs -= aheadMs;
  }
  await sleep(500);
  for (const { socket } of sources) socket.close();
  return sources;
}

const folder = mkdtempSync(join(tmpdir(), 'preflight-peer-'));
const keyFile = join(folder, 'keys');
writeFileSync(keyFile, `fire 2999-01-01 ${STOLEN.toString('hex')}\n`, { mode: 0o600 });
await ensureBuilt();
const args = ['peer', '--listen', '127.0.0.1', '--ports', String(PORT), '--key-file', keyFile, '--open'];
const peer = spawn(process.execPath, [PREFLIGHT, ...args], {
  stdio: ['ignore', 'ignore', 'pipe'],
});
const pid = peer.pid ?? 0;
await new Promise<void>((resolve) => peer.stderr.once('data', () => resolve()));

const stop = new AbortController();
const good = goodSender(stop.signal);
await sleep(1_000);
const [before, cpuBefore, beganMs] = [memoryMb(pid), cpuSeconds(pid), performance.now()];
const samples: number[] = [];
const sources = await attack(() => samples.push(memoryMb(pid).now));
const seconds = (performance.now() - beganMs) / 1000;
const [after, cpu] = [memoryMb(pid), cpuSeconds(pid) - cpuBefore];
stop.abort();
const counted = await good;
const dropped = droppedByKernel();
peer.kill('SIGINT');
rmSync(folder, { recursive: true });

const sum = (field: 'sent' | 'received') => sources.reduce((total, source) => total + source[field], 0);
const worst = Math.max(...sources.map(({ sent, received }) => received / sent));
const lost = counted.sent - counted.received;
const rows: readonly (readonly [string, string | number])[] = [
  ['hostile datagrams', COUNT],
  ['of them a second', Math.round(COUNT / seconds)],
  ['bytes to the peer', sum('sent')],
  ['bytes from the peer', sum('received')],
  ['bytes out by bytes in, all', (sum('received') / sum('sent')).toFixed(4)],
  ['the same, worst of 64 source networks (1 at most)', worst.toFixed(4)],
  ['memory before, after, most', `${before.now}, ${after.now}, ${after.most} MB (below ${MEMORY_MB})`],
  ['memory after each tenth', `${samples.join(', ')} MB`],
  ['processor time of the peer', `${cpu.toFixed(1)} s in ${seconds.toFixed(1)} s`],
  ['dropped by the kernel before the peer read them', dropped],
  ['good packets beside it, sent and lost', `${counted.sent}, ${lost}`],
];
const page = [
  '# A peer under fire',
  '',
  `Written by \`npm run peer:fire\` on ${new Date().toISOString().slice(0, 10)}: ${process.version}, loopback. Junk, half packets, packets signed by a stolen key, bent ones, and such without a key (\`--open\` is on), out of a seed; every ${REPLAYED}th is a good packet, overheard with its cookie and sent again from elsewhere.`,
  '',
  '| what | figure |',
  '| --- | --- |',
  ...rows.map(([what, figure]) => `| ${what} | ${figure} |`),
  '',
  'Not in it: other machines, other programs that speak STAMP (scapy builds and reads our packets in the unit tests), IPv6, a line that is full.',
  '',
];
const file = 'docs/proof/peer.md';
if (COUNT === WHOLE) writeFileSync(file, await formatted(page.join('\n'), file));
console.log(rows.map(([what, figure]) => `${what}: ${figure}`).join('\n'));
process.exitCode = worst <= 1 && after.most < MEMORY_MB && lost <= dropped ? 0 : 1;
