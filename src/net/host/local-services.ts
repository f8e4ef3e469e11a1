/**
 * Printers that announce themselves on the local network (multicast DNS, RFC 6763): local printing in a session needs them.
 * By choice of the person only (`--local-discovery`).
 */
import type { LocalServicesEvidence } from '../../evidence/index.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { DnsSdPacket } from 'node-dns-sd';
import { classifyError } from '../classify-failure.ts';
import { onAbort } from '../on-abort.ts';
import { quietSearch, type QuietSearch } from './mdns-quiet.ts';

/** Registered service names of printers: IPP, LPR, raw port 9100. */
const PRINTER_TYPES = ['_ipp._tcp.local', '_printer._tcp.local', '_pdl-datastream._tcp.local'] as const;

/** Two questions a second apart, as RFC 6762 section 5.2 has it. */
const ROUNDS = 2;
/** More answers than this are somebody's joke. */
const MAX_PRINTERS = 100;

type Printer = LocalServicesEvidence['printers'][number];

interface Answer {
  readonly name: string;
  readonly type: string;
  readonly rdata: unknown;
}

function answersOf(packet: DnsSdPacket): readonly Answer[] {
  return [...(packet.answers ?? []), ...(packet.additionals ?? [])].flatMap(({ name, type, rdata }) =>
    typeof name === 'string' && typeof type === 'string' ? [{ name, type, rdata }] : [],
  );
}

function serviceOf(
  records: readonly Answer[],
  instance: string,
): { port: number | null; host: string | null } {
  const data = records.find(({ type, name }) => type === 'SRV' && name === instance)?.rdata;
  const { port, target } = (data ?? {}) as { port?: unknown; target?: unknown };
  return {
    port: typeof port === 'number' && port > 0 && port <= 65_535 ? port : null,
    host: typeof target === 'string' ? target : null,
  };
}

/** The printers of one answer: PTR names the instance, SRV its port and host, A the address; else the sender's. */
export function printersOf(packet: DnsSdPacket): readonly Printer[] {
  const records = answersOf(packet);
  return records.flatMap(({ name, type, rdata }) => {
    const isPrinter = (PRINTER_TYPES as readonly string[]).includes(name.toLowerCase());
    if (type !== 'PTR' || !isPrinter || typeof rdata !== 'string') return [];
    const { port, host } = serviceOf(records, rdata);
    const own = records.find((record) => record.type === 'A' && record.name === host)?.rdata;
    const address = typeof own === 'string' ? own : packet.address;
    const label = rdata.slice(0, Math.max(0, rdata.length - name.length - 1)) || rdata;
    return [
      {
        name: label.slice(0, 100),
        address: typeof address === 'string' ? address : null,
        port,
      },
    ];
  });
}

/** One entry a name and port; the first that has an address wins. */
function merge(printers: readonly Printer[]): Printer[] {
  const byName = new Map<string, Printer>();
  for (const printer of printers) {
    const key = `${printer.name}\n${printer.port}`;
    if ((byName.get(key)?.address ?? null) === null) byName.set(key, printer);
  }
  return [...byName.values()].slice(0, MAX_PRINTERS);
}

/** Asks twice and listens about two seconds. No printer is no failure; a socket that cannot be opened is one. */
export async function findLocalServices(
  options: CallOptions,
  search: QuietSearch = quietSearch(PRINTER_TYPES),
): Promise<LocalServicesEvidence> {
  options.signal.throwIfAborted();
  let forget = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    forget = onAbort(options.signal, () => reject(options.signal.reason as Error));
  });
  const found: Printer[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const packets = await Promise.race([search.round(), aborted]);
      found.push(...packets.flatMap(printersOf));
    }
    const problem = found.length === 0 ? search.sendFailure() : null;
    return { kind: 'local-services', printers: merge(found), failure: problem };
  } catch (error) {
    options.signal.throwIfAborted();
    return { kind: 'local-services', printers: merge(found), failure: classifyError(error, 'receive') };
  } finally {
    forget();
    search.close();
  }
}
