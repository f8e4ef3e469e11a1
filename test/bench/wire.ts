/** Counts the packets that leave the client's interface: tcpdump's own capture, read here. */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Lab } from '../lab/lab.ts';

export interface Sent {
  readonly packets: number;
  readonly bytes: number;
  /** Most packets within any 100 ms. */
  readonly mostIn100Ms: number;
}

const WINDOW_MS = 100;
const LATE_MS = 300;

/** Watches while `run` goes on. */
export async function countSent<T>(lab: Lab, run: () => Promise<T>): Promise<{ sent: Sent; result: T }> {
  const file = join(tmpdir(), `preflight-bench-${process.pid}.pcap`);
  const args = ['-n', '-i', 'eth0', '-Q', 'out', '-s', '64', '-B', '8192', '-U', '-Z', 'root', '-w', file];
  const child = lab.spawn('tcpdump', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('tcpdump ended')));
    child.stderr?.on('data', (text: Buffer) => text.toString().includes('listening') && resolve());
  });
  const result = await run();
  // The capture is read by a program that may be late itself.
  await setTimeout(LATE_MS);
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  await ended;
  const packets = readCapture(await readFile(file));
  await rm(file, { force: true });
  return { sent: summary(packets), result };
}

interface Packet {
  readonly atMs: number;
  readonly bytes: number;
}

const FILE_HEAD_BYTES = 24;
const PACKET_HEAD_BYTES = 16;
const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const ETHERNET_TYPE_AT = 12;

/** The classic pcap format, microseconds, in this machine's byte order. ARP and the like are left out. */
function readCapture(capture: Buffer): Packet[] {
  const packets: Packet[] = [];
  let at = FILE_HEAD_BYTES;
  while (at + PACKET_HEAD_BYTES <= capture.length) {
    const atMs = capture.readUInt32LE(at) * 1000 + capture.readUInt32LE(at + 4) / 1000;
    const kept = capture.readUInt32LE(at + 8);
    const bytes = capture.readUInt32LE(at + 12);
    const type = capture.readUInt16BE(at + PACKET_HEAD_BYTES + ETHERNET_TYPE_AT);
    if (type === IPV4 || type === IPV6) packets.push({ atMs, bytes });
    at += PACKET_HEAD_BYTES + kept;
  }
  return packets;
}

/** Most of the ascending `times` that lie within any window of that length. */
export function mostWithin(times: readonly number[], windowMs: number): number {
  let first = 0;
  let most = 0;
  times.forEach((atMs, index) => {
    while ((times[first] ?? atMs) <= atMs - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

function summary(packets: readonly Packet[]): Sent {
  const times = packets.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const bytes = packets.reduce((sum, packet) => sum + packet.bytes, 0);
  return { packets: packets.length, bytes, mostIn100Ms: mostWithin(times, WINDOW_MS) };
}
