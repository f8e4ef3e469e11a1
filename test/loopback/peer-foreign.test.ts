/** A STAMP of another hand (test/fixtures/stamp, written from the RFC): it answers our sender, and our reflector answers it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { afterAll, expect, test } from '@jest/globals';
import { toIpAddress } from '../../src/core/address.ts';
import { makeClock } from '../../src/net/clock.ts';
import { listenAt } from '../../src/net/peer/listen.ts';
import { makePeerTalk } from '../../src/net/peer/talk.ts';
import { LINE_BYTES } from '../../src/peer/greeting.ts';
import { readKeys } from '../../src/peer/keys.ts';
import { makePeer } from '../../src/peer/peer.ts';
import { countSeries } from '../../src/probes/stamp-series.ts';

const PROGRAM = join(import.meta.dirname, '../fixtures/stamp/stamp.py');
const SECRET = 'ab'.repeat(32);
const HERE = toIpAddress('127.0.0.1');
const hasPython = spawnSync('python3', ['--version']).status === 0;
const withPython = hasPython ? test : test.skip;

/** The other program may stand still for as long as it likes: a wait for it takes twenty times as long. */
const clock = makeClock();
const patient = { ...clock, nowMs: () => clock.nowMs() / 20 };

const ends: (() => unknown)[] = [];
afterAll(() => Promise.all(ends.map((end) => end())));

async function foreignReflector(mode: 'stateful' | 'stateless'): Promise<number> {
  const child = spawn('python3', [PROGRAM, 'reflect', mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => child.kill());
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(String(line));
}

withPython.each(['stateful', 'stateless'] as const)(
  'a %s reflector answers each of our packets',
  async (mode) => {
    const port = await foreignReflector(mode);
    const talk = makePeerTalk({ clock: patient, keys: null });
    const seen = await talk.reflect(
      {
        ...{ address: HERE, port, isSigned: false, localPort: null, mark: '00'.repeat(24), hellos: 1 },
        ...{ helloEveryMs: 20, count: 30, everyMs: 2, giveUpAfter: 25, closers: 5 },
      },
      new AbortController().signal,
    );
    expect(seen).toMatchObject({ sent: 30, packetBytes: 44, isAnswered: true });
    expect(seen.replies.map(({ seq, number }) => number - seq)).toEqual(Array(seen.replies.length).fill(0));
    const counted = countSeries(seen, null, { count: 30, loopP99Ms: null });
    expect(counted).toMatchObject({ received: 30, atPeer: 30, closedBy: 'whole' });
    // Its clock is read right: it is ours, and not another hour.
    const apart = seen.replies.flatMap(({ atPeerMs, leftPeerMs }) => [atPeerMs, leftPeerMs].map(Math.abs));
    expect(Math.max(...apart)).toBeLessThan(3_600_000);
  },
);

async function ourReflector(isOpen: boolean): Promise<number> {
  const peer = makePeer({
    ...{ keys: readKeys(`day 2999-01-01 ${SECRET}\n`), open: isOpen, allows: () => true, ports: [] },
    ...{ log: () => undefined, nowMs: () => Date.now(), loadKbps: null, loopP99Ms: () => null },
  });
  const talk = { lineBytes: LINE_BYTES, timeoutMs: 25_000, most: 8 };
  const listening = await listenAt([{ address: HERE, port: 0 }], peer, talk);
  ends.push(() => listening.close());
  return listening.places.find(({ transport }) => transport === 'udp')?.port ?? 0;
}

async function foreignSender(port: number, count: number, ...key: readonly string[]): Promise<unknown[]> {
  const { stdout } = await promisify(execFile)('python3', [
    PROGRAM,
    'send',
    String(port),
    String(count),
    ...key,
  ]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

withPython('a sender without a key is answered by a peer that is open', async () => {
  const answers = await foreignSender(await ourReflector(true), 5);
  expect(answers).toEqual(
    [0, 1, 2, 3, 4].map((seq) => ({ seq, senderSeq: seq, bytes: 44, ttl: 255, isEchoed: true })),
  );
});

withPython(
  'a sender with the key is answered with what it can verify, and counted by nobody without the cookie',
  async () => {
    const answers = await foreignSender(await ourReflector(false), 3, SECRET);
    expect(answers).toEqual(
      [0, 1, 2].map((seq) => ({ seq, senderSeq: seq, bytes: 112, signed: true, ttl: 255 })),
    );
  },
);
