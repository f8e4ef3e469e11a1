/** Where and with what two reports were made: two networks, two machines and two table editions are named as such. Pure. */
import { sayIn } from '../core/say.ts';
import { NONE } from '../words/compare.ts';
import type { Comparison } from './comparison.ts';
import type { Report } from './report.ts';

type Surrounding = Comparison['surroundings'][number];

const FACTS: readonly (readonly [Surrounding['what'], (report: Report) => string | null])[] = [
  ['computer', ({ host }) => host.hostName],
  ['os', ({ host }) => host.os.name ?? `${host.os.platform} ${host.os.release}`],
  ['network', networkOf],
  ['vpn', vpnOf],
  ['proxy', ({ host }) => host.proxy.httpsProxy ?? (host.proxy.problem === null ? NONE : null)],
  ['dns-servers', ({ host }) => host.dnsServers.map(({ address }) => address).join(', ') || null],
  [
    'tables',
    ({ tables }) => [tables.edition, tables.overlay].filter((part) => part !== null).join(', overlay '),
  ],
  ['agent', ({ agent }) => agent.version],
  ['request', requestOf],
  [
    'simulated',
    ({ simulated, scenario }) => (simulated ? (scenario ?? 'a scripted network') : 'the real network'),
  ],
  ['completed', ({ completedBecause }) => (completedBecause === null ? 'whole' : `cut: ${completedBecause}`)],
];

/** Of two ordinary runs nobody wants to hear that they were ordinary. */
const ONLY_WHERE_DIFFERENT: ReadonlySet<Surrounding['what']> = new Set(['simulated', 'completed']);

export function compareSurroundings(a: Report, b: Report): Surrounding[] {
  return FACTS.map(([what, read]) => {
    const [one, other] = [read(a), read(b)];
    return { what, a: one, b: other, same: one === null || other === null ? null : one === other };
  }).filter(({ what, same }) => !(same === true && ONLY_WHERE_DIFFERENT.has(what)));
}

/** The Wi-Fi's name, or the router's address: what tells one network from another. */
function networkOf({ host }: Report): string | null {
  const router = host.defaultGateways[0]?.address ?? null;
  const name = host.wifi?.ssid ?? null;
  if (name === null) return router;
  return router === null ? name : `${name}, ${router}`;
}

function vpnOf({ host }: Report): string | null {
  if (host.vpn === null) return null;
  return host.vpn.interface ?? NONE;
}

function requestOf({ request }: Report): string {
  return `${request.regions.join(', ')}; ${sayIn('en').protocols(request.protocols)}; ${request.profile}`;
}
