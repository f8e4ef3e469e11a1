/**
 * Output of tools in other languages, versions and widths, written by hand after public samples and the programs' own sources
 * (resolvectl.c breaks lines at the width of the terminal); each with what it says, written down before it was read.
 */
import { describe, expect, test } from '@jest/globals';
import { parseResolvectlDns, splitResolved } from '../../../../src/net/host/host-linux-dns.ts';
import { parseScutilDns } from '../../../../src/net/host/host-macos-dns.ts';
import { parseNetstatRoutes } from '../../../../src/net/host/host-macos-routes.ts';
import { parseNetshWlan } from '../../../../src/net/host/host-windows-wifi.ts';
import { parsePingOutput } from '../../../../src/net/ping/ping-output.ts';
import { parseGnomeProxy } from '../../../../src/net/proxy/proxy-gnome.ts';
import { parseMacosProxy } from '../../../../src/net/proxy/proxy-macos.ts';
import { parseWindowsProxy } from '../../../../src/net/proxy/proxy-windows.ts';

const TARGET = '203.0.113.5';

describe('ping', () => {
  test.each<readonly [string, string, number, readonly number[]]>([
    [
      'Turkish, the percent sign in front',
      '203.0.113.5 cevabı: bayt=32 süre=14ms TTL=57\r\n203.0.113.5 cevabı: bayt=32 süre<1ms TTL=57\r\n    Paket: Giden = 2, Gelen = 2, Kaybolan = 0 (%0 kayıp),\r\n    En Az = 0ms, En Çok = 14ms, Ortalama = 7ms\r\n',
      2,
      [14, 1],
    ],
    [
      'Chinese',
      '来自 203.0.113.5 的回复: 字节=32 时间=14ms TTL=57\r\n请求超时。\r\n    数据包: 已发送 = 2，已接收 = 1，丢失 = 1 (50% 丢失)，\r\n    最短 = 14ms，最长 = 14ms，平均 = 14ms\r\n',
      2,
      [14],
    ],
    [
      'French, a hard blank before the percent sign',
      'Réponse de 203.0.113.5 : octets=32 temps=14 ms TTL=57\r\n    Paquets : envoyés = 1, reçus = 1, perdus = 0 (perte 0\u00a0%),\r\n',
      1,
      [14],
    ],
    [
      'iputils in Chinese',
      '64 字节，来自 203.0.113.5: icmp_seq=1 ttl=57 时间=2.34 毫秒\n已发送 1 个包， 已接收 1 个包, 0% 包丢失, 耗时 0 毫秒\n',
      1,
      [2.34],
    ],
    [
      'iputils in Japanese',
      '64 バイト応答 送信元 203.0.113.5: icmp_seq=1 ttl=57 時間=2.34ミリ秒\n送信パケット数 1, 受信パケット数 1, 0% packet loss, time 0ms\n',
      1,
      [2.34],
    ],
    [
      'Polish, the loss on a line of its own',
      'Odpowiedź z 203.0.113.5: bajtów=32 czas=14ms TTL=57\r\n    Pakiety: Wysłane = 1, Odebrane = 1, Utracone = 0\r\n             (0% straty),\r\n',
      1,
      [14],
    ],
    [
      'Korean',
      '203.0.113.5의 응답: 바이트=32 시간=14ms TTL=57\r\n    패킷: 보냄 = 1, 받음 = 1, 손실 = 0 (0% 손실),\r\n',
      1,
      [14],
    ],
    [
      'a router on the way answers instead',
      'Reply from 10.0.0.1: TTL expired in transit.\r\nReply from 203.0.113.5: bytes=32 time=5ms TTL=57\r\n    Packets: Sent = 2, Received = 2, Lost = 0 (0% loss),\r\n',
      2,
      [5],
    ],
    [
      'a Mac with a reply too late',
      'Request timeout for icmp_seq 0\n64 bytes from 203.0.113.5: icmp_seq=1 ttl=57 time=8.123 ms\n2 packets transmitted, 1 packets received, 50.0% packet loss\nround-trip min/avg/max/stddev = 8.123/8.123/8.123/0.000 ms\n',
      2,
      [8.123],
    ],
    [
      'errors among the statistics',
      'From 10.0.0.1 icmp_seq=1 Destination Host Unreachable\n3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 2031ms\n',
      3,
      [],
    ],
  ])('%s', (_name, output, sent, rttsMs) => {
    expect(parsePingOutput(output, TARGET)).toEqual({ sent, rttsMs, announcedMtuBytes: null });
  });
});

const wlan = (receive: string, transmit: string, channel: string, signal: string): string =>
  [
    ...['', 'x', '', '    Name                   : Wi-Fi', '    SSID                   : Büro 5'],
    ...['    AP BSSID               : 00:11:22:33:44:66', '    Radio type             : 802.11ax'],
    ...[
      `    ${channel}    : 36`,
      `    ${receive}   : 866.7`,
      `    ${transmit}  : 780`,
      `    ${signal}  : 90% `,
    ],
    ...['    Profile                : Büro 5', ''],
  ].join('\r\n');

test.each([
  ['Turkish', 'Alma hızı (Mb/sn)', 'Gönderme hızı (Mb/sn)', 'Kanal', 'Sinyal'],
  ['Bulgarian', 'Скорост на получаване (Мбит/сек)', 'Скорост (Мбит/сек)', 'Канал', 'Сигнал'],
  ['Chinese', '接收速率(Mbps)', '传输速率 (Mbps)', '信道', '信号'],
  ['Polish', 'Szybkość odbioru (Mb/s)', 'Szybkość wysyłania (Mb/s)', 'Kanał', 'Sygnał'],
  ['Ukrainian', 'Швидкість прийому (Мбіт/с)', 'Швидкість передавання (Мбіт/с)', 'Канал', 'Сигнал'],
  ['French', 'Réception (Mbits/s)', 'Transmission (Mbits/s)', 'Canal', 'Signal'],
  ['Japanese', '受信速度 (Mbps)', '送信速度 (Mbps)', 'チャネル', 'シグナル'],
  ['Thai', 'อัตราการรับ (Mbps)', 'อัตราการส่ง (Mbps)', 'แชนเนล', 'สัญญาณ'],
])('netsh in %s', (_language, receive, transmit, channel, signal) => {
  expect(parseNetshWlan(wlan(receive, transmit, channel, signal))).toEqual({
    ...{ ssid: 'Büro 5', signalDbm: -55, linkMbps: 780, channel: 36 },
  });
});

describe('resolvectl', () => {
  test('goes on in the next line where the terminal ends', () => {
    const dns =
      'Global:\nLink 2 (eth0): 192.168.178.1 fd00:1234:5678:9abc:def0:1234:5678:9abc\n        2001:db8::53 fe80::1%2\nLink 5 (tun0): 10.8.0.1\n';
    const domain =
      'Global:\nLink 2 (eth0): fritz.box\nLink 5 (tun0): ~corp.example ~8.b.d.0.1.0.0.2.ip6.arpa\n        ~.\n';
    expect(parseResolvectlDns(dns).map(({ address }) => address)).toEqual([
      ...[
        '192.168.178.1',
        'fd00:1234:5678:9abc:def0:1234:5678:9abc',
        '2001:db8::53',
        'fe80::1%eth0',
        '10.8.0.1',
      ],
    ]);
    expect(splitResolved({ dns, domain, defaultRoute: null }).servers).toEqual([
      { address: '10.8.0.1', port: 53, interfaceName: 'tun0' },
    ]);
  });

  test('ports, and servers that are asked over TLS', () => {
    expect(parseResolvectlDns('Global: [::1]:5353 1.1.1.1:853#one.example 9.9.9.9\n')).toEqual([
      { address: '::1', port: 5353, interfaceName: null },
      { address: '9.9.9.9', port: 53, interfaceName: null },
    ]);
  });
});

test('scutil: multicast names and the scoped list are no servers of all names', () => {
  const text =
    'DNS configuration\n\nresolver #1\n  nameserver[0] : 10.0.0.53\n  nameserver[1] : fe80::1%en0\n  if_index : 14 (en0)\n  reach    : 0x00020002 (Reachable,Directly Reachable Address)\n\nresolver #2\n  domain   : local\n  options  : mdns\n\nDNS configuration (for scoped queries)\n\nresolver #1\n  nameserver[0] : 9.9.9.9\n';
  expect(parseScutilDns(text).map(({ address }) => address)).toEqual(['10.0.0.53', 'fe80::1%en0']);
});

test.each<readonly [string, string, 4 | 6, string | null, string]>([
  ['columns of an old system', 'default   192.168.1.1   UGSc   93   0   en0\n', 4, '192.168.1.1', 'en0'],
  ['a tunnel without a next hop', 'default   link#22   UCSg   utun4\n', 4, null, 'utun4'],
  ['a router by its link-local address', 'default  fe80::1%en0  UGcg  en0\n', 6, 'fe80::1%en0', 'en0'],
  ['a VLAN', 'default   10.0.0.1   UGScg   vlan0\n', 4, '10.0.0.1', 'vlan0'],
])('netstat: %s', (_name, text, family, gateway, interfaceName) => {
  expect(parseNetstatRoutes(text, family)).toMatchObject([{ family, gateway, interfaceName }]);
});

const KEY = 'HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

test.each([
  [
    'tabs',
    `${KEY}\r\n\tProxyEnable\tREG_DWORD\t0x1\r\n\tProxyServer\tREG_SZ\tp.example:3128 \r\n`,
    'p.example:3128',
  ],
  [
    'schemes before the proxies',
    `${KEY}\r\n    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    http=http://a:80;https=http://b:443\r\n`,
    'http://b:443',
  ],
])('the registry: %s', (_name, text, proxyText) => {
  expect(parseWindowsProxy(text)?.proxyText).toBe(proxyText);
});

test('a proxy script inside the settings of a Mac is said, and not "no proxy"', () => {
  const text =
    '<dictionary> {\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigJavaScript : function FindProxyForURL(url, host) { return "PROXY p.example:1"; }\n}\n';
  expect(parseMacosProxy(text)).toMatchObject({ pacUrl: null, notFollowed: [{ kind: 'other' }] });
});

test('GNOME: a proxy with an address of IPv6', () => {
  const text =
    "org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.https host 'fd00::5'\norg.gnome.system.proxy.https port 3128\n";
  expect(parseGnomeProxy(text)?.proxyText).toBe('[fd00::5]:3128');
});
