/** The package and the system's own ping, on loopback. Where the machine has no ping, that is what must be said. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { IpAddress } from '../../src/core/address.ts';
import { systemProgram } from '../../src/net/command-runner.ts';
import { makePing, pingIn } from '../../src/net/ping/ping.ts';
import { describeUnless, whyNotLinux } from '../setup/describe-unless.ts';

const hasPing = systemProgram('ping') !== null || process.platform === 'darwin';
const never = new AbortController().signal;
const loopback = {
  address: '127.0.0.1' as IpAddress,
  family: 4,
  count: 1,
  packetBytes: 1200,
  dontFragment: true,
} as const;

describe("the system's ping on loopback", () => {
  test('answers a packet of 1200 bytes, or is missing', async () => {
    const result = await makePing().ping(loopback, { timeoutMs: 5000, signal: never });
    if (hasPing) expect(result).toMatchObject({ sent: 1, received: 1, failure: null });
    else expect(result).toMatchObject({ sent: 0, received: 0, failure: { code: 'tool-missing' } });
  });

  test('is ended by its time-out and keeps the replies so far, or is missing', async () => {
    const many = { ...loopback, count: 100 };
    const result = await makePing().ping(many, { timeoutMs: 500, signal: never });
    if (hasPing) expect(result.received).toBeGreaterThan(0);
    else expect(result.failure?.code).toBe('tool-missing');
    expect(result.received).toBeLessThan(100);
  });
});

/** Elsewhere the package starts ping by a fixed path, which a test cannot replace. */
describeUnless(whyNotLinux, 'a ping that prints something else', () => {
  let folder: string | null = null;

  afterEach(() => {
    if (folder !== null) rmSync(folder, { recursive: true });
    folder = null;
  });

  function replacePing(script: string): void {
    folder = mkdtempSync(path.join(tmpdir(), 'preflight-ping-'));
    const file = path.join(folder, 'ping');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  test('one word, at which the package throws inside a listener, is a failed tool and ends nobody', async () => {
    replacePing('echo nonsense; exit 2');
    const result = await makePing(pingIn([folder ?? ''])).ping(loopback, { timeoutMs: 5000, signal: never });
    expect(result.failure).toEqual({ code: 'tool-failed', operation: 'spawn', detail: 'nonsense' });
  });

  test('a ping that is not there is said, with the cause', async () => {
    replacePing('');
    rmSync(path.join(folder ?? '', 'ping'));
    const result = await makePing(pingIn([folder ?? ''])).ping(loopback, { timeoutMs: 5000, signal: never });
    expect(result.failure).toEqual({ code: 'tool-missing', operation: 'spawn', detail: 'ENOENT' });
  });

  test('a cancelled ping is ended: its last line says so', async () => {
    replacePing(
      'trap "echo ended > $0.said; exit 0" INT; echo begun > $0.said; while :; do /bin/sleep 0.05; done',
    );
    const said = path.join(folder ?? '', 'ping.said');
    const controller = new AbortController();
    const ping = makePing(pingIn([folder ?? ''])).ping(loopback, {
      timeoutMs: 5000,
      signal: controller.signal,
    });
    await until(said, 'begun\n');
    controller.abort(new Error('stop now'));
    await expect(ping).rejects.toThrow('stop now');
    expect(await until(said, 'ended\n')).toBe('ended\n');
  });
});

/** Waits at most 5 s for the file to hold the text. */
async function until(file: string, text: string): Promise<string> {
  let found = '';
  for (let tries = 0; found !== text && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    found = await readFile(file, 'utf8').catch(() => '');
  }
  return found;
}
