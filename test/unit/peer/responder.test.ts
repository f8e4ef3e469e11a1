/** What a peer answers: never more bytes than it was asked with, nothing that a stranger can grow, and counts for proved senders alone. */
import { describe, expect, test } from '@jest/globals';
import { RATES, Responder } from '../../../src/peer/responder.ts';
import { readKeys } from '../../../src/peer/keys.ts';
import {
  controlExtension,
  isSignedBy,
  paddedTo,
  readReflector,
  TLV,
  writeSender,
  type Extension,
} from '../../../src/peer/stamp-packet.ts';
import { randomOf } from '../bundle/mutate-bytes.ts';
import { fireAt, makeHostile } from './hostile.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const KEYS = readKeys(`day 2026-11-30 ${'ab'.repeat(32)}\nold 2026-11-28 ${'cd'.repeat(32)}\n`);
const [key, ended] = KEYS;
const secret = key?.secret ?? new Uint8Array();
const FROM = { address: '198.51.100.7', port: 50_002 };
const EMPTY: Extension = { flags: 0x80, type: TLV.cookie, value: new Uint8Array(24) };

const PADDING = Buffer.from('8001000407070707', 'hex');

const packet = (extensions: readonly Extension[], seq = 0, by = secret) =>
  writeSender({ mode: 'auth', seq, sentAtMs: NOW, ssid: 0x1234, extensions }, by);
const open = (extensions: readonly Extension[] = []) =>
  writeSender({ mode: 'open', seq: 0, sentAtMs: NOW, ssid: 1, extensions }, null);

function talk(responder: Responder, from = FROM, nowMs = NOW, port = 4172) {
  return (datagram: Uint8Array) => {
    const told = responder.answer(datagram, from, { port, nowMs });
    return 'reply' in told ? (told.reply ?? 'none') : told.refused;
  };
}

function cookieFrom(reply: Uint8Array | string): Extension {
  const read = typeof reply === 'string' ? null : readReflector(reply, 'auth');
  const found = read?.extensions.find(({ type }) => type === TLV.cookie);
  if (found === undefined) throw new Error('no cookie');
  return found;
}

const made = (isOpen = false, loadKbps: number | null = null) =>
  new Responder({ keys: KEYS, open: isOpen, loadKbps });

describe('with a key', () => {
  test('the first answer brings a cookie and counts nothing; what brings it back is numbered from 0', () => {
    const responder = made();
    const say = talk(responder);
    const hello = say(packet([EMPTY]));
    expect(hello.length).toBe(packet([EMPTY]).length);
    expect(responder.sessionCount).toBe(0);
    const cookie = cookieFrom(hello);
    const numbers = [0, 1, 2].map((seq) => {
      const reply = say(packet([cookie], seq));
      return typeof reply === 'string' ? reply : readReflector(reply, 'auth')?.seq;
    });
    expect(numbers).toEqual([0, 1, 2]);
    expect(responder.seenOf(4172, '00'.repeat(24))).toEqual({
      hellos: 1,
      answered: 1,
      received: 3,
      sent: 3,
      from: FROM,
    });
    expect(responder.seenOf(4195, '00'.repeat(24)).hellos).toBe(0);
  });

  test.each<[string, Parameters<typeof talk>[1], number, number]>([
    ['another address', { ...FROM, address: '198.51.100.8' }, NOW, 4172],
    ['another source port', { ...FROM, port: 1 }, NOW, 4172],
    ['another port of the peer', FROM, NOW, 4195],
    ['two epochs later', FROM, NOW + 120_000, 4172],
  ])('a cookie is worth nothing from %s', (_name, from, nowMs, port) => {
    const responder = made();
    const cookie = cookieFrom(talk(responder)(packet([EMPTY])));
    expect(cookieFrom(talk(responder, from, nowMs, port)(packet([cookie])))).not.toEqual(cookie);
    expect(responder.sessionCount).toBe(0);
  });

  test.each<[string, Uint8Array, string]>([
    ['a wrong key', packet([EMPTY], 0, new Uint8Array(32)), 'unsigned'],
    ['a key whose day is over', packet([EMPTY], 0, ended?.secret), 'unsigned'],
    ['no key', open(), 'unsigned'],
    ['43 bytes', new Uint8Array(43), 'malformed'],
  ])('%s gets nothing', (_name, datagram, wanted) => {
    expect(talk(made())(datagram)).toBe(wanted);
  });

  test('without a cookie an answer has the number of its question: nothing is kept of it (RFC 8762, 4.3)', () => {
    const say = talk(made());
    const numbers = [5, 6].map((seq) => readReflector(Buffer.from(say(packet([], seq))), 'auth')?.seq);
    expect(numbers).toEqual([5, 6]);
  });

  test.each<[string, Uint8Array]>([
    ['padding alone', Buffer.concat([packet([]), PADDING])],
    ['padding behind the signature', Buffer.concat([packet([EMPTY]), PADDING, PADDING])],
  ])('%s comes back in its place, signed anew, not a byte larger', (_name, datagram) => {
    const reply = Buffer.from(talk(made())(datagram));
    expect(reply).toHaveLength(datagram.length);
    expect(isSignedBy(reply, secret)).toBe(true);
    expect(reply.subarray(-8)).toEqual(Buffer.from('0001000407070707', 'hex'));
  });

  test('hellos are few, and those with a cookie may come quickly', () => {
    const responder = made();
    const say = talk(responder);
    const cookie = cookieFrom(say(packet([EMPTY])));
    const hellos = Array.from({ length: 20 }, () => say(packet([EMPTY]))).filter((one) => one !== 'too-fast');
    expect(hellos).toHaveLength(RATES.hello - 1);
    // What came is told whether or not it was answered: else a limit of the peer would look like loss on the way.
    expect(responder.seenOf(4172, '00'.repeat(24))).toMatchObject({ hellos: 21, answered: RATES.hello });
    const tests = Array.from({ length: 1000 }, () => say(packet([cookie]))).filter(
      (one) => one !== 'too-fast',
    );
    expect(tests).toHaveLength(RATES.test);
    expect(responder.seenOf(4172, '00'.repeat(24))).toMatchObject({ received: 1000, sent: RATES.test });
  });

  test('what was proved elsewhere is told, and not what was proved from here', () => {
    const responder = made();
    const prove = (from: typeof FROM, nowMs: number) => {
      const say = talk(responder, from, nowMs);
      say(packet([cookieFrom(say(packet([EMPTY])))]));
    };
    prove(FROM, NOW);
    expect(responder.provenElsewhereAgo(4172, FROM.address, NOW)).toBe(null);
    prove({ address: '203.0.113.9', port: 1 }, NOW + 10_000);
    expect(responder.provenElsewhereAgo(4172, FROM.address, NOW + 15_000)).toBe(5);
    expect(responder.provenElsewhereAgo(4195, FROM.address, NOW)).toBe(null);
  });
});

test("the sender's time and error come back bit for bit, also where no double holds them", () => {
  const random = randomOf(8762);
  const stamps = Array.from({ length: RATES.open }, () => {
    const datagram = Buffer.from(open());
    for (let at = 4; at < 14; at += 1) datagram[at] = Math.floor(random() * 256);
    return datagram;
  });
  const say = talk(made(true));
  const back = stamps.map((datagram) => Buffer.from(say(datagram)).subarray(28, 38));
  expect(back).toEqual(stamps.map((datagram) => datagram.subarray(4, 14)));
});

test('without a key only --open answers, and an extension that it does not know comes back marked', () => {
  const unknown: Extension = { flags: 0, type: 12, value: Uint8Array.from([9]) };
  const reply = talk(made(true))(open([unknown]));
  expect(typeof reply === 'string' ? reply : readReflector(reply, 'open')?.extensions).toMatchObject([
    { flags: 0x80, type: 12 },
  ]);
});

test.each<[string, string, string]>([
  ['reaches beyond the end', '8001000980fc0002aaaa', 'c001000980fc0002aaaa'],
  ['is half a head', '800100', 'c00100'],
  ['is the padding of TWAMP Light', `${'00'.repeat(6)}`, `80000000${'4000'}`],
])('an extension that %s comes back as it came, marked (RFC 8972, 4)', (_name, sent, wanted) => {
  const datagram = Buffer.concat([open(), Buffer.from(sent, 'hex')]);
  const reply = Buffer.from(talk(made(true))(datagram));
  expect(reply.subarray(44).toString('hex')).toBe(wanted);
});

test('whoever makes up addresses without a key pushes out nobody that was proved', () => {
  const responder = made(true);
  const say = talk(responder);
  const cookie = cookieFrom(say(packet([EMPTY])));
  say(packet([cookie]));
  for (let index = 0; index < 3_000; index += 1)
    talk(responder, { address: `10.${index >> 8}.${index & 255}.9`, port: 1 }, NOW + index)(open());
  expect(responder.sessionCount).toBe(1_025);
  expect(responder.seenOf(4172, '00'.repeat(24)).received).toBe(1);
});

test('sessions stay few, whoever comes', () => {
  const responder = made();
  for (let index = 0; index < 1_100; index += 1) {
    const from = { address: `10.${index >> 8}.${index & 255}.9`, port: 1 };
    const say = talk(responder, from, NOW + index * 10);
    say(packet([cookieFrom(say(packet([EMPTY])))]));
  }
  expect(responder.sessionCount).toBeLessThanOrEqual(1_024);
  expect(responder.ended(NOW + 120_000).length).toBeGreaterThan(1_000);
  expect(responder.sessionCount).toBe(0);
});

test('of two thousand hostile datagrams none brings more bytes than it has', () => {
  const { answered, bytesIn, bytesOut, worst } = fireAt(made(true), makeHostile(2_000, 7), NOW);
  expect(answered).toBeGreaterThan(100);
  expect(worst).toBeLessThanOrEqual(1);
  expect(bytesOut).toBeLessThanOrEqual(bytesIn);
});

describe('answers of another size', () => {
  const begin = (loadKbps: number | null = null) => {
    const responder = made(false, loadKbps);
    const say = talk(responder);
    const cookie = cookieFrom(say(packet([EMPTY])));
    const ask = (bytes: number, replyBytes: number, holdMs = 0, atMs = NOW) => {
      const extensions = paddedTo(bytes, [cookie, controlExtension({ replyBytes, holdMs })]);
      const datagram = packet(extensions);
      const told = responder.answer(datagram, FROM, { port: 4172, nowMs: atMs });
      return { told, bytes: datagram.length };
    };
    return { responder, ask };
  };
  const lengthOf = ({ told }: ReturnType<ReturnType<typeof begin>['ask']>) =>
    'reply' in told ? (told.reply?.length ?? 0) : told.refused;

  test('a large question may have a small answer, and two halves together a large one', () => {
    const { ask } = begin();
    expect(ask(1_472, 164)).toMatchObject({ bytes: 1_472, told: { holdMs: 0 } });
    const small = begin();
    expect(lengthOf(small.ask(736, 0))).toBe(0);
    expect(lengthOf(small.ask(736, 1_472))).toBe(1_472);
    expect(lengthOf(small.ask(736, 1_472))).toBe('no-credit');
    // What was refused is kept: together with the next it is enough.
    expect(lengthOf(small.ask(736, 1_472))).toBe(1_472);
  });

  test('an answer waits as long as it is asked to, and not longer than half a minute', () => {
    const { ask } = begin();
    const { told } = ask(400, 164, 5_000);
    expect(told).toMatchObject({ holdMs: 5_000 });
    // It says when it leaves, not when its question came.
    const read = 'reply' in told && told.reply !== null ? readReflector(told.reply, 'auth') : null;
    expect(read).toMatchObject({ receivedAtMs: NOW, sentAtMs: NOW + 5_000 });
    expect(ask(400, 164, 65_000).told).toMatchObject({ holdMs: 30_000 });
  });

  test('who does not bring the cookie gets what came, whatever is asked', () => {
    const responder = made();
    const datagram = packet([EMPTY, controlExtension({ replyBytes: 1_472, holdMs: 9_000 })]);
    const told = responder.answer(datagram, FROM, { port: 4172, nowMs: NOW });
    expect(told).toMatchObject({ holdMs: 0 });
    expect('reply' in told && told.reply?.length).toBe(datagram.length);
  });

  test('without leave a few answers can be bought, and with it as many as came, at the rate that was said', () => {
    const bought = (loadKbps: number | null) => {
      const { ask } = begin(loadKbps);
      for (let index = 0; index < 300; index += 1) ask(1_472, 0, 0, NOW + index);
      const answers = Array.from({ length: 200 }, (_, index) =>
        lengthOf(ask(172, 1_472, 0, NOW + 300 + index)),
      );
      return answers.filter((one) => one === 1_472).length;
    };
    expect(bought(null)).toBe(Math.floor((8_192 + 200 * 172) / 1_472));
    // A second's worth at once, and a fifth of it in the 0.2 s after that.
    expect(bought(1_000)).toBe(Math.floor((125_000 * 1.2) / 1_472));
    expect(bought(5_000)).toBe(200);
  });

  test('whatever sizes are asked for, not a byte more goes out than came', () => {
    const { ask } = begin();
    const random = randomOf(19);
    let [bytesIn, bytesOut, answers] = [0, 0, 0];
    for (let index = 0; index < RATES.test - 2; index += 1) {
      const { told, bytes } = ask(Math.floor(random() * 1_500), Math.floor(random() * 1_700));
      bytesIn += bytes;
      bytesOut += 'reply' in told ? (told.reply?.length ?? 0) : 0;
      answers += 'reply' in told && told.reply !== null ? 1 : 0;
      expect(bytesOut).toBeLessThanOrEqual(bytesIn);
    }
    expect(answers).toBeGreaterThan(100);
  });
});
