/** The machine and what stands between it and the way out: computer, router, VPN, proxy. For a run under way and for a report. */
import type { HostFacts } from '../../../src/evidence/index.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import type { JourneyModel } from './journey-model.ts';
import { pingFigure } from './link-figure.ts';

export interface Surrounded {
  readonly host: HostFacts | null;
  readonly vpn: Report['host']['vpn'];
  readonly checks: readonly Check[];
  readonly live: boolean;
}

type Surroundings = Pick<JourneyModel, 'computer' | 'router' | 'lan' | 'vpn' | 'proxy'>;

export function surroundingsOf(seen: Surrounded): Surroundings {
  const { host, checks } = seen;
  const hop = pingFigure(checks.find(({ role }) => role === 'first-hop'));
  const isCutOff = host !== null && host.defaultGateways.length === 0;
  return {
    computer: computerOf(host),
    router: isCutOff ? null : { answersPing: hop?.answers ?? null },
    lan: { kind: lanKind(host), figure: hop?.figure ?? null },
    vpn: vpnOf(seen),
    proxy: proxyOf(seen),
  };
}

function computerOf(host: HostFacts | null): JourneyModel['computer'] {
  if (host === null) return { name: null, system: null };
  return { name: host.hostName, system: host.os.name ?? host.os.platform };
}

function lanKind(host: HostFacts | null): JourneyModel['lan']['kind'] {
  const physical =
    host?.interfaces.filter(({ kind, up }) => up && (kind === 'wifi' || kind === 'ethernet')) ?? [];
  const gateway = host?.defaultGateways.map(({ interfaceName }) => interfaceName) ?? [];
  const chosen = physical.find(({ name }) => gateway.includes(name)) ?? physical[0];
  if (chosen === undefined) return null;
  return chosen.kind === 'wifi' ? 'wifi' : 'ethernet';
}

function vpnOf({ vpn, host, live }: Surrounded): JourneyModel['vpn'] {
  if (vpn !== null)
    return vpn.interface === null ? null : { name: vpn.interface, allTraffic: vpn.allTraffic };
  if (host === null) return 'unknown';
  const tunnel = host.interfaces.find(
    ({ kind, up, addresses }) => kind === 'tunnel' && up && addresses.length > 0,
  );
  if (tunnel !== undefined && live) return { name: tunnel.name, allTraffic: null };
  return live ? null : 'unknown';
}

function proxyOf({ checks, host }: Surrounded): string | null {
  const used = checks.find(({ evidence }) => typeof evidence['proxy'] === 'string')?.evidence['proxy'];
  const proxy = typeof used === 'string' ? used : (host?.proxy.httpsProxy ?? null);
  return proxy === null ? null : proxy.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
