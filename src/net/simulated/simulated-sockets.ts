/** DNS, TCP, datagrams and ping of a scripted network. Durations are those of the script, so that figures repeat. */
import { failure } from '../../core/failure.ts';
import type {
  CallOptions,
  DatagramExchange,
  DatagramPort,
  DatagramResult,
  DnsPort,
  DnsReply,
  PingPort,
  PingRequest,
  PingResult,
  TcpConnectResult,
  TcpPort,
} from '../../probes/ports.ts';
import { quicAnswer, stunAnswer, timeAnswer } from './datagram-answers.ts';
import type { World } from './world.ts';

export function simulatedDns(world: World): DnsPort {
  const { clock, situation } = world;
  return {
    async lookup(host, { timeoutMs, signal }) {
      const durationMs = situation.resolver === 'silent' ? timeoutMs : 9 + 8 * world.chance(`dns ${host}`);
      await clock.sleep(durationMs, signal);
      if (situation.resolver === 'silent')
        return { addresses: [], durationMs, failure: failure('dns-temporary', 'resolve', 'EAI_AGAIN') };
      const addresses = world.addressesOf(host);
      return {
        addresses,
        durationMs,
        failure: addresses.length > 0 ? null : failure('dns-nxdomain', 'resolve', 'ENOTFOUND'),
      };
    },
    async query({ name, type }, { timeoutMs, signal }) {
      const durationMs = situation.resolver === 'silent' ? timeoutMs : 9 + 8 * world.chance(`query ${name}`);
      await clock.sleep(durationMs, signal);
      return situation.resolver === 'silent' ? SILENT_SERVER : answerTo(name, type, { world, durationMs });
    },
  };
}

const SILENT_SERVER: DnsReply = {
  rcode: null,
  addresses: [],
  texts: [],
  ttlSeconds: null,
  truncated: false,
  tries: 3,
  durationMs: null,
  failure: failure('dns-timeout', 'resolve'),
};

function answerTo(
  name: string,
  type: string,
  { world, durationMs }: { world: World; durationMs: number },
): DnsReply {
  // At the start of a label behind the first: a random name of 16 letters holds "aws" once in a thousand.
  const exists = /\.(amazon|aws|cloudfront)/.test(name) && world.addressesOf(name).length > 0;
  const addresses = exists && type === 'A' ? world.addressesOf(name) : [];
  return {
    rcode: exists ? 'NOERROR' : 'NXDOMAIN',
    addresses,
    texts: [],
    ttlSeconds: addresses.length > 0 ? 60 : null,
    truncated: false,
    tries: 1,
    durationMs,
    failure: exists ? null : failure('dns-nxdomain', 'resolve', 'NXDOMAIN'),
  };
}

export function simulatedTcp(world: World): TcpPort {
  return {
    async connect({ address, port }, { timeoutMs, signal }): Promise<TcpConnectResult> {
      const state = world.tcpState(address, port);
      const { loseEvery } = world.situation;
      const lost = loseEvery !== null && world.chance(`loss ${address}`) < 1 / loseEvery;
      const rttMs = world.rttMs(address);
      if (state === 'filtered' || (lost && timeoutMs < 1_000))
        return silentConnect(world, { timeoutMs, signal });
      // A lost SYN is sent again after a second, as a kernel does.
      const durationMs = lost ? 1_000 + rttMs : rttMs;
      await world.clock.sleep(durationMs, signal);
      if (state === 'open') return { state, connectMs: durationMs, durationMs, failure: null, kernel: null };
      return {
        state,
        connectMs: null,
        durationMs,
        failure: failure('connection-refused', 'connect', 'ECONNREFUSED'),
        kernel: null,
      };
    },
  };
}

async function silentConnect(world: World, { timeoutMs, signal }: CallOptions): Promise<TcpConnectResult> {
  if (!world.situation.online) {
    return {
      state: 'filtered',
      connectMs: null,
      durationMs: 0,
      failure: failure('network-unreachable', 'connect', 'ENETUNREACH'),
      kernel: null,
    };
  }
  await world.clock.sleep(timeoutMs, signal);
  return {
    state: 'filtered',
    connectMs: null,
    durationMs: timeoutMs,
    failure: failure('connection-timeout', 'connect'),
    kernel: null,
  };
}

export function simulatedDatagrams(world: World): DatagramPort {
  return {
    async exchange(exchange, { timeoutMs, signal }): Promise<DatagramResult> {
      const fate = fits(exchange, world) ? world.udpFate(exchange.address, exchange.port) : 'silent';
      const rttMs = world.rttMs(exchange.address);
      const base = { sentAtMs: [0], unexpected: 0 };
      if (fate === 'silent') {
        await world.clock.sleep(timeoutMs, signal);
        return {
          ...base,
          sentAtMs: triesAtMs(exchange),
          state: 'open|filtered',
          reply: null,
          failure: failure('no-reply', 'receive'),
        };
      }
      await world.clock.sleep(rttMs, signal);
      if (fate === 'refused') {
        return {
          ...base,
          state: 'closed',
          reply: null,
          failure: failure('port-unreachable', 'receive', 'ECONNREFUSED'),
        };
      }
      return {
        ...base,
        state: 'open',
        reply: { afterMs: rttMs, datagram: datagramAnswer(exchange, world) },
        failure: null,
      };
    },
  };
}

/** The first try at once, each later one after its gap. */
function triesAtMs({ spacingMs }: DatagramExchange): number[] {
  let atMs = 0;
  return [0, ...spacingMs.map((gapMs) => (atMs += gapMs))];
}

/** Whether the largest packet is carried: 28 bytes of IPv4 and UDP heads ride on each. */
function fits({ payloads }: DatagramExchange, { situation }: World): boolean {
  const largest = Math.max(...payloads.map((payload) => payload.length)) + 28;
  return largest <= (situation.tunnelMtuBytes ?? 1500);
}

function datagramAnswer({ payloads }: DatagramExchange, { clock }: World): Uint8Array {
  const [first = new Uint8Array()] = payloads;
  return quicAnswer(first) ?? stunAnswer(first) ?? timeAnswer(first, clock.wallTime().getTime()) ?? first;
}

export function simulatedPing(world: World): PingPort {
  return {
    async ping(
      { address, count, packetBytes, dontFragment }: PingRequest,
      { signal }: CallOptions,
    ): Promise<PingResult> {
      const limit = world.situation.tunnelMtuBytes ?? 1500;
      const near = address.startsWith('192.168.');
      if (!world.situation.online)
        return { sent: count, received: 0, rttsMs: [], announcedMtuBytes: null, failure: null };
      await world.clock.sleep(count > 1 ? count * 60 : 30, signal);
      if (dontFragment && packetBytes !== null && packetBytes > limit) {
        return {
          sent: count,
          received: 0,
          rttsMs: [],
          announcedMtuBytes: limit,
          failure: failure('message-too-long', 'send', `mtu=${limit}`),
        };
      }
      const oneMs = (): number =>
        near ? world.situation.firstHopMs * (0.8 + 0.4 * world.chance('hop')) : world.rttMs(address);
      // What the Wi-Fi loses it loses on the way to the router too.
      const { loseEvery } = world.situation;
      const isLost = (): boolean => near && loseEvery !== null && world.chance('hop loss') < 1 / loseEvery;
      const rttsMs = Array.from({ length: count }, oneMs).filter(() => !isLost());
      return { sent: count, received: rttsMs.length, rttsMs, announcedMtuBytes: null, failure: null };
    },
  };
}
