/** Parsers of host facts against transcribed and recorded tool output (test/fixtures, each folder names its origin). */
import { describe, expect, test } from '@jest/globals';
import { parseResolvConf, parseResolvectlDns } from '../../../../src/net/host/host-linux-dns.ts';
import { parseProcIpv6Route, parseProcRoute } from '../../../../src/net/host/host-linux-routes.ts';
import { channelOfMhz, parseIwLink, parseProcWireless } from '../../../../src/net/host/host-linux-wifi.ts';
import { parseScutilDns } from '../../../../src/net/host/host-macos-dns.ts';
import {
  isMacTunnel,
  parseHardwarePorts,
  parseIfconfig,
} from '../../../../src/net/host/host-macos-interfaces.ts';
import { parseNetstatRoutes } from '../../../../src/net/host/host-macos-routes.ts';
import { parseAirPort } from '../../../../src/net/host/host-macos-wifi.ts';
import { parseNetshWlan } from '../../../../src/net/host/host-windows-wifi.ts';
import { parseRouteGet } from '../../../../src/net/host/route-macos.ts';
import { fixturePairs, readFixture, wantedOf } from '../../../fixtures/read-fixtures.ts';

const rules = { wifiPorts: new Set(['en0']), isTunnel: isMacTunnel };

/** The fixture holds both tables, the tool prints one at a time; the order decides, the figure itself does not. */
function netstat(text: string): unknown {
  const [v4 = '', v6 = ''] = text.split('Internet6:');
  return [...parseNetstatRoutes(v4, 4), ...parseNetstatRoutes(v6, 6)].map(
    ({ metric: _metric, ...route }) => route,
  );
}

const PARSERS: Readonly<Record<string, (text: string, name: string) => unknown>> = {
  scutil: parseScutilDns,
  route: parseRouteGet,
  ifconfig: (text) => parseIfconfig(text, rules),
  netstat,
  netsh: parseNetshWlan,
  resolvectl: parseResolvectlDns,
  iw: parseIwLink,
  'system-profiler': parseAirPort,
  proc: (text, name) =>
    name.startsWith('route')
      ? parseProcRoute(text)
      : name.startsWith('ipv6')
        ? parseProcIpv6Route(text)
        : [...parseProcWireless(text)],
};

const pairs = Object.keys(PARSERS).flatMap((tool) => fixturePairs(tool).map((name) => ({ tool, name })));

describe('tool output is read', () => {
  test.each(pairs)('$tool $name', ({ tool, name }) => {
    const parse = PARSERS[tool];
    expect(parse?.(readFixture(`${tool}/${name}.txt`), name)).toEqual(wantedOf(tool, name));
  });

  test.each(Object.keys(PARSERS))('%s: an empty output and noise give nothing, and no error', (tool) => {
    for (const noise of ['', '\u0000\u0001\n', '{"a":', ':::::::\n'.repeat(50)]) {
      const found = PARSERS[tool]?.(noise, 'route');
      expect(found === null || (Array.isArray(found) && found.length === 0)).toBe(true);
    }
  });
});

test('resolv.conf: every server, zones kept, comments and garbage left out', () => {
  const text =
    '# made by hand\nnameserver 192.0.2.1\nsearch example.com\n nameserver fe80::1%eth0\nnameserver nonsense\n;nameserver 192.0.2.9\n';
  expect(parseResolvConf(text)).toEqual(['192.0.2.1', 'fe80::1%eth0']);
});

test('the Wi-Fi port of a Mac is found by its name', () => {
  expect([...parseHardwarePorts(readFixture('ifconfig/hardware-ports-macos.txt'))]).toEqual(['en0']);
});

test.each([
  ['2.4 GHz, first channel', 2412, 1],
  ['2.4 GHz, Japan', 2484, 14],
  ['5 GHz', 5180, 36],
  ['6 GHz', 5955, 1],
  ['no Wi-Fi band', 900, null],
])('%s', (_name, mhz, channel) => {
  expect(channelOfMhz(mhz)).toBe(channel);
});

test('netsh: a network that is named like a channel or a signal is neither', () => {
  const wlan = [
    '    SSID                   : 12',
    '    Channel                : 36',
    '    Receive rate (Mbps)    : 866',
    '    Transmit rate (Mbps)   : 650,5',
    '    Signal                 : 80%',
    '    Profile                : 12',
  ].join('\r\n');
  expect(parseNetshWlan(wlan)).toEqual({ ssid: '12', signalDbm: -60, linkMbps: 650.5, channel: 36 });
  expect(parseNetshWlan(wlan.replaceAll(': 12', ': 5%'))).toMatchObject({ ssid: '5%', signalDbm: -60 });
});
