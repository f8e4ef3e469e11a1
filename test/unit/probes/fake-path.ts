/** A network path for ping probes, with a time of its own: each lost ping takes what the tool would need. */
import { parseIpAddress } from '../../../src/core/address.ts';
import type { PingRequest, PingResult, Ports } from '../../../src/probes/ports.ts';
import type { ProbeContext } from '../../../src/probes/probe.ts';
import type { StepOf } from '../../../src/plan/step.ts';

const nothing: PingResult = { sent: 2, received: 0, rttsMs: [], announcedMtuBytes: null, failure: null };

export interface PathRules {
  readonly pathMtu: number;
  readonly interfaceMtu?: number | null;
  /** Every ping gets this answer. */
  readonly answer?: Partial<PingResult>;
  /** A router says its MTU for what is too large. */
  readonly announces?: boolean;
}

export interface FakePath {
  readonly context: ProbeContext;
  readonly sent: PingRequest[];
  readonly timeouts: number[];
}

export function fakePath(path: {
  pathMtu: number;
  interfaceMtu?: number | null;
  answer?: Partial<PingResult>;
  announces?: boolean;
}) {
  let now = 0;
  const sent: PingRequest[] = [];
  const timeouts: number[] = [];
  const ping = (request: PingRequest, { timeoutMs }: { timeoutMs: number }): Promise<PingResult> => {
    sent.push(request);
    timeouts.push(timeoutMs);
    const bytes = request.packetBytes ?? 84;
    if (path.answer !== undefined) return Promise.resolve({ ...nothing, ...path.answer });
    if (bytes <= path.pathMtu) return Promise.resolve({ ...nothing, received: 2, rttsMs: [20, 20] });
    now += timeoutMs / 14;
    return Promise.resolve({ ...nothing, announcedMtuBytes: path.announces === true ? path.pathMtu : null });
  };
  const interfaceMtuBytes = path.interfaceMtu === undefined ? 1500 : path.interfaceMtu;
  const ports = {
    clock: { nowMs: () => now, sleep: () => Promise.resolve() },
    ping: { ping },
    host: { route: () => Promise.resolve({ interfaceMtuBytes }) },
  } as unknown as Ports;
  const context = { ports, signal: new AbortController().signal, resolved: [] } as unknown as ProbeContext;
  return { context, sent, timeouts };
}

/** Fits every probe that goes to an address. */
export function stepTo(
  text: string,
  samples = 10,
  role: StepOf<'icmp'>['role'] = 'path',
): StepOf<'icmp'> & StepOf<'mtu-ping'> & StepOf<'route'> {
  const [address = '', zone = null] = text.split('%');
  const target = { host: null, address: parseIpAddress(address), zone };
  return { id: 'test', role, target, budgetMs: 8000, samples } as never;
}
