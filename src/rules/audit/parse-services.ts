/** Ports and transports as people and firewalls write them, in one cell or in two. Pure. */
import type { Rule } from '../rule.ts';
import type { PortRange } from './audit-entry.ts';

type Transport = Rule['transport'];

export interface Service extends PortRange {
  /** Null: the port's cell does not say. */
  readonly transport: Transport | null;
}

const ANY: ReadonlySet<string> = new Set(['', 'any', '*', 'all', 'ip', 'both']);

/** Names of IANA's registry and of the predefined objects of firewalls, as far as this project's ports need them. */
const NAMED: ReadonlyMap<string, readonly [number, Transport | null]> = new Map<
  string,
  readonly [number, Transport | null]
>([
  ['http', [80, 'tcp']],
  ['https', [443, 'tcp']],
  ['quic', [443, 'udp']],
  ['ssl', [443, 'tcp']],
  ['domain', [53, null]],
  ['dns', [53, null]],
  ['ntp', [123, 'udp']],
  ['ssh', [22, 'tcp']],
  ['pcoip', [4172, null]],
]);

/** `443`, `4172-4195`, `80,443`, `tcp/443`, `TCP_4172`, `443/tcp`, `https`; null: any. Undefined when it is none of these. */
export function parseServices(written: string): readonly Service[] | null | undefined {
  const text = written.trim().toLowerCase();
  if (ANY.has(text)) return null;
  const services = text
    .split(/[,;|\s]+/)
    .filter((part) => part !== '')
    .map(parseService);
  return services.every((service) => service !== null) ? services : undefined;
}

/** `tcp/443`, `tcp_443`, `443`, `4172-4195`; and `443/tcp`. */
const WRITTEN = [
  /^(?:(?<transport>tcp|udp)[/:_-]?)?(?<start>\d{1,5})(?:[-:](?<end>\d{1,5}))?$/,
  /^(?<start>\d{1,5})(?:[-:](?<end>\d{1,5}))?\/(?<transport>tcp|udp)$/,
] as const;

function parseService(text: string): Service | null {
  const named = NAMED.get(text.replace(/^service-/, ''));
  if (named) return { first: named[0], last: named[0], transport: named[1] };
  const groups = WRITTEN.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return null;
  const { start, end = start, transport } = groups;
  const [first, last] = [Number(start), Number(end)];
  if (first > last || last > 65_535) return null;
  return { first, last, transport: transport === 'tcp' || transport === 'udp' ? transport : null };
}

/** `tcp`, `UDP`, `tcp/udp`, `both`, `ip`; null: any. Undefined when it is another protocol. */
export function parseTransports(written: string): readonly Transport[] | null | undefined {
  const words = written
    .trim()
    .toLowerCase()
    .split(/[\s,/+&]+/);
  if (words.every((word) => ANY.has(word))) return null;
  const known = words.filter((word): word is Transport => word === 'tcp' || word === 'udp');
  return known.length === words.length ? known : undefined;
}

export interface Opening {
  readonly ports: readonly PortRange[] | null;
  readonly transports: readonly Transport[] | null;
}

/** The ports' cell and the transports' cell together: one opening for each transport that the ports name. Empty: they contradict. */
export function openingsOf(
  services: readonly Service[] | null,
  transports: readonly Transport[] | null,
): readonly Opening[] {
  if (services === null) return [{ ports: null, transports }];
  const kinds = [...new Set(services.map(({ transport }) => transport))];
  return kinds.flatMap((kind) => {
    const ports = services
      .filter(({ transport }) => transport === kind)
      .map(({ first, last }) => ({ first, last }));
    if (kind === null) return [{ ports, transports }];
    return transports === null || transports.includes(kind) ? [{ ports, transports: [kind] }] : [];
  });
}
