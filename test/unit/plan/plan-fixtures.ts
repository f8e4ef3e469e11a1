/** Inputs for tests of the plan: a machine with IPv4 alone, one Region, both protocols. */
import type { HostFacts } from '../../../src/evidence/index.ts';
import type { PlanInput } from '../../../src/plan/plan-input.ts';
import type { Request } from '../../../src/plan/request.ts';
import { loadTables } from '../../../src/regions/tables.ts';

export function hostFactsOf(changes: Partial<HostFacts> = {}): HostFacts {
  return {
    os: { platform: 'linux', release: '6.1', name: 'Debian', arch: 'x64' },
    hostName: 'laptop',
    timezone: 'Europe/Berlin',
    interfaces: [],
    defaultGateways: [{ family: 4, address: '192.168.1.1', interfaceName: 'eth0' }],
    hasIpv4: true,
    hasIpv6: false,
    dnsServers: [{ address: '192.168.1.1', port: 53, interfaceName: 'eth0' }],
    proxy: {
      source: 'none',
      httpsProxy: null,
      hasCredentials: false,
      bypass: [],
      pacUrl: null,
      problem: null,
    },
    wifi: null,
    unread: {},
    ...changes,
  };
}

export function requestOf(changes: Partial<Request> = {}): Request {
  return {
    regions: ['us-east-1'],
    allRegions: false,
    protocols: ['pcoip', 'dcv'],
    profile: 'client',
    samples: 10,
    deadlineMs: 60_000,
    directoryId: null,
    registrationName: null,
    also: [],
    require: [],
    stun: null,
    localDiscovery: false,
    assumeUdpAnswers: false,
    systemTrust: 'yes',
    ...changes,
  };
}

export function planInputOf(
  request: Partial<Request> = {},
  rest: Partial<Omit<PlanInput, 'request'>> = {},
): PlanInput {
  return { tables: loadTables(), request: requestOf(request), host: hostFactsOf(), proxies: {}, ...rest };
}
