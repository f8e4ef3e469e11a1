/** What the systems' tools print of the way, and which tool is asked. Linux as seen in the lab; macOS and Windows transcribed from public samples. */
import { describe, expect, test } from '@jest/globals';
import { toIpAddress } from '../../../../src/core/address.ts';
import { makeHops } from '../../../../src/net/hops/hops.ts';
import { readMtr, readTraceroute, readTracert } from '../../../../src/net/hops/read-hops.ts';
import type { CommandResult, CommandRunner } from '../../../../src/probes/ports.ts';

const short = (hops: ReturnType<typeof readTraceroute>) =>
  hops.map(({ n, addresses, rttsMs, mark, mtu }) => [n, addresses[0] ?? null, rttsMs[0] ?? null, mark, mtu]);

describe('traceroute', () => {
  test('hops, silence, a refusal and a size (Linux)', () => {
    const text = `traceroute to 185.0.4.2 (185.0.4.2), 20 hops max, 100 byte packets
 1  10.1.0.1  0.080 ms
 2  *
 3  10.2.0.2  0.013 ms !X
 4  185.0.3.2  0.637 ms !F-1300
10  2001:db8::1  12 ms !H
`;
    expect(short(readTraceroute(text))).toEqual([
      [1, '10.1.0.1', 0.08, null, null],
      [2, null, null, null, null],
      [3, '10.2.0.2', 0.013, '!X', null],
      [4, '185.0.3.2', 0.637, '!F', 1300],
      [10, '2001:db8::1', 12, '!H', null],
    ]);
  });

  test('the size of this computer itself has no address', () => {
    expect(readTraceroute(' 1  *  0.361 ms !F-1280\n')).toMatchObject([{ n: 1, answered: false, mtu: 1280 }]);
  });

  test('macOS, by its own manual page', () => {
    const text = ` 1  192.168.1.1  3.456 ms\n 2  * \n 3  203.0.113.9  21.004 ms !Z\n`;
    expect(short(readTraceroute(text))).toEqual([
      [1, '192.168.1.1', 3.456, null, null],
      [2, null, null, null, null],
      [3, '203.0.113.9', 21.004, '!Z', null],
    ]);
  });

  test('an error text is no hop', () => {
    expect(
      readTraceroute('You do not have enough privileges to use this traceroute method.\nsocket: 1 x'),
    ).toEqual([]);
  });
});

test('mtr: a hop that it asks in vain has no address', () => {
  const text = `Start: 2026-11-29T12:12:18+0000
HOST: vm                          Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 10.1.0.1                   0.0%     1    0.2   0.2   0.2   0.2   0.0
  2.|-- ???                       100.0     1    0.0   0.0   0.0   0.0   0.0
`;
  expect(readMtr(text)).toMatchObject([
    { n: 1, answered: true, addresses: ['10.1.0.1'], rttsMs: [0.2] },
    { n: 2, answered: false, addresses: [], rttsMs: [] },
  ]);
});

test.each([
  ['English', 'Request timed out.'],
  ['Spanish', 'Tiempo de espera agotado para esta solicitud.'],
  ['unreadable', '?????? ????? 10.0.0.1'],
])('tracert, whatever its language (%s)', (_language, silence) => {
  const text = `
Tracing route to 203.0.113.77 over a maximum of 20 hops

  1    <1 ms    <1 ms     1 ms  192.168.1.1
  2     *        *        *     ${silence}
  3    21 ms     4 ms     2 ms  203.0.113.77
`;
  expect(readTracert(text)).toMatchObject([
    { n: 1, answered: true, addresses: ['192.168.1.1'], sent: 3 },
    { n: 2, answered: false, addresses: [], sent: 3 },
    { n: 3, addresses: ['203.0.113.77'], rttsMs: [21, 4, 2] },
  ]);
});

describe('which tool is asked', () => {
  const address = toIpAddress('203.0.113.77');
  const options = { timeoutMs: 1000, signal: new AbortController().signal };
  const says = (answers: Record<string, Partial<CommandResult>>) => {
    const asked: string[][] = [];
    const run: CommandRunner['run'] = (file, args) => {
      asked.push([file, ...args]);
      const missing = { code: 'tool-missing', operation: 'spawn', detail: file } as const;
      const known = answers[file];
      const problem = known === undefined ? missing : null;
      return Promise.resolve({ exitCode: 0, stdout: '', stderr: '', failure: problem, ...known });
    };
    return { asked, commands: { run } };
  };
  const DENIED = {
    exitCode: 1,
    stderr: 'You do not have enough privileges to use this traceroute method.\n',
  };

  test('without rights for TCP, mtr is asked', async () => {
    const { commands, asked } = says({
      traceroute: DENIED,
      mtr: { stdout: '  1.|-- 10.1.0.1  0.0%  1  0.2\n' },
    });
    const seen = await makeHops(commands, 'linux').trace({ address, port: 4172, method: 'tcp' }, options);
    expect(seen).toMatchObject({ tool: 'mtr', method: 'tcp', failure: null, reached: false });
    expect(asked.map(([tool]) => tool)).toEqual(['traceroute', 'mtr']);
  });

  test('without mtr, netcat tells how far it is and no name', async () => {
    const { asked, commands } = says({ traceroute: DENIED });
    const run: CommandRunner['run'] = (file, args, given) => {
      if (file !== 'nc') return commands.run(file, args, given);
      const n = Number(args[1]);
      const stderr =
        n < 3 ? 'nc: connect to 203.0.113.77 port 4172 (tcp) failed: No route to host' : 'timed out';
      return Promise.resolve({ exitCode: 1, stdout: '', stderr, failure: null });
    };
    const seen = await makeHops({ run }, 'linux').trace({ address, port: 4172, method: 'tcp' }, options);
    expect(seen.tool).toBe('nc');
    expect(seen.ttl.filter(({ answered }) => answered).map(({ n, addresses }) => [n, ...addresses])).toEqual([
      [1],
      [2],
    ]);
    expect(asked.map(([tool]) => tool)).toEqual(['traceroute', 'mtr']);
  });

  test('no tool, no rights, another program of the name: a failure, and no hop', async () => {
    const none = await makeHops(says({}).commands, 'linux').trace(
      { address, port: 1, method: 'udp' },
      options,
    );
    expect(none).toMatchObject({ ttl: [], failure: { code: 'tool-missing' } });
    const other = says({ traceroute: { exitCode: 1, stderr: "traceroute: unrecognized option '-N'" } });
    const busybox = await makeHops(other.commands, 'linux').trace(
      { address, port: 1, method: 'udp' },
      options,
    );
    expect(busybox).toMatchObject({ ttl: [], failure: { code: 'tool-failed' } });
    const windows = await makeHops(says({}).commands, 'win32').trace(
      { address, port: 1, method: 'mtu' },
      options,
    );
    expect(windows.failure?.code).toBe('tool-missing');
  });

  test('Windows says where ICMP goes, and nothing of the port', async () => {
    const { commands } = says({ tracert: { stdout: '  1    <1 ms    <1 ms     1 ms  192.168.1.1\n' } });
    const seen = await makeHops(commands, 'win32').trace({ address, port: 4172, method: 'udp' }, options);
    expect(seen).toMatchObject({ method: 'icmp', failure: null });
  });
});
