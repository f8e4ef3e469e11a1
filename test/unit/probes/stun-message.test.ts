import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeBindingRequest, readBindingReply } from '../../../src/probes/stun-message.ts';

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.replace(/\s/g, '').match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

/** The sample answers of RFC 5769, 2.2 (IPv4) and 2.3 (IPv6). */
const RFC_IPV4 = bytesOf(`0101003c 2112a442 b7e7a701bc34d686fa87dfae
  8022000b 74657374 20766563 746f7220 00200008 0001a147 e112a643
  00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004 c07d4c96`);
const RFC_IPV6 = bytesOf(`01010048 2112a442 b7e7a701bc34d686fa87dfae
  8022000b 74657374 20766563 746f7220 00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
  00080014 a382954e4be67bf11784c97c8292c275bfe3ed41 80280004 c8fb0b4c`);
const RFC_REQUEST = bytesOf('00010000 2112a442 b7e7a701bc34d686fa87dfae');

function answerOf(attributes: string, type = '0101'): Uint8Array {
  const value = bytesOf(attributes);
  const length = value.length.toString(16).padStart(4, '0');
  return Uint8Array.from([...bytesOf(`${type}${length}2112a442b7e7a701bc34d686fa87dfae`), ...value]);
}

test('the request is 20 bytes with a fresh transaction id', () => {
  const request = makeBindingRequest();
  expect(request.length).toBe(20);
  expect(request.subarray(0, 8)).toEqual(bytesOf('00010000 2112a442'));
  expect(makeBindingRequest()).not.toEqual(request);
});

describe('the answer', () => {
  test.each<[string, Uint8Array, string | null, number | null]>([
    ['RFC 5769 over IPv4', RFC_IPV4, '192.0.2.1', 32853],
    ['RFC 5769 over IPv6', RFC_IPV6, '2001:db8:1234:5678:11:2233:4455:6677', 32853],
    ['the attribute of older servers', answerOf('80200008 0001a147 e112a643'), '192.0.2.1', 32853],
    ['MAPPED-ADDRESS as a fallback', answerOf('00010008 00018055 c0000201'), '192.0.2.1', 32853],
    ['an error still proves the way', answerOf('', '0111'), null, null],
    ['an address cut short', answerOf('00200004 0001a147'), null, null],
    ['an unknown family', answerOf('00200008 0003a147 e112a643'), null, null],
  ])('%s', (...[, datagram, mappedAddress, mappedPort]) => {
    expect(readBindingReply(datagram, RFC_REQUEST)).toEqual({ mappedAddress, mappedPort });
  });

  test.each<[string, Uint8Array]>([
    ['another transaction', readRequestChanged()],
    ['our request sent back', RFC_REQUEST],
    ['a length that is not the rest', RFC_IPV4.subarray(0, RFC_IPV4.length - 4)],
    ['nothing', new Uint8Array()],
  ])('%s is none', (...[, datagram]) => {
    expect(readBindingReply(datagram, RFC_REQUEST)).toBeNull();
  });

  test('no byte sequence makes it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.boolean(), (bytes, realHead) => {
        const hex = Buffer.from(bytes).toString('hex');
        void readBindingReply(realHead ? answerOf(hex) : bytes, RFC_REQUEST);
      }),
      { numRuns: 2000 },
    );
  });
});

function readRequestChanged(): Uint8Array {
  const other = Uint8Array.from(RFC_IPV4);
  other[19] = 0;
  return other;
}
