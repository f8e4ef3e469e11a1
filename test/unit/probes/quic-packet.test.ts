import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeQuicProbe, readVersionNegotiation } from '../../../src/probes/quic-packet.ts';
import type { QuicProbePacket } from '../../../src/probes/quic-packet.ts';

function answerOf(
  probe: QuicProbePacket,
  changes: { first?: number; version?: number[]; versions?: number[] } = {},
): Uint8Array {
  const { first = 0xd5, version = [0, 0, 0, 0], versions = [0, 0, 0, 1, 0x70, 0x9a, 0x50, 0xc4] } = changes;
  return Uint8Array.from([
    first,
    ...version,
    probe.sourceId.length,
    ...probe.sourceId,
    probe.destinationId.length,
    ...probe.destinationId,
    ...versions,
  ]);
}

describe('the probe has the shape of RFC 9000, 17.2.2', () => {
  const { bytes, destinationId, sourceId } = makeQuicProbe();

  test('1200 bytes, long header, type Initial', () => {
    expect(bytes.length).toBe(1200);
    expect(bytes[0]).toBe(0xc0);
  });

  test('the version has the reserved form ?a?a?a?a', () => {
    expect(Array.from(bytes.subarray(1, 5), (byte) => byte & 0x0f)).toEqual([10, 10, 10, 10]);
  });

  test('ids, an empty token, and the length of what follows', () => {
    expect([bytes[5], bytes[14], bytes[23]]).toEqual([8, 8, 0]);
    expect(bytes.subarray(6, 14)).toEqual(destinationId);
    expect(bytes.subarray(15, 23)).toEqual(sourceId);
    expect(((bytes[24] ?? 0) << 8) | (bytes[25] ?? 0)).toBe(0x4000 | (1200 - 26));
  });

  test('each probe has ids of its own', () => {
    expect(makeQuicProbe().sourceId).not.toEqual(sourceId);
  });

  test.each([1252, 1472])('padded to %i', (size) => {
    const padded = makeQuicProbe(size).bytes;
    expect(padded.length).toBe(size);
    expect(((padded[24] ?? 0) << 8) | (padded[25] ?? 0)).toBe(0x4000 | (size - 26));
  });
});

describe('the answer', () => {
  const probe = makeQuicProbe();

  test.each([0x96, 0xf2, 0xa6, 0xd5, 0x80])('first byte %i is as good as any with the high bit', (first) => {
    expect(readVersionNegotiation(answerOf(probe, { first }), probe)).toEqual(['00000001', '709a50c4']);
  });

  test.each<[string, Uint8Array]>([
    ['a short header', answerOf(probe, { first: 0x55 })],
    ['a version that is not zero', answerOf(probe, { version: [0, 0, 0, 1] })],
    ['no version at all', answerOf(probe, { versions: [] })],
    [
      'our own grease version, which we have just asked for',
      answerOf(probe, { versions: [...probe.bytes.subarray(1, 5)] }),
    ],
    ['our probe sent back', probe.bytes],
    ['an answer to another probe', answerOf(makeQuicProbe())],
    ['an id that runs over the end', Uint8Array.from([0x80, 0, 0, 0, 0, 255, 1, 2])],
    ['nothing', new Uint8Array()],
  ])('%s is none', (...[, bytes]) => {
    expect(readVersionNegotiation(bytes, probe)).toBeNull();
  });

  test('ids that are not swapped are refused', () => {
    const swapped = { ...probe, sourceId: probe.destinationId, destinationId: probe.sourceId };
    expect(readVersionNegotiation(answerOf(swapped), probe)).toBeNull();
  });

  test('no byte sequence makes it throw', () => {
    const tail = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(tail, fc.boolean(), (bytes, realHead) => {
        const datagram = realHead
          ? Uint8Array.from([0x80, 0, 0, 0, 0, 8, ...probe.sourceId, ...bytes])
          : bytes;
        void readVersionNegotiation(datagram, probe);
      }),
      { numRuns: 2000 },
    );
  });
});
