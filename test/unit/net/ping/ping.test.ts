import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { failure } from '../../../../src/core/failure.ts';
import type { IpAddress } from '../../../../src/core/address.ts';
import type { PackagePingConfig } from '../../../../src/net/ping/ping-arguments.ts';
import { makePing, systemPing, type PingRun, type PingTool } from '../../../../src/net/ping/ping.ts';
import type { PingRequest } from '../../../../src/probes/ports.ts';

const never = new AbortController().signal;
const request: PingRequest = {
  address: '192.0.2.1' as IpAddress,
  family: 4,
  count: 2,
  packetBytes: 1300,
  dontFragment: true,
};
const v6: PingRequest = { ...request, address: '2001:db8::1' as IpAddress, family: 6 };

interface FakeTool extends PingTool {
  readonly configs: PackagePingConfig[];
  readonly stops: string[];
}

/** Answers at once with `run`, or when stopped. */
function fakeTool(run: Partial<PingRun>, endsBy: 'itself' | 'stop' = 'itself', soFar = ''): FakeTool {
  const configs: PackagePingConfig[] = [];
  const stops: string[] = [];
  const whole: PingRun = { output: '', exitCode: 0, problem: null, ...run };
  return {
    configs,
    stops,
    start(address, config) {
      configs.push(config);
      let end: (value: PingRun) => void = () => undefined;
      const result = new Promise<PingRun>((resolve) => (end = resolve));
      if (endsBy === 'itself') end(whole);
      return {
        result,
        soFar: () => (endsBy === 'itself' ? whole.output : soFar),
        stop() {
          stops.push(address);
          end(whole);
        },
      };
    },
  };
}

const REPLY = '64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=20.1 ms\n';
const STATISTICS = '2 packets transmitted, 1 received, 50% packet loss, time 201ms\n';

describe('the package is asked in the words of each system', () => {
  const shared = { numeric: true, min_reply: 2 };
  test.each([
    [
      'Linux',
      'linux',
      request,
      { v6: false, timeout: 1, packetSize: 1272, extra: ['-4', '-i', '0.2', '-M', 'do'] },
    ],
    [
      'Linux over IPv6: 40 bytes of header',
      'linux',
      v6,
      { v6: false, timeout: 1, packetSize: 1252, extra: ['-6', '-i', '0.2', '-M', 'do'] },
    ],
    ['macOS', 'darwin', request, { v6: false, timeout: 1, packetSize: 1272, extra: ['-i', '0.2', '-D'] }],
    [
      'macOS over IPv6: ping6 has no time-out',
      'darwin',
      v6,
      { v6: true, timeout: false, packetSize: 1252, extra: ['-i', '0.2', '-D', '-m'] },
    ],
    ['Windows: no interval', 'win32', request, { v6: false, timeout: 1, packetSize: 1272, extra: ['-f'] }],
  ] as const)('%s', async (_name, platform, asked, wanted) => {
    const tool = fakeTool({ output: REPLY + STATISTICS });
    await makePing(tool, platform).ping(asked, { timeoutMs: 1000, signal: never });
    expect(tool.configs).toEqual([{ ...shared, ...wanted }]);
  });

  test('a plain ping has no size and no flags', async () => {
    const tool = fakeTool({ output: REPLY });
    const plain = { ...request, count: 1, packetBytes: null, dontFragment: false };
    await makePing(tool, 'linux').ping(plain, { timeoutMs: 1000, signal: never });
    expect(tool.configs).toEqual([{ numeric: true, min_reply: 1, v6: false, timeout: 1, extra: ['-4'] }]);
  });

  test('Windows cannot forbid fragments over IPv6: said, and nothing is started', async () => {
    const tool = fakeTool({});
    const result = await makePing(tool, 'win32').ping(v6, { timeoutMs: 1000, signal: never });
    expect([result.failure?.code, tool.configs]).toEqual(['tool-missing', []]);
  });
});

describe('what came of it', () => {
  const loss = 'lost pings are no failure';
  test.each([
    [
      'replies and statistics',
      { output: REPLY + STATISTICS },
      { sent: 2, received: 1, rttsMs: [20.1], failure: null },
    ],
    [
      loss,
      { output: '2 packets transmitted, 0 received, 100% packet loss\n', exitCode: 1 },
      { sent: 2, received: 0, failure: null },
    ],
    [
      'our own interface refuses the size',
      { output: 'ping: local error: message too long, mtu=1200\n', exitCode: 1 },
      { received: 0, announcedMtuBytes: 1200, failure: null },
    ],
    [
      'no route',
      { output: 'ping: connect: Network is unreachable\n', exitCode: 2 },
      { sent: 0, failure: failure('network-unreachable', 'send', 'ping: connect: Network is unreachable') },
    ],
    [
      'no right to send',
      { output: 'ping: socket: Operation not permitted\n', exitCode: 2 },
      { sent: 0, failure: failure('not-permitted', 'send', 'ping: socket: Operation not permitted') },
    ],
    [
      'no such program',
      { exitCode: null, problem: failure('tool-missing', 'spawn', 'ENOENT') },
      { sent: 0, failure: failure('tool-missing', 'spawn', 'ENOENT') },
    ],
    [
      'a usage error without a word',
      { exitCode: 64 },
      { sent: 0, failure: failure('tool-failed', 'spawn', 'exit code 64') },
    ],
  ] as const)('%s', async (_name, run, wanted) => {
    const result = await makePing(fakeTool(run), 'linux').ping(request, { timeoutMs: 1000, signal: never });
    expect(result).toMatchObject(wanted);
  });

  test('the time-out ends the tool, and the replies so far count', async () => {
    const tool = fakeTool({ output: REPLY, exitCode: null }, 'stop');
    const result = await makePing(tool, 'linux').ping(request, { timeoutMs: 5, signal: never });
    expect([result.received, result.sent, result.failure, tool.stops]).toEqual([1, 2, null, ['192.0.2.1']]);
  });

  test.each([
    ['nothing was answered', '', ['192.0.2.1']],
    ['something was', REPLY, []],
  ])('asked to give up, the tool is ended early where %s', async (_name, soFar, stops) => {
    jest.useFakeTimers();
    const tool = fakeTool({}, 'stop', soFar);
    const options = { timeoutMs: 60_000, signal: never };
    const result = makePing(tool, 'linux').ping({ ...request, giveUp: true }, options);
    result.catch(() => undefined);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(tool.stops).toEqual(stops);
    await jest.advanceTimersByTimeAsync(60_000);
    jest.useRealTimers();
    await result;
  });

  test('a cancelled run ends the tool and rejects with the reason', async () => {
    const controller = new AbortController();
    const tool = fakeTool({}, 'stop');
    const ping = makePing(tool, 'linux').ping(request, { timeoutMs: 60_000, signal: controller.signal });
    controller.abort(new Error('stop now'));
    await expect(ping).rejects.toThrow('stop now');
    expect(tool.stops).toEqual(['192.0.2.1']);
  });
});

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a program of that name in the PATH of the person is never run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-ping-'));
  const planted = join(folder, 'ping');
  writeFileSync(planted, `#!/bin/sh\ntouch ${join(folder, 'ran')}\n`);
  chmodSync(planted, 0o755);
  const before = process.env['PATH'];
  process.env['PATH'] = `${folder}${delimiter}${before}`;
  try {
    await systemPing.start('127.0.0.1', { min_reply: 1, timeout: 1 } as unknown as PackagePingConfig).result;
    expect(process.env['PATH']).toBe(`${folder}${delimiter}${before}`);
  } finally {
    process.env['PATH'] = before;
  }
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});
