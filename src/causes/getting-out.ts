/** Rules on getting out at all: no network, a network that answers for everybody, and the name of a registration. */
import { addressKind, parseIpAddress, type AddressKind } from '../core/address.ts';
import type { HostFacts } from '../evidence/index.ts';
import { idsOf, type Draft } from './draft.ts';
import { rttFigures } from '../reading/rtt-figures.ts';
import { registrationFault } from '../reading/registration-answer.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import { measuredOf, type Entry, type View } from '../reading/view.ts';

/** No interface with a usable address, or no route to any target; and nothing from outside ever answered. */
export function offline(view: View): readonly Draft[] {
  const { host } = view.record;
  if (anythingAnswered(view)) return [];
  const unreachable = view.entries.filter((entry) => hasNoRoute(entry));
  const noAddress = 'interfaces' in host.unread ? false : !host.interfaces.some(isUsable);
  const noRoute = !host.hasIpv4 && !host.hasIpv6;
  const everyTryFailed = unreachable.length > 0 && unreachable.length === connecting(view).length;
  if (!noAddress && !noRoute && !everyTryFailed) return [];
  return [
    {
      code: 'local/offline',
      severity: 'error',
      protocols: view.protocols,
      region: null,
      params: { reason: noAddress ? 'no-address' : 'no-route', interfaces: downInterfaces(host) },
      checks: idsOf(unreachable),
    },
  ];
}

function isUsable({ up, kind, addresses }: HostFacts['interfaces'][number]): boolean {
  if (!up || kind === 'loopback') return false;
  return addresses.some(
    ({ address }) => !['link-local', 'loopback', 'unspecified'].includes(kindOf(address)),
  );
}

/** Addresses of this machine may carry a zone or be odd; what does not parse is no address to speak from. */
function kindOf(text: string): AddressKind {
  const address = parseIpAddress(text);
  return address === null ? 'unspecified' : addressKind(address);
}

function downInterfaces(host: HostFacts): string[] {
  return host.interfaces
    .filter(({ kind }) => kind !== 'loopback')
    .map(({ name, up }) => `${name} (${up ? 'up' : 'down'})`);
}

const NO_ROUTE = new Set(['network-unreachable', 'address-unavailable']);

function hasNoRoute({ evidence }: Entry): boolean {
  if (evidence?.kind !== 'tcp' && evidence?.kind !== 'https') return false;
  return (
    evidence.attempts.length > 0 && evidence.attempts.every((one) => NO_ROUTE.has(one.failure?.code ?? ''))
  );
}

function connecting(view: View): readonly Entry[] {
  return view.entries.filter(({ evidence }) => evidence?.kind === 'tcp' || evidence?.kind === 'https');
}

/** One packet from outside is enough: a DNS answer, an open or refused connection, a datagram, a ping. */
function anythingAnswered(view: View): boolean {
  return view.entries.some(({ step, evidence }) => {
    switch (evidence?.kind) {
      case 'tcp':
      case 'https':
        return evidence.attempts.some((one) => ('state' in one ? one.state : one.tcpState) === 'open');
      case 'dns':
        return evidence.servers.some(
          (answer) => answer.rcode !== null && kindOf(answer.server) !== 'loopback',
        );
      case 'udp':
      case 'quic':
      case 'stun':
        return evidence.reply !== null;
      case 'icmp':
        return evidence.received > 0 && step.role !== 'first-hop';
      default:
        return false;
    }
  });
}

/**
 * A connect to documentation address space opened, or Regions of two continents at least answer within 5 ms. A control on 443 alone is
 * a transparent web proxy: the handshake with a valid certificate proves what TCP does not, and streaming does not go through it.
 */
export function acceptsAll(view: View): readonly Draft[] {
  const controls = measuredOf(view, 'tcp', 'accepts-all-control').filter(
    (entry) => entry.evidence.state === 'open' && entry.step.target.port !== 443,
  );
  const near = nearRegions(view);
  if (controls.length === 0 && near === null) return [];
  const rtt = near === null ? [] : measuredOf(view, 'rtt', 'health-check', 'path');
  return [
    {
      code: 'local/accepts-all',
      severity: 'error',
      protocols: view.protocols,
      region: null,
      params: {
        control: controls.flatMap((entry) =>
          entry.evidence.attempts.map((one) => `${one.address}:${one.port}`),
        ),
        regions: near === null ? [] : [...near.regions],
        slowestMs: near === null ? null : Math.round(near.slowestMs * 10) / 10,
      },
      checks: idsOf([...controls, ...rtt]),
    },
  ];
}

/**
 * Every measured Region within 5 ms, and these Regions are three or lie in two areas: light in fibre takes 5 ms for 500 km and back, so
 * both would have to be within 1000 km of each other.
 */
function nearRegions(view: View): { readonly regions: readonly string[]; readonly slowestMs: number } | null {
  const measured = view.record.request.regions.flatMap((code) => {
    const medianMs = rttFigures(view, code)?.rtt.medianMs ?? null;
    return medianMs === null ? [] : [{ code, medianMs }];
  });
  const slowestMs = Math.max(...measured.map(({ medianMs }) => medianMs));
  const apart = measured.length >= 3 || new Set(measured.map(({ code }) => areaOf(code))).size >= 2;
  return apart && slowestMs <= THRESHOLDS.acceptsAllMs
    ? { regions: measured.map(({ code }) => code), slowestMs }
    : null;
}

/** Continent, and where one is wide the part of it that the code names: the two coasts of the United States, the corners of Asia. */
function areaOf(code: string): string {
  const [continent = '', ...rest] = code.split('-');
  return continent === 'us' || continent === 'ap' ? [continent, ...rest.slice(0, -1)].join('-') : continent;
}

/** The TXT record of a fully qualified registration code. */
export function registrationName(view: View): readonly Draft[] {
  return measuredOf(view, 'dns', 'registration-name').flatMap((entry) => {
    const fault = registrationFault(entry.evidence);
    if (fault === null) return [];
    const values = [...new Set(entry.evidence.servers.flatMap((answer) => answer.texts))];
    const answered = entry.evidence.servers
      .filter((answer) => answer.rcode !== null)
      .map((answer) => answer.server);
    return [
      {
        code: 'registration/name-invalid' as const,
        severity: 'error' as const,
        protocols: view.protocols,
        region: null,
        params: { name: entry.evidence.host, fault, values: values.length, servers: [...new Set(answered)] },
        checks: idsOf([entry]),
      },
    ];
  });
}
