import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeClock } from '../../src/net/clock.ts';
import { makeCommandRunner } from '../../src/net/command-runner.ts';
import { makeKernelTcpReader } from '../../src/net/kernel-tcp-info.ts';
import { makeTcp } from '../../src/net/tcp.ts';
import type { CommandRunner } from '../../src/probes/ports.ts';
import { rttProbe } from '../../src/probes/rtt.ts';
import { tcpProbe } from '../../src/probes/tcp.ts';
import { describeUnless, whyNotLinux } from '../setup/describe-unless.ts';
import { contextOf, ip, stepOf, targetOf } from '../unit/probes/probe-fixtures.ts';
import { startFullListener } from './full-listener.ts';
import { afterClosing, openHandles } from './open-handles.ts';

const clock = makeClock();
const tcp = makeTcp({ clock, kernel: null });
const calm = { timeoutMs: 3000, signal: new AbortController().signal };
const LOOPBACK = ip('127.0.0.1');

let server: net.Server | null = null;
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

/** How each accepted connection ended, in order. */
async function listen(host = '127.0.0.1'): Promise<{ port: number; ends: string[] }> {
  const ends: string[] = [];
  const listener = net.createServer((socket) => {
    socket.once('error', (error: NodeJS.ErrnoException) => ends.push(error.code ?? ''));
    socket.once('end', () => ends.push('end'));
    socket.resume();
  });
  server = listener;
  await once(listener.listen(0, host), 'listening');
  return { port: (listener.address() as net.AddressInfo).port, ends };
}

async function closedPort(): Promise<number> {
  const { port } = await listen();
  await new Promise((resolve) => server?.close(resolve));
  server = null;
  return port;
}

describe('one connect', () => {
  test.each([
    ['IPv4', '127.0.0.1'],
    ['IPv6', '::1'],
  ])('over %s to a listener is open, with its time', async (...[, host]) => {
    const { port } = await listen(host);
    const began = performance.now();
    const result = await tcp.connect({ address: ip(host), port }, calm);
    expect(result).toMatchObject({ state: 'open', failure: null, kernel: null });
    expect(result.connectMs).toBeGreaterThan(0);
    expect(result.connectMs).toBeLessThanOrEqual(performance.now() - began);
  });

  test('ends with a reset, so that no TIME_WAIT is left', async () => {
    const { port, ends } = await listen();
    await tcp.connect({ address: LOOPBACK, port }, calm);
    await new Promise((resolve) => server?.close(resolve));
    expect(ends).toEqual(['ECONNRESET']);
  });

  test('to a port where nobody listens is closed', async () => {
    const result = await tcp.connect({ address: LOOPBACK, port: await closedPort() }, calm);
    expect(result).toMatchObject({
      state: 'closed',
      connectMs: null,
      failure: { code: 'connection-refused', operation: 'connect', detail: 'ECONNREFUSED' },
    });
  });
});

/** Accepts in a thread of its own and resets at once, so that the reset is there before a busy caller looks. */
async function startResetter(): Promise<{ port: number; stop: () => Promise<number> }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer((socket) => socket.resetAndDestroy());
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  const [port] = (await once(worker, 'message')) as [number];
  return { port, stop: () => worker.terminate() };
}

let stopResetter: (() => Promise<number>) | null = null;
afterEach(async () => {
  await stopResetter?.();
  stopResetter = null;
});

/** Keeps this thread from hearing anything. */
function sleepDeaf(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describeUnless(whyNotLinux, 'a port that resets as soon as it is open', () => {
  test.each([
    ['heard at once', 0],
    ['heard too late', 200],
  ])('is open, %s', async (_when, deafMs) => {
    const resetter = await startResetter();
    stopResetter = resetter.stop;
    await tcp.connect({ address: LOOPBACK, port: resetter.port }, calm); // the process is warm
    const connecting = tcp.connect({ address: LOOPBACK, port: resetter.port }, calm);
    setImmediate(() => sleepDeaf(deafMs));
    expect(await connecting).toMatchObject({ state: 'open', failure: null });
  });
});

describeUnless(whyNotLinux, 'a port that drops SYNs', () => {
  test('is filtered after the time-out and not before', async () => {
    const full = await startFullListener();
    const startedMs = clock.nowMs();
    const result = await tcp.connect({ address: LOOPBACK, port: full.port }, { ...calm, timeoutMs: 300 });
    expect(result).toMatchObject({
      state: 'filtered',
      connectMs: null,
      failure: { code: 'connection-timeout' },
    });
    expect(clock.nowMs() - startedMs).toBeGreaterThanOrEqual(299);
    await full.close();
  });

  test('cancelled meanwhile, the call rejects with the reason and leaves nothing open', async () => {
    const full = await startFullListener();
    const before = openHandles();
    const cancel = new AbortController();
    const connecting = tcp.connect(
      { address: LOOPBACK, port: full.port },
      { ...calm, signal: cancel.signal },
    );
    setTimeout(() => cancel.abort(new Error('stop')), 20);
    await expect(connecting).rejects.toThrow('stop');
    await afterClosing();
    expect(openHandles()).toBeLessThanOrEqual(before);
    await full.close();
  });
});

/** The program's own runner, counting what it starts. */
function countingRunner(): CommandRunner & { runs: number } {
  const real = makeCommandRunner();
  const runner = {
    runs: 0,
    run: (...call: Parameters<CommandRunner['run']>) => {
      runner.runs += 1;
      return real.run(...call);
    },
  };
  return runner;
}

describeUnless(whyNotLinux, "the kernel's own figures", () => {
  test('come with the connection, ten connections at the price of one process', async () => {
    const { port } = await listen();
    const runner = countingRunner();
    const withKernel = makeTcp({ clock, kernel: makeKernelTcpReader({ runner }) });
    const target = { address: LOOPBACK, port, wantKernel: true };
    const results = await Promise.all(Array.from({ length: 10 }, () => withKernel.connect(target, calm)));
    expect(results.every(({ state }) => state === 'open')).toBe(true);
    for (const { kernel, connectMs } of results) {
      expect(kernel?.minRttMs ?? kernel?.rttMs).toBeLessThanOrEqual((connectMs ?? 0) + 0.001);
      expect(kernel?.retransmits).toBe(0);
    }
    expect(runner.runs).toBe(1);
  });

  test('a hanging tool never turns an open port into a silent one', async () => {
    const { port } = await listen();
    const hanging: CommandRunner = { run: () => new Promise(() => undefined) };
    const withKernel = makeTcp({ clock, kernel: makeKernelTcpReader({ runner: hanging }) });
    const result = await withKernel.connect(
      { address: LOOPBACK, port, wantKernel: true },
      { ...calm, timeoutMs: 300 },
    );
    expect(result).toMatchObject({ state: 'open', kernel: null });
  });
});

test('the tcp probe connects to every address that the name gave and is open when one is', async () => {
  const { port } = await listen();
  const step = stepOf({ probe: 'tcp', target: targetOf(port, null) });
  const resolved = [ip('127.0.0.2'), LOOPBACK, ip('127.0.0.3')];
  const evidence = await tcpProbe.run(step, contextOf({ clock, tcp }, { resolved }));
  expect(evidence.state).toBe('open');
  expect(evidence.attempts.map(({ address, state }) => `${address} ${state}`)).toEqual([
    '127.0.0.2 closed',
    '127.0.0.1 open',
    '127.0.0.3 closed',
  ]);
});

test('the rtt probe times real connects', async () => {
  const { port } = await listen();
  const step = stepOf({ probe: 'rtt', target: targetOf(port), samples: 5 });
  const evidence = await rttProbe.run(step, contextOf({ clock, tcp }));
  expect(evidence).toMatchObject({ extended: false, failure: null });
  expect(evidence.samples.length).toBe(5);
  expect(Math.max(...evidence.samples.map(({ rttMs }) => rttMs ?? Infinity))).toBeLessThan(200);
  expect(evidence.eventLoopP99Ms).toBeGreaterThanOrEqual(0);
});
