/** The package and the system's own ping, on loopback. Where the machine has no ping, that is what must be said. */
import { describe, expect, test } from '@jest/globals';
import type { IpAddress } from '../../src/core/address.ts';
import { systemProgram } from '../../src/net/command-runner.ts';
import { makePing } from '../../src/net/ping.ts';

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
