/** How this machine is connected, in one line without a name or an address: what a helpdesk would otherwise ask. Pure. */
import type { Report } from './report.ts';
import { counted } from './plain-words.ts';

type Host = Report['host'];

const KIND: Readonly<Record<Host['interfaces'][number]['kind'], string>> = {
  wifi: 'Wi-Fi',
  ethernet: 'cable',
  tunnel: 'tunnel',
  loopback: 'loopback',
  other: 'another kind of interface',
};

/** What could not be read says so; it is never "none". */
export function describeConnection(host: Host): string {
  const { hasIpv4, hasIpv6, dnsServers, unread } = host;
  const families = [...(hasIpv4 ? ['IPv4'] : []), ...(hasIpv6 ? ['IPv6'] : [])];
  const servers =
    dnsServers.length === 0 && 'dnsServers' in unread
      ? 'DNS servers not read'
      : counted(dnsServers.length, 'DNS server');
  return [outgoing(host), families.join(' and ') || 'no address', servers, proxyText(host)].join('; ');
}

function outgoing({ defaultGateways, interfaces, wifi, vpn }: Host): string {
  const [gateway] = defaultGateways;
  if (gateway === undefined) return 'no way out';
  const kind = interfaces.find(({ name }) => name === gateway.interfaceName)?.kind;
  const signal =
    kind === 'wifi' && typeof wifi?.signalDbm === 'number' ? ` (signal ${wifi.signalDbm} dBm)` : '';
  const tunnel = vpn?.allTraffic === true && kind !== 'tunnel' ? ', all traffic through a VPN' : '';
  return `${kind === undefined ? 'unknown interface' : KIND[kind]}${signal}${tunnel}`;
}

function proxyText({ proxy }: Host): string {
  if (proxy.httpsProxy === null && proxy.pacUrl === null) return 'no proxy';
  const login = proxy.hasCredentials ? ', with a login' : '';
  return `proxy (${proxy.source}${login})`;
}
