/** Reads a Windows machine: one PowerShell query for the network, `netsh wlan` for the radio. */
import os from 'node:os';
import { parseIpAddress } from '../../core/address.ts';
import { parseServerAddress } from './host-linux-dns.ts';
import {
  type DefaultRoute,
  type DnsServer,
  type MachineReader,
  type MachineReading,
  type NetworkInterface,
  outputOr,
  type SplitDns,
  withZone,
} from './host-reading.ts';
import { systemInterfaces } from './host-system.ts';
import { type NrptRule, queryWindowsFacts, type WindowsFacts } from './host-windows-query.ts';
import { windowsTunnelKind } from './host-windows-tunnel.ts';
import { parseNetshWlan } from './host-windows-wifi.ts';

/** ifType 71 is IEEE 802.11; medium 9 is the driver's own word for it (NdisPhysicalMediumNative802_11). */
const WIFI_TYPE = 71;
const WIFI_MEDIUM = 9;
const ETHERNET_TYPE = 6;
/** Windows' AddressFamily numbers. */
const INET = 2;
/** Loopback reports 2^32 - 1: no limit, not a size. */
const NO_LIMIT = 4_294_967_295;

type Adapter = WindowsFacts['adapters'][number];

function kindOf(adapter: Adapter): NetworkInterface['kind'] {
  if (windowsTunnelKind(adapter.description, adapter.type) !== null) return 'tunnel';
  if (adapter.type === WIFI_TYPE || adapter.medium === WIFI_MEDIUM) return 'wifi';
  return adapter.type === ETHERNET_TYPE ? 'ethernet' : 'other';
}

/** The IPv4 figure where there is one: both families have their own, equal but in rare set-ups. */
function mtuOf(facts: WindowsFacts, index: number): number | null {
  const rows = facts.mtus.filter((row) => row.index === index && row.mtu > 0 && row.mtu < NO_LIMIT);
  return (rows.find(({ family }) => family === INET) ?? rows[0])?.mtu ?? null;
}

function addressesOf(facts: WindowsFacts, index: number): NetworkInterface['addresses'] {
  return facts.addresses.flatMap((row) => {
    const address = parseIpAddress(row.address);
    if (row.index !== index || !row.usable || address === null) return [];
    return [
      { address, family: address.includes(':') ? (6 as const) : (4 as const), prefixLength: row.prefix },
    ];
  });
}

function windowsInterfaces(facts: WindowsFacts): NetworkInterface[] {
  return facts.adapters.map((adapter) => ({
    name: adapter.name,
    kind: kindOf(adapter),
    up: adapter.up,
    mtuBytes: mtuOf(facts, adapter.index),
    mac: adapter.mac?.replaceAll('-', ':').toLowerCase() ?? null,
    addresses: addressesOf(facts, adapter.index),
  }));
}

/** Windows prefers the smallest sum of the route's and the interface's metric. `0.0.0.0` and `::` mean "on the link". */
function windowsRoutes(facts: WindowsFacts): DefaultRoute[] {
  return facts.routes.flatMap((route) => {
    const address = parseIpAddress(route.nextHop ?? '');
    if (address === null) return [];
    const family = address.includes(':') ? 6 : 4;
    const onLink = address === '0.0.0.0' || address === '::';
    const own = facts.mtus.find(
      (row) => row.index === route.index && (row.family === INET) === (family === 4),
    );
    // The zone of Windows is the interface's number.
    const gateway = onLink ? null : withZone(address, String(route.index));
    return [{ family, gateway, interfaceName: route.name, metric: route.metric + (own?.metric ?? 0) }];
  });
}

/** Namespace of the rule that holds for every name. */
const ANY_NAME = '.';

function ruleServers(rule: NrptRule): DnsServer[] {
  return rule.servers.flatMap((server) => {
    const address = parseServerAddress(server);
    return address === null ? [] : [{ address, port: 53, interfaceName: null }];
  });
}

function ruleFact(rule: NrptRule): SplitDns[] {
  const servers = ruleServers(rule).map(({ address }) => address);
  const domains = rule.namespace.map((name) => name.replace(/^\./, ''));
  // A rule without servers is one of DNSSEC or DirectAccess.
  return servers.length === 0 ? [] : [{ by: 'windows-nrpt', domains, servers, interfaceName: null }];
}

/** A policy for every name stands in for the servers of the interfaces (Microsoft, "NRPT"); any other is for its own names. */
function windowsDns(facts: WindowsFacts): Pick<MachineReading, 'dnsServers' | 'splitDns'> {
  const isAny = (rule: NrptRule): boolean => rule.namespace.includes(ANY_NAME);
  const rules = facts.nrpt ?? [];
  const anyName = rules.filter(isAny).flatMap(ruleServers);
  const ofInterfaces = facts.dns.flatMap((row) =>
    row.servers.flatMap((server) => {
      const address = parseServerAddress(server);
      if (address === null) return [];
      return [{ address: withZone(address, String(row.index)), port: 53, interfaceName: row.name }];
    }),
  );
  return {
    dnsServers: anyName.length > 0 ? anyName : ofInterfaces,
    splitDns: facts.nrpt === null ? null : rules.filter((rule) => !isAny(rule)).flatMap(ruleFact),
  };
}

/** `os.version()` is the product's name ("Windows 11 Pro"). */
const osName = (): string => `${os.version()} (${os.release()})`;

export const readWindows: MachineReader = async ({ commands }, options) => {
  const unread: Record<string, string> = {};
  const [facts, wlan] = await Promise.all([
    queryWindowsFacts(commands, options),
    commands.run('netsh', ['wlan', 'show', 'interfaces'], options),
  ]);
  // netsh ends with 1 where no radio or no WLAN service is: no Wi-Fi, nothing unread.
  const radio = wlan.exitCode === 1 ? null : outputOr(unread, 'wifi', wlan);
  const wifi = radio === null ? null : parseNetshWlan(radio);
  const shared = { osName: osName(), wifi } satisfies Partial<MachineReading>;
  if ('unread' in facts) {
    for (const fact of ['interfaces', 'defaultGateways', 'dnsServers', 'splitDns'])
      unread[fact] = facts.unread;
    return {
      ...shared,
      interfaces: systemInterfaces(),
      defaultRoutes: { 4: null, 6: null },
      dnsServers: null,
      splitDns: null,
      unread,
    };
  }
  if (facts.nrpt === null) unread['splitDns'] = 'tool-output-unreadable: powershell';
  const routes = windowsRoutes(facts);
  return {
    ...shared,
    interfaces: windowsInterfaces(facts),
    defaultRoutes: {
      4: routes.filter(({ family }) => family === 4),
      6: routes.filter(({ family }) => family === 6),
    },
    ...windowsDns(facts),
    unread,
  };
};
