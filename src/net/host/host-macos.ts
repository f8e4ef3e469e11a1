/** Reads a Mac: `ifconfig`, `netstat -rnl`, `scutil --dns`, `networksetup` and, for Wi-Fi, `system_profiler`; all at once. */
import { isMacTunnel, parseIfconfig, parseHardwarePorts } from './host-macos-interfaces.ts';
import { parseNetstatRoutes, parseScopedRoutes } from './host-macos-routes.ts';
import { parseScutilDns, parseScutilSplit } from './host-macos-dns.ts';
import { parseAirPort } from './host-macos-wifi.ts';
import { type MachineReader, outputOr } from './host-reading.ts';
import { systemInterfaces } from './host-system.ts';

/** system_profiler takes 0.2 to 3 s; the facts do not wait longer for a radio's figures. */
const WIFI_TIMEOUT_MS = 1500;

async function readVersion(readText: (path: string) => Promise<string | null>): Promise<string | null> {
  const plist = await readText('/System/Library/CoreServices/SystemVersion.plist');
  const version = /<key>ProductVersion<\/key>\s*<string>([^<]+)</.exec(plist ?? '')?.[1];
  return version === undefined ? null : `macOS ${version}`;
}

export const readMacos: MachineReader = async ({ commands, readText }, options) => {
  const unread: Record<string, string> = {};
  const wifiOptions = { ...options, timeoutMs: Math.min(options.timeoutMs, WIFI_TIMEOUT_MS) };
  const run = async (fact: string, file: string, ...args: string[]): Promise<string | null> =>
    outputOr(unread, fact, await commands.run(file, args, fact === 'wifi' ? wifiOptions : options));
  const [osName, ifconfig, ports, v4, v6, dns, airport] = await Promise.all([
    readVersion(readText),
    run('interfaces', 'ifconfig', '-a'),
    run('interfaceKinds', 'networksetup', '-listallhardwareports'),
    run('defaultGateways', 'netstat', '-rnl', '-f', 'inet'),
    run('defaultGateways', 'netstat', '-rnl', '-f', 'inet6'),
    run('dnsServers', 'scutil', '--dns'),
    run('wifi', 'system_profiler', '-json', '-detailLevel', 'basic', 'SPAirPortDataType'),
  ]);
  const wifiPorts = parseHardwarePorts(ports ?? '');
  return {
    osName,
    interfaces:
      ifconfig === null ? systemInterfaces() : parseIfconfig(ifconfig, { wifiPorts, isTunnel: isMacTunnel }),
    defaultRoutes: {
      4: v4 === null ? null : [...parseNetstatRoutes(v4, 4), ...parseScopedRoutes(v4, 4)],
      6: v6 === null ? null : [...parseNetstatRoutes(v6, 6), ...parseScopedRoutes(v6, 6)],
    },
    dnsServers: dns === null ? null : parseScutilDns(dns),
    splitDns: dns === null ? null : parseScutilSplit(dns),
    wifi: airport === null ? null : parseAirPort(airport),
    unread,
  };
};
