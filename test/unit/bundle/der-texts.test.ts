/** Which texts a DER value holds, byte by byte at the edges of X.690. */
import { expect, test } from '@jest/globals';
import { derTexts } from '../../../src/bundle/der-texts.ts';

const value = (tag: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  const length = bytes.length < 128 ? [bytes.length] : [0x81, bytes.length];
  return Buffer.concat([Buffer.from([tag, ...length]), bytes]);
};
const deep = (levels: number): Buffer =>
  Array.from({ length: levels }).reduce<Buffer>((inner) => value(0x30, inner), value(0x0c, 'zq'));
const bytes = (...list: number[]): Buffer => Buffer.from(list);
const key = (length: number, sign: number, tag = 0x04): Buffer => value(tag, Buffer.alloc(length, sign));
const text = (length: number, sign: string): string => sign.repeat(length);

test.each<[string, Buffer, readonly string[] | null]>([
  ['nothing', bytes(), []],
  ['a text', value(0x0c, 'zq'), ['zq']],
  ['two texts', Buffer.concat([value(0x13, 'a'), value(0x16, 'b')]), ['a', 'b']],
  ['texts in a sequence', value(0x30, Buffer.concat([value(0x0c, 'a'), value(0x0c, 'b')])), ['a', 'b']],
  [
    'what is no text',
    Buffer.concat([0x01, 0x02, 0x03, 0x05, 0x06, 0x17, 0x18].map((tag) => value(tag, 'zq'))),
    [],
  ],
  ['DER in an octet string', value(0x04, value(0x0c, 'zq')), ['zq']],
  ['DER in a text stays a text', value(0x0c, value(0x0c, 'zq')), ['\f\u0002zq']],
  ['bytes in an octet string', value(0x04, 'zq'), ['zq']],
  ['two-byte signs', value(0x1e, bytes(0, 0x7a, 0, 0x71)), ['zq']],
  ['two-byte signs and half a sign', value(0x1e, bytes(0, 0x7a, 0, 0x71, 0)), ['zq']],
  ['31 levels', deep(30), ['zq']],
  ['32 levels', deep(31), null],
  [
    '31 octet strings',
    Array.from({ length: 31 }).reduce<Buffer>((inner) => value(0x04, inner), value(0x0c, 'zqq')),
    ['\f\u0003zqq'],
  ],
  ['the digest of a key of 20 bytes', key(20, 0x1f), []],
  ['the digest of a key of 32 bytes', key(32, 0x7f), []],
  ['the digest in a context tag', key(20, 0x1f, 0x80), []],
  ['20 signs are a text', key(20, 0x20), [text(20, ' ')]],
  ['32 signs are a text', key(32, 0x7e), [text(32, '~')]],
  ['21 bytes are no digest', key(21, 0x02), [text(21, '\u0002')]],
  ['20 bytes in another tag are no digest', key(20, 0x01, 0x0c), [text(20, '\u0001')]],
  [
    'a name that makes its extension 20 bytes long',
    value(0x04, value(0x30, value(0x82, 'vpn.acme.example'))),
    ['vpn.acme.example'],
  ],
  ['a digest that looks like DER', value(0x04, value(0x0c, Buffer.alloc(18, 1))), []],
  ['a digest that looks like DER of no UTF-8', value(0x04, value(0x0c, Buffer.alloc(18, 0xff))), []],
  ['a length of one byte', bytes(0x0c, 0x7f, ...Buffer.alloc(127, 'a')), [text(127, 'a')]],
  ['a length in one more byte', bytes(0x0c, 0x81, 1, 0x61), ['a']],
  ['a length in two more', bytes(0x0c, 0x82, 0, 1, 0x61), ['a']],
  ['a length in three more', bytes(0x0c, 0x83, 0, 0, 1, 0x61), ['a']],
  ['a length in four more', bytes(0x0c, 0x84, 0, 0, 0, 1, 0x61), null],
  ['no definite length', bytes(0x30, 0x80, 0, 0), null],
  ['a length of which a byte is missing', bytes(0x0c, 0x82, 0), null],
  ['a length that ends the bytes', bytes(0x0c, 0x81, 0), ['']],
  ['a text that is cut', bytes(0x0c, 2, 0x61), null],
  ['a tag alone', bytes(0x0c), null],
  ['a tag of more bytes', bytes(0x1f, 1, 0x61), null],
  ['a sequence of no DER', value(0x30, bytes(0x0c, 9)), null],
  ['a text behind what is no DER', Buffer.concat([value(0x30, bytes(0x0c, 9)), value(0x0c, 'a')]), null],
])('%s', (_what, der, texts) => {
  expect(derTexts(der)).toEqual(texts);
});
