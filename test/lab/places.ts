/** Where the lab keeps its files, and the addresses of its made-up networks. */
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '../..');
/** The built command line. */
export const PREFLIGHT = join(REPOSITORY, 'dist/preflight.mjs');
/** Not in git: certificates, the compiled relay, descriptions of running labs. */
export const LAB_FOLDER = join(REPOSITORY, '.lab');
/** The reports of networks that were told wrongly, by name; the last run stands. */
export const WRONG = join(LAB_FOLDER, 'wrong');

/**
 * Client --lan-- router --wan-- service. The client's network is private IPv4 and public IPv6, as at home. All of it exists in
 * namespaces without a route out, so addresses of real networks stand for themselves and reach nobody.
 */
export const NETWORK = {
  client: { ipv4: '192.168.77.10', ipv6: '2a02:8000:77::10' },
  router: { ipv4: '192.168.77.1', ipv6: '2a02:8000:77::1', uniqueLocal: 'fd77:1::1' },
  wanRouter: { ipv4: '100.64.10.1', ipv6: '2a02:8000:64::1' },
  wanService: { ipv4: '100.64.10.2', ipv6: '2a02:8000:64::2' },
  /** Speaks on the path when a packet is too big. */
  carrier: { ipv4: '100.64.20.1', ipv6: '2a02:8000:65::1' },
} as const;

/** Public addresses that the router may show the client under (`World.nat`). */
export const OUTSIDE = ['185.230.70.1', '185.230.70.2'] as const;

/**
 * Links between the routers of a longer way, near and far end of each: the first is still inside the person's network, the second outside.
 * IPv4 alone.
 */
export const BACKBONE = [
  { near: '10.30.1.1', far: '10.30.1.2' },
  { near: '185.230.64.1', far: '185.230.64.2' },
] as const;

/** A second link from the first router, to the second one or the third (`World.ways`). */
export const SIDE_LINK = { near: '10.30.9.1', far: '10.30.9.2' } as const;

export const DNS_SERVERS = { ipv4: ['10.53.0.53', '10.53.0.54'], ipv6: ['2a02:8000:53::53'] } as const;
export const PROXY = { host: 'proxy.lab.test', address: '10.80.0.80', port: 3128 } as const;
/** Serves the PAC file on port 80; the machine's settings name it. */
export const PAC = { host: 'pac.lab.test', url: 'http://pac.lab.test/proxy.pac' } as const;
export const STUN = { host: 'stun.lab.test', address: '10.90.0.90', port: 3478 } as const;
/** Where zero clients ask for the time. */
export const TIME = { host: 'pool.ntp.org', address: '10.90.0.123', port: 123 } as const;
/** Where the real programs of some scenarios listen. */
export const PEER_ADDRESS = { dnsmasq: '10.53.0.60', coturn: '10.90.0.91', nginx: '99.87.0.10' } as const;

/** A machine of the person's own behind the service's router (`World.peerMachine`). */
export const PEER_MACHINE = {
  ...{ address: '10.90.9.2', router: '10.90.9.1' },
  ...{ ipv6: '2a02:8000:99::2', routerIpv6: '2a02:8000:99::1' },
} as const;

/** The 443 names get addresses out of these blocks, in the order of their names. */
export const NAME_BLOCK = { ipv4: '99.86.', ipv6: '2600:9000:5301::' } as const;
export const NAT64_PREFIX = '64:ff9b::';
/** RFC 5737: nothing may answer there, unless something on the way accepts everything. */
export const TEST_NETS = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'] as const;
