import { describe, expect, test } from '@jest/globals';
import dnsPacket, { type Answer, type Packet } from 'dns-packet';
import fc from 'fast-check';
import { encodeQuestion, readMessage, type QuestionType } from '../../../../src/net/dns/dns-message.ts';

const NAME = 'drp-fra.amazonworkspaces.com';
const ID = 4711;

function messageOf(answers: Answer[], changes: Packet & { rcode?: number } = {}): Uint8Array {
  const { rcode = 0, ...rest } = changes;
  return dnsPacket.encode({
    type: 'response',
    id: ID,
    flags: rcode,
    questions: [{ type: 'A', name: NAME }],
    answers,
    ...rest,
  });
}

function read(bytes: Uint8Array, type: QuestionType = 'A') {
  return readMessage(bytes, { name: NAME, type }, [1, ID]);
}

describe('an answer', () => {
  test('gives the addresses at the end of the CNAME chain and the smallest TTL on the way', () => {
    const message = messageOf([
      { type: 'A', name: 'c.example', ttl: 300, data: '192.0.2.1' },
      { type: 'CNAME', name: NAME.toUpperCase(), ttl: 20, data: 'b.example' },
      { type: 'CNAME', name: 'b.example', ttl: 60, data: 'c.example' },
      { type: 'A', name: 'c.example', ttl: 300, data: '192.0.2.2' },
      { type: 'A', name: 'elsewhere.example', ttl: 1, data: '192.0.2.99' },
    ]);
    expect(read(message)).toEqual({
      kind: 'answer',
      id: ID,
      answer: {
        rcode: 'NOERROR',
        addresses: ['192.0.2.1', '192.0.2.2'],
        texts: [],
        ttlSeconds: 20,
        truncated: false,
        failure: null,
      },
    });
  });

  test('a CNAME loop ends without an address', () => {
    const message = messageOf([
      { type: 'CNAME', name: NAME, ttl: 1, data: 'b.example' },
      { type: 'CNAME', name: 'b.example', ttl: 1, data: NAME },
    ]);
    expect(read(message)).toMatchObject({ answer: { addresses: [], failure: { code: 'dns-no-data' } } });
  });

  test('the strings of one TXT record are one value', () => {
    const message = messageOf([{ type: 'TXT', name: NAME, ttl: 5, data: ['abc', 'DEF'] }], {
      questions: [{ type: 'TXT', name: NAME }],
    });
    expect(read(message, 'TXT')).toMatchObject({
      answer: { texts: ['abcDEF'], addresses: [], failure: null },
    });
  });

  test('a service record is a text in its presentation form', () => {
    const name = '_ldap._tcp.corp.example';
    const data = { priority: 0, weight: 100, port: 389, target: 'dc1.corp.example' };
    const message = messageOf([{ type: 'SRV', name, ttl: 5, data }], { questions: [{ type: 'SRV', name }] });
    expect(readMessage(message, { name, type: 'SRV' }, [ID])).toMatchObject({
      answer: { texts: ['0 100 389 dc1.corp.example'], failure: null },
    });
  });

  test.each([
    [0, 'NOERROR', 'dns-no-data'],
    [1, 'FORMERR', 'dns-servfail'],
    [2, 'SERVFAIL', 'dns-servfail'],
    [3, 'NXDOMAIN', 'dns-nxdomain'],
    [5, 'REFUSED', 'dns-refused'],
  ])('rcode %i without records is %s, %s', (...[code, rcode, wanted]) => {
    expect(read(messageOf([], { rcode: code }))).toMatchObject({
      answer: { rcode, failure: { code: wanted } },
    });
  });

  test('a truncated answer is no failure yet: TCP has the rest', () => {
    const message = messageOf([], { flags: dnsPacket.TRUNCATED_RESPONSE });
    expect(read(message)).toMatchObject({ answer: { truncated: true, failure: null } });
  });

  test('a refusal may leave the question out', () => {
    expect(read(messageOf([], { rcode: 5, questions: [] }))).toMatchObject({ kind: 'answer' });
  });
});

describe('what is no answer of ours', () => {
  test.each<[string, Uint8Array, string]>([
    ['another id', messageOf([], { id: 99 }), 'dns-mismatch'],
    ['another name', messageOf([], { questions: [{ type: 'A', name: 'other.example' }] }), 'dns-mismatch'],
    ['another type', messageOf([], { questions: [{ type: 'AAAA', name: NAME }] }), 'dns-mismatch'],
    ['addresses without the question', messageOf([], { questions: [] }), 'dns-mismatch'],
    ['our question sent back', encodeQuestion({ name: NAME, type: 'A' }, ID), 'dns-malformed'],
    ['an empty datagram', new Uint8Array(), 'dns-malformed'],
    ['text', new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n'), 'dns-malformed'],
  ])('%s', (...[, bytes, code]) => {
    expect(read(bytes)).toMatchObject({ kind: 'unusable', failure: { code } });
  });
});

describe('no byte sequence makes it throw or run away', () => {
  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void read(bytes)),
      { numRuns: 2000 },
    );
  });

  test('a real answer with some bytes changed', () => {
    const honest = messageOf([
      { type: 'CNAME', name: NAME, ttl: 20, data: 'b.example' },
      { type: 'A', name: 'b.example', ttl: 300, data: '192.0.2.1' },
    ]);
    const changes = fc.array(fc.tuple(fc.nat(honest.length - 1), fc.integer({ min: 0, max: 255 })));
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = Uint8Array.from(honest);
        for (const [at, byte] of list) bytes[at] = byte;
        void read(bytes);
      }),
      { numRuns: 3000 },
    );
  });
});
