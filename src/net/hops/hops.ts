/**
 * Who answers on the way to an address, by the system's own programs and without privileges. One round: packets of every time to live at
 * once where the tool can. What a tool cannot do here (no rights, not installed) is a failure; nothing is installed or raised for it.
 */
import { failure, type Failure } from '../../core/failure.ts';
import { familyOf } from '../../core/address.ts';
import type { Hop } from '../../evidence/hops.ts';
import type { CallOptions, CommandRunner, HopsPort, HopsRequest, HopsRound } from '../../probes/ports.ts';
import { readMtr, readNetcat, readTraceroute, readTracert, toHops, type ReadHops } from './read-hops.ts';

/** Hops asked at most; the longest ways across the Internet are about that long. */
const HOPS = 20;
/** With less a STAMP peer drops it: its packets have 44 bytes of payload at least (RFC 8762). */
const PACKET_BYTES = 100;
/** Netcat needs a process for each hop. */
const NETCAT_HOPS = 12;
/** A whole packet of Ethernet. */
const FULL_BYTES = 1500;
/** Of a way of full packets the port is no part. */
const OTHER_PORT = 443;

interface Tool {
  readonly tool: string;
  readonly argv: readonly string[];
  readonly method: HopsRound['method'];
  readonly read: ReadHops;
}

type Given = Pick<HopsRequest, 'address' | 'port'>;

const traceroute = (argv: readonly string[], method: Tool['method']): Tool => ({
  tool: 'traceroute',
  argv,
  method,
  read: readTraceroute,
});

/** Man page traceroute(8) of Linux: `-N` packets at once, `-U` one port for all. `-T` needs privileges, mtr has them on Debian and Ubuntu. */
const LINUX: Readonly<Record<HopsRequest['method'], (given: Given) => readonly Tool[]>> = {
  udp: ({ address, port }) => [
    traceroute([...AT_ONCE, '-U', '-p', String(port), address, String(PACKET_BYTES)], 'udp'),
  ],
  tcp: ({ address, port }) => [
    traceroute([...AT_ONCE, '-T', '-p', String(port), address], 'tcp'),
    {
      tool: 'mtr',
      argv: ['-n', '-r', '-c', '1', '-G', '1', '-m', String(HOPS), '-T', '-P', String(port), address],
      method: 'tcp',
      read: readMtr,
    },
  ],
  mtu: ({ address }) => [
    traceroute([...AT_ONCE, '-U', '-p', String(OTHER_PORT), '-F', address, String(FULL_BYTES)], 'mtu'),
  ],
};
const AT_ONCE = ['-n', '-q', '1', '-w', '1', '-N', String(HOPS), '-m', String(HOPS)];

/** Man page traceroute(8) of macOS 13: `-e` keeps the port. One packet after the other. Its program for IPv6 has no such port. */
function macos({ address, port }: Given, method: HopsRequest['method']): readonly Tool[] {
  if (method === 'mtu' || familyOf(address) === 6) return [];
  const shared = ['-n', '-q', '1', '-w', '1', '-m', String(HOPS), '-e'];
  return [traceroute([...shared, '-P', method.toUpperCase(), '-p', String(port), address], method)];
}

/** `tracert /?`: ICMP alone. What it says of ports is nothing. */
function windows({ address }: Given, method: HopsRequest['method']): readonly Tool[] {
  if (method === 'mtu') return [];
  const argv = ['-d', '-h', String(HOPS), '-w', '1000', address];
  return [{ tool: 'tracert', argv, method: 'icmp', read: readTracert }];
}

function toolsFor({ address, port, method }: HopsRequest, platform: NodeJS.Platform): readonly Tool[] {
  if (platform === 'linux') return LINUX[method]({ address, port });
  if (platform === 'darwin') return macos({ address, port }, method);
  return platform === 'win32' ? windows({ address, port }, method) : [];
}

const REFUSED = /enough privileges|not permitted|permission denied|must be root/i;
const UNKNOWN_OPTION = /unrecognized option|invalid option|bad option|unknown option|usage:/i;

/** A tool that was ended for its time still says what it saw. */
function failureOf(output: string, hops: readonly Hop[], problem: Failure | null): Failure | null {
  if (hops.length > 0) return null;
  if (problem !== null) return problem;
  const last = output.trim().split(/\r?\n/).at(-1) ?? '';
  if (REFUSED.test(output)) return failure('not-permitted', 'send', last);
  return failure('tool-failed', 'spawn', UNKNOWN_OPTION.test(output) ? 'another program of this name' : last);
}

async function runTool(
  { tool, argv, method, read }: Tool,
  { address }: HopsRequest,
  { commands, options }: { readonly commands: CommandRunner; readonly options: CallOptions },
): Promise<HopsRound> {
  const { stdout, stderr, failure: problem } = await commands.run(tool, argv, options);
  const hops = read(stdout);
  const reached = hops.some(({ addresses }) => addresses.includes(address));
  return { tool, argv, method, ttl: hops, reached, failure: failureOf(stdout + stderr, hops, problem) };
}

/** OpenBSD's netcat knows one hop at a time, so it is started for each: how far it is, and no name. */
async function byNetcat(
  { address, port }: HopsRequest,
  { commands, options }: { readonly commands: CommandRunner; readonly options: CallOptions },
): Promise<HopsRound> {
  const argvOf = (n: number) => ['-M', String(n), '-v', '-n', '-w', '1', '-z', address, String(port)];
  const numbers = Array.from({ length: NETCAT_HOPS }, (_, index) => index + 1);
  const results = await Promise.all(numbers.map((n) => commands.run('nc', argvOf(n), options)));
  const ttl = toHops(results.map((result, index) => readNetcat(result, index + 1, address)));
  const end = ttl.find(({ addresses }) => addresses.includes(address))?.n ?? Infinity;
  const text = results.map(({ stderr }) => stderr).join('\n');
  const problem = results.find((result) => result.failure !== null)?.failure ?? null;
  const isUnusable = problem !== null || UNKNOWN_OPTION.test(text);
  const heard = ttl.filter(({ answered }) => answered);
  const failed = isUnusable ? failureOf(text, heard, problem) : null;
  const seen = failed === null ? ttl.filter(({ n }) => n <= end) : [];
  return {
    tool: 'nc',
    argv: argvOf(1),
    method: 'tcp',
    ttl: seen,
    reached: end !== Infinity,
    failure: failed,
  };
}

/** A round whose tool is not there, may not, or is another one gives way to the next tool. */
export function makeHops(commands: CommandRunner, platform: NodeJS.Platform = process.platform): HopsPort {
  return {
    async trace(request, options) {
      const doors = { commands, options };
      let last: HopsRound | null = null;
      for (const tool of toolsFor(request, platform)) {
        last = await runTool(tool, request, doors);
        if (last.failure === null) return last;
      }
      if (platform === 'linux' && request.method === 'tcp') return byNetcat(request, doors);
      return last ?? nothing(request, platform);
    },
  };
}

function nothing({ method }: HopsRequest, platform: NodeJS.Platform): HopsRound {
  const detail = `no program of ${platform} for this`;
  return {
    tool: '',
    argv: [],
    method,
    ttl: [],
    reached: false,
    failure: failure('tool-missing', 'spawn', detail),
  };
}
