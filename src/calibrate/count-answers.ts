/** Sends the datagrams of a calibration one by one and counts what came back. */
import { parseIpAddress } from '../core/address.ts';
import type { DatagramResult, Ports } from '../probes/ports.ts';
import { quicTry } from '../probes/quic.ts';
import { TEXT_PAYLOAD } from '../probes/udp.ts';
import type { CalibrationAnswers } from '../regions/calibration.ts';
import { TRIES, type Payload, type Series } from './plan-calibration.ts';

/** Addresses that are talked to at one time; each gets one datagram at a time. */
export const ADDRESSES_AT_ONCE = 6;
/** Longer than any round trip of the tables' worst band; silence is waited out to its end. */
export const WAIT_MS = 1_500;
/** After an answer at once, so that no address ever gets more than five datagrams a second. */
const PAUSE_MS = 200;

export interface Counting {
  readonly ports: Pick<Ports, 'clock' | 'datagram'>;
  readonly signal: AbortSignal;
  readonly onSeries: () => void;
}

/** Rows in the order of the series. Rejects only when cancelled. */
export async function countAnswers(
  series: readonly Series[],
  counting: Counting,
): Promise<readonly CalibrationAnswers[]> {
  const rows = new Map<Series, CalibrationAnswers>();
  const queues = [...new Set(series.map(({ address }) => address))].map((address) =>
    series.filter((one) => one.address === address),
  );
  const lane = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift())
      for (const one of queue) {
        rows.set(one, await countOne(one, counting));
        counting.onSeries();
      }
  };
  await Promise.all(Array.from({ length: ADDRESSES_AT_ONCE }, lane));
  return series.flatMap((one) => rows.get(one) ?? []);
}

async function countOne(one: Series, { ports, signal }: Counting): Promise<CalibrationAnswers> {
  const results: DatagramResult[] = [];
  for (let tries = 0; tries < TRIES[one.payload]; tries += 1) {
    results.push(await sendOne(one, ports.datagram, signal));
    await ports.clock.sleep(PAUSE_MS, signal);
  }
  const { target, protocol, port, payload, address } = one;
  const sizes = results.flatMap(({ reply }) => (reply === null ? [] : [reply.datagram.length]));
  return {
    target,
    probe: payload === 'version-negotiation' ? 'quic' : 'udp',
    protocol,
    port,
    payload,
    address,
    sent: results.reduce((sum, { sentAtMs }) => sum + sentAtMs.length, 0),
    answered: sizes.length,
    refused: results.filter(({ state }) => state === 'closed' || state === 'filtered').length,
    unexpected: results.reduce((sum, { unexpected }) => sum + unexpected, 0),
    replyBytes: [...new Set(sizes)].sort((a, b) => a - b),
  };
}

async function sendOne(one: Series, port: Ports['datagram'], signal: AbortSignal): Promise<DatagramResult> {
  const address = parseIpAddress(one.address);
  if (address === null) throw new Error(`the tables have ${one.address} as an address`);
  const { payload, accept } = datagramOf(one.payload);
  return port.exchange(
    { address, port: one.port, payloads: [payload], spacingMs: [], accept },
    { timeoutMs: WAIT_MS, signal },
  );
}

/** Any datagram from the asked address and port answers a payload of ours; a version negotiation must echo both ids. */
function datagramOf(payload: Payload): { payload: Uint8Array; accept: (datagram: Uint8Array) => boolean } {
  if (payload === 'version-negotiation') {
    const probe = quicTry();
    return { payload: probe.payload, accept: (datagram) => probe.read(datagram) !== null };
  }
  return { payload: payload === 'text' ? TEXT_PAYLOAD : new Uint8Array(0), accept: () => true };
}
