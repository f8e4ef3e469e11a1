import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failure } from '../../../src/core/failure.ts';
import { makeKernelTcpReader, parseKernelTcpTable } from '../../../src/net/kernel-tcp-info.ts';
import type { CommandResult, CommandRunner } from '../../../src/probes/ports.ts';

/** iproute2 6.1.0 on Debian 12, kernel 6.18; the first and third from this machine, the second as technical-facts B.4 quotes it. */
const IPV4 = `0      0      127.0.0.1:45382 127.0.0.1:37601
\t bbr wscale:10,10 rto:200 rtt:0.029/0.014 mss:32741 pmtu:65535 rcvmss:536 advmss:65483 cwnd:10 bytes_acked:1 segs_out:2 segs_in:1 send 90320000000bps lastsnd:8 delivered:1 app_limited minrtt:0.029 snd_wnd:65483
`;
const BLACK_HOLE = `ESTAB 0      4321   10.9.0.2:50120 10.9.1.1:443
\t cubic wscale:10,10 rto:6400 backoff:3 rtt:40.2/20.1 mss:1448 pmtu:1500 rcvmss:536 cwnd:1 bytes_sent:8688 bytes_acked:1 segs_out:12 lastsnd:100 unacked:11 retrans:1/3 lost:11 minrtt:40.104
`;
const IPV6 = `0      0      [::1]:60136 [::1]:41051\t cubic rto:204 rtt:0.04/0.02 mss:32732 pmtu:65536\n`;

describe('parseKernelTcpTable', () => {
  test('reads the figures of an IPv4 connection; what is not printed is zero or null', () => {
    expect(Object.fromEntries(parseKernelTcpTable(IPV4))).toEqual({
      '45382 127.0.0.1 37601': {
        minRttMs: 0.029,
        rttMs: 0.029,
        mssBytes: 32741,
        pathMtuBytes: 65535,
        backoff: 0,
        lost: 0,
        retransmits: 0,
      },
    });
  });

  test('reads the signature of a black hole, with the state in front', () => {
    expect(parseKernelTcpTable(BLACK_HOLE).get('50120 10.9.1.1 443')).toEqual({
      minRttMs: 40.104,
      rttMs: 40.2,
      mssBytes: 1448,
      pathMtuBytes: 1500,
      backoff: 3,
      lost: 11,
      retransmits: 3,
    });
  });

  test('reads IPv6 and figures on the same line', () => {
    expect(parseKernelTcpTable(IPV6).get('60136 ::1 41051')).toMatchObject({ minRttMs: null, rttMs: 0.04 });
  });

  test('reads several connections', () => {
    expect(parseKernelTcpTable(IPV4 + BLACK_HOLE + IPV6).size).toBe(3);
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => parseKernelTcpTable(text)).not.toThrow()));
  });
});

function runnerOf(answer: (file: string, args: readonly string[]) => Partial<CommandResult>): CommandRunner {
  return {
    run: (file, args) =>
      Promise.resolve({ exitCode: 0, stdout: '', stderr: '', failure: null, ...answer(file, args) }),
  };
}

describe('makeKernelTcpReader', () => {
  const endpoint = { localPort: 45382, remoteAddress: '127.0.0.1', remotePort: 37601 };
  const never = new AbortController().signal;

  test('ten sockets that ask at once cost one process', async () => {
    let runs = 0;
    const runner = runnerOf(() => {
      runs += 1;
      return { stdout: IPV4 };
    });
    const reader = makeKernelTcpReader({ runner, platform: 'linux' });
    const infos = await Promise.all(Array.from({ length: 10 }, () => reader.read(endpoint, never)));
    expect(runs).toBe(1);
    expect(infos.map((info) => info?.minRttMs)).toEqual(Array.from({ length: 10 }, () => 0.029));
  });

  test('asks for our own ports of the batch alone, never for other connections of the machine', async () => {
    const calls: string[] = [];
    const runner = runnerOf((file, args) => {
      calls.push([file, ...args].join(' '));
      return { stdout: IPV4 };
    });
    const reader = makeKernelTcpReader({ runner, platform: 'linux' });
    const other = reader.read({ ...endpoint, localPort: 443 }, never);
    expect((await reader.read(endpoint, never))?.mssBytes).toBe(32741);
    expect(await other).toBeNull();
    expect(calls).toEqual(['ss -tinH state established state close-wait ( sport = :443 or sport = :45382 )']);
  });

  test('a tool that fails gives null, not a rejection', async () => {
    const runner = runnerOf(() => ({ exitCode: null, failure: failure('tool-missing', 'spawn', 'ss') }));
    expect(await makeKernelTcpReader({ runner, platform: 'linux' }).read(endpoint, never)).toBeNull();
  });

  test('elsewhere than on Linux nothing is started', async () => {
    const runner = runnerOf(() => {
      throw new Error('started');
    });
    expect(await makeKernelTcpReader({ runner, platform: 'darwin' }).read(endpoint, never)).toBeNull();
  });

  test('cancelled before the window ends: it rejects with the reason and starts nothing', async () => {
    const runner = runnerOf(() => {
      throw new Error('started');
    });
    const cancel = new AbortController();
    const reading = makeKernelTcpReader({ runner, platform: 'linux' }).read(endpoint, cancel.signal);
    cancel.abort(new Error('stop'));
    await expect(reading).rejects.toThrow('stop');
  });
});
