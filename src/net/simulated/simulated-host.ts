/** The machine of a scripted network: a laptop on Wi-Fi, behind a home router, sometimes with a VPN. */
import type { HostFacts } from '../../evidence/index.ts';
import type { HostPort } from '../../probes/ports.ts';
import { SIMULATED_PROXY } from './simulated-web.ts';
import type { World } from './world.ts';

const ROUTER = '192.168.1.1';
const OWN_ADDRESS = '192.168.1.23';

export function simulatedHost(world: World): HostPort {
  const { tunnelMtuBytes } = world.situation;
  return {
    facts: () => Promise.resolve(factsOf(world)),
    route: (address) =>
      Promise.resolve({
        kind: 'route',
        address,
        interfaceName: tunnelMtuBytes === null ? 'en0' : 'utun4',
        gateway: tunnelMtuBytes === null ? ROUTER : null,
        sourceAddress: tunnelMtuBytes === null ? OWN_ADDRESS : '10.8.0.6',
        interfaceMtuBytes: tunnelMtuBytes ?? 1500,
        routeMtuBytes: null,
        tunnel: tunnelMtuBytes === null ? null : { kind: 'utun', allTraffic: true },
        failure: null,
      }),
    client: () =>
      Promise.resolve({
        kind: 'client',
        installed: true,
        version: '5.29.1.6101',
        path: '/Applications/WorkSpaces.app',
        osSupported: true,
        browsers: [{ name: 'Safari', version: '18.1' }],
        failure: null,
      }),
    localServices: () => Promise.resolve({ kind: 'local-services', printers: [], failure: null }),
  };
}

function factsOf({ situation }: World): HostFacts {
  const { online, proxy, tunnelMtuBytes } = situation;
  const mac = '02:00:5e:10:00:01';
  const wifi = {
    name: 'en0',
    kind: 'wifi' as const,
    up: online,
    mtuBytes: 1500,
    mac,
    addresses: online ? [{ address: OWN_ADDRESS, family: 4 as const, prefixLength: 24 }] : [],
  };
  const tunnel = {
    name: 'utun4',
    kind: 'tunnel' as const,
    up: true,
    mtuBytes: tunnelMtuBytes,
    mac: null,
    addresses: [{ address: '10.8.0.6', family: 4 as const, prefixLength: 32 }],
  };
  return {
    os: { platform: 'darwin', release: '24.1.0', name: 'macOS 15.1', arch: 'arm64' },
    hostName: 'demo-laptop',
    timezone: 'Europe/Berlin',
    interfaces: tunnelMtuBytes === null ? [wifi] : [wifi, tunnel],
    defaultGateways: online ? [{ family: 4, address: ROUTER, interfaceName: 'en0' }] : [],
    hasIpv4: online,
    hasIpv6: false,
    dnsServers: online ? [{ address: ROUTER, port: 53, interfaceName: 'en0' }] : [],
    proxy: {
      source: proxy === null ? 'none' : 'macos-scutil',
      httpsProxy: proxy === null ? null : SIMULATED_PROXY,
      hasCredentials: false,
      bypass: [],
      pacUrl: null,
      problem: null,
    },
    wifi: online ? { ssid: 'Demo', signalDbm: -54, linkMbps: 433, channel: 44 } : null,
    unread: {},
  };
}
