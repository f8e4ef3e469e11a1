/** The bytes of STAMP, held against vectors written by hand from RFC 8762 (figures 2, 4, 5 and 7), and against scapy where it is installed. */
import { createHmac } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  fromStamp,
  isSignedBy,
  readReflector,
  readSender,
  TLV,
  toNtp,
  writeReflector,
  writeSender,
  type Extension,
} from '../../../src/peer/stamp-packet.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => index);
const other = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
/** 2026-11-29T12:00:00.5Z is 4004942400.5 s after 1900 (RFC 868), by `date` and hand. */
const AT_MS = Date.parse('2026-11-29T12:00:00.500Z');
const AT = 'eeb69240' + '80000000';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const zeros = (bytes: number) => '00'.repeat(bytes);
const copied = { senderSeq: 7, senderStamp: BigInt(`0x${AT}`), senderError: 1 };
const sender = { seq: 7, sentAtMs: AT_MS, ssid: 0xabcd, extensions: [] };
const cookie: Extension = { flags: 0x80, type: TLV.cookie, value: new Uint8Array(24) };

test('the time of NTP and back', () => {
  expect(toNtp(AT_MS).toString(16)).toBe(AT);
  expect(fromStamp(toNtp(AT_MS), 1)).toBeCloseTo(AT_MS, 3);
  const late = Date.parse('2040-01-01T00:00:00Z');
  expect(fromStamp(toNtp(late), 1)).toBeCloseTo(late, 3);
});

test('the time of PTP, where the error estimate says so (RFC 8762, 4.2.1: Z)', () => {
  const [seconds, nanoseconds] = [BigInt(AT_MS) / 1000n, 500_000_000n];
  expect(fromStamp((seconds << 32n) | nanoseconds, 0x4001)).toBe(AT_MS);
});

describe('without a key', () => {
  test('a sender has 44 bytes', () => {
    const bytes = writeSender({ mode: 'open', ...sender }, null);
    expect(hex(bytes)).toBe(`00000007${AT}0001abcd${zeros(28)}`);
    expect(readSender(bytes, 'open')).toMatchObject({ seq: 7, ssid: 0xabcd, extensions: [] });
  });

  test('a reflector has 44 bytes, with the sender in it', () => {
    const times = { receivedAtMs: AT_MS, ...copied };
    const bytes = writeReflector({ mode: 'open', ...sender, seq: 2, ...times }, null);
    expect(hex(bytes)).toBe(`00000002${AT}0001abcd${AT}00000007${AT}00010000ff${zeros(3)}`);
    expect(readReflector(bytes, 'open')).toMatchObject({ seq: 2, senderSeq: 7 });
  });
});

describe('with a key', () => {
  const mac = (text: string) =>
    createHmac('sha256', key).update(Buffer.from(text, 'hex')).digest('hex').slice(0, 32);

  test('a sender has 112 bytes, signed over the first 96', () => {
    const base = `00000007${zeros(12)}${AT}0001abcd${zeros(68)}`;
    const bytes = writeSender({ mode: 'auth', ...sender }, key);
    expect(hex(bytes)).toBe(base + mac(base));
    expect(isSignedBy(bytes, key)).toBe(true);
    expect(isSignedBy(bytes, other)).toBe(false);
  });

  test('a reflector has its fields at 0, 16, 24, 26, 32, 48, 64, 72 and 80', () => {
    const times = { receivedAtMs: AT_MS, ...copied };
    const bytes = writeReflector({ mode: 'auth', ...sender, seq: 2, ...times }, key);
    const base =
      `00000002${zeros(12)}${AT}0001abcd${zeros(4)}${AT}${zeros(8)}` +
      `00000007${zeros(12)}${AT}0001${zeros(6)}ff${zeros(15)}`;
    expect(hex(bytes)).toBe(base + mac(base));
  });

  test('extensions are signed together with the sequence number, last', () => {
    const bytes = writeSender({ mode: 'auth', ...sender, extensions: [cookie] }, key);
    const more = `80fc0018${zeros(24)}`;
    // A sender marks each as not understood, until a reflector says otherwise (RFC 8972, 4).
    expect(hex(bytes.subarray(112))).toBe(`${more}80080010${mac(`00000007${more}`)}`);
    expect(isSignedBy(bytes, key)).toBe(true);
    for (const at of [0, 20, 115, 139, bytes.length - 1]) {
      const bent = Uint8Array.from(bytes);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(isSignedBy(bent, key)).toBe(false);
    }
    expect(isSignedBy(bytes.subarray(0, 140), key)).toBe(false);
  });
});

test('padding may stand behind the signature, and alone needs none (RFC 8972, 4.8)', () => {
  const padding = Buffer.from('8001000400000000', 'hex');
  const bare = writeSender({ mode: 'auth', ...sender }, key);
  const full = writeSender({ mode: 'auth', ...sender, extensions: [cookie] }, key);
  expect(isSignedBy(Buffer.concat([bare, padding]), key)).toBe(true);
  expect(isSignedBy(Buffer.concat([full, padding, padding]), key)).toBe(true);
  expect(isSignedBy(Buffer.concat([bare, padding, padding]), key)).toBe(false);
  expect(isSignedBy(Buffer.concat([full, Buffer.from('80fc0000', 'hex')]), key)).toBe(false);
  expect(isSignedBy(Buffer.concat([bare, Buffer.from('80fc0000', 'hex')]), key)).toBe(false);
  expect(isSignedBy(Buffer.concat([full, Buffer.from([0])]), key)).toBe(false);
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['43 bytes', new Uint8Array(43)],
  ['more than a packet holds', new Uint8Array(1473)],
])('%s is no packet', (_name, bytes) => {
  expect(readSender(bytes, 'open')).toBe(null);
});

const scapy = spawnSync('/usr/bin/python3', ['-c', 'import scapy.contrib.stamp']).status === 0;
(scapy ? test : test.skip)('scapy reads what we write, and we read what scapy writes', () => {
  const times = { receivedAtMs: AT_MS, ...copied };
  const padding: Extension = { flags: 0, type: TLV.padding, value: new Uint8Array(6) };
  const ours = writeReflector({ mode: 'open', ...sender, seq: 2, ...times, extensions: [padding] }, null);
  const program = `
import sys
from scapy.contrib.stamp import *
from scapy.layers.inet import UDP
data = bytes.fromhex(sys.argv[1])
r = STAMPSessionReflectorTestUnauthenticated(data, _parent=UDP(len=8 + len(data)))
print(r.seq, r.ssid, r.seq_sender, r.ttl_sender, [(t.type, t.len) for t in r.tlv_objects])
print(bytes(STAMPSessionSenderTestUnauthenticated(seq=9, ssid=77)).hex())
`;
  const run = spawnSync('/usr/bin/python3', ['-c', program, hex(ours)], { encoding: 'utf8' });
  const [read = '', written = ''] = run.stdout.trim().split('\n');
  expect(read).toBe('2 43981 7 255 [(1, 6)]');
  expect(readSender(Buffer.from(written, 'hex'), 'open')).toMatchObject({ seq: 9, ssid: 77 });
});
