/**
 * Counts the packets that leave by what is asked of the ports, and holds the ceiling: the call that would pass it ends the run instead.
 * Costs are packets sent, counted in the lab's client by /proc/net/dev and rounded up.
 */
import { CEILING_PACKETS } from '../policy/policy.ts';
import type { Ports } from '../probes/ports.ts';

const MINUTE_MS = 60_000;

/** SYN, ACK and RST, or three SYNs into silence. */
const CONNECT = 3;
/** A, AAAA, and each once more. */
const LOOKUP = 4;
/** Handshakes of TCP and TLS, one request, the end. */
const HTTPS = 10;
const PLAIN_HTTP = 6;

export interface Meter {
  /** Since it was made, full runs too. */
  readonly sent: () => number;
  /** Packets that quick runs sent in the last minute. */
  readonly lastMinute: () => number;
  /** Ports that count; with `stop` they hold the ceiling: it is called once, at the call that would pass it. */
  readonly through: (ports: Ports, stop?: () => void) => Ports;
}

/** `ceiling`: a policy may lower it. */
export function makeMeter(nowMs: () => number, ceiling = CEILING_PACKETS): Meter {
  const most = Math.min(ceiling, CEILING_PACKETS);
  let total = 0;
  let recent: { readonly atMs: number; readonly packets: number }[] = [];
  const lastMinute = (): number => {
    recent = recent.filter(({ atMs }) => atMs > nowMs() - MINUTE_MS);
    return recent.reduce((sum, { packets }) => sum + packets, 0);
  };
  const spend = (packets: number, signal: AbortSignal, stop?: () => void): void => {
    if (stop !== undefined) {
      if (lastMinute() + packets > most) {
        stop();
        signal.throwIfAborted();
        throw new Error('the ceiling of packets was met after the run had ended');
      }
      recent.push({ atMs: nowMs(), packets });
    }
    total += packets;
  };
  return {
    sent: () => total,
    lastMinute,
    through: (ports, stop) => counted(ports, (n, signal) => spend(n, signal, stop)),
  };
}

type Spend = (packets: number, signal: AbortSignal) => void;

/** Async, so that what is thrown in place of a packet is a rejection as every port gives it. */
function paidBy(spend: Spend) {
  return <A, O extends { readonly signal: AbortSignal }, R>(
      cost: (what: A) => number,
      call: (what: A, options: O) => Promise<R>,
    ) =>
    async (what: A, options: O): Promise<R> => {
      spend(cost(what), options.signal);
      return call(what, options);
    };
}

function counted(ports: Ports, spend: Spend): Ports {
  const paid = paidBy(spend);
  return {
    ...ports,
    dns: {
      lookup: paid(
        () => LOOKUP,
        (host, options) => ports.dns.lookup(host, options),
      ),
      query: paid(
        () => LOOKUP,
        (query, options) => ports.dns.query(query, options),
      ),
    },
    tcp: {
      connect: paid(
        () => CONNECT,
        (target, options) => ports.tcp.connect(target, options),
      ),
    },
    datagram: {
      exchange: paid(
        ({ payloads }) => payloads.length,
        (exchange, options) => ports.datagram.exchange(exchange, options),
      ),
    },
    ...countedPrograms(ports, paid),
  };
}

/** What takes a whole exchange, or a program of the system. */
function countedPrograms(
  ports: Ports,
  paid: ReturnType<typeof paidBy>,
): Pick<Ports, 'https' | 'plainHttp' | 'ping' | 'systemTls'> {
  return {
    https: {
      request: paid(
        () => HTTPS,
        (request, options) => ports.https.request(request, options),
      ),
    },
    plainHttp: {
      get: paid(
        () => PLAIN_HTTP,
        (request, options) => ports.plainHttp.get(request, options),
      ),
    },
    ping: {
      ping: paid(
        ({ count }) => count,
        (request, options) => ports.ping.ping(request, options),
      ),
    },
    systemTls: {
      handshake: paid(
        () => HTTPS,
        (target, options) => ports.systemTls.handshake(target, options),
      ),
    },
  };
}
