/** How this machine is connected, in one line without a name or an address: what a helpdesk would otherwise ask. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Vocabulary } from '../words/en/index.ts';
import type { Report } from './report.ts';

type Host = Report['host'];

/** What could not be read says so; it is never "none". */
export function describeConnection(host: Host, language: Language): string {
  const { ticket, semicolon } = vocabularyOf(language);
  const say = sayIn(language);
  const { hasIpv4, hasIpv6, dnsServers, unread } = host;
  const families = [...(hasIpv4 ? ['IPv4'] : []), ...(hasIpv6 ? ['IPv6'] : [])];
  const isUnread = dnsServers.length === 0 && 'dnsServers' in unread;
  const servers = isUnread ? ticket.families.unread : say.count(dnsServers.length, ticket.families.servers);
  const parts = [
    outgoing(host, ticket),
    families.length === 0 ? ticket.families.none : say.list(families),
    servers,
    proxyText(host, ticket),
  ];
  return parts.join(semicolon);
}

type Words = Vocabulary['ticket'];

function outgoing({ defaultGateways, interfaces, wifi, vpn }: Host, ticket: Words): string {
  const [gateway] = defaultGateways;
  if (gateway === undefined) return ticket.link.none;
  const kind = interfaces.find(({ name }) => name === gateway.interfaceName)?.kind;
  const signal = kind === 'wifi' && typeof wifi?.signalDbm === 'number' ? ticket.signal(wifi.signalDbm) : '';
  const tunnel = vpn?.allTraffic === true && kind !== 'tunnel' ? ticket.allByVpn : '';
  return `${kind === undefined ? ticket.link.unread : ticket.link[kind]}${signal}${tunnel}`;
}

function proxyText({ proxy }: Host, ticket: Words): string {
  if (proxy.httpsProxy === null && proxy.pacUrl === null) return ticket.noProxy;
  return ticket.proxy(proxy.source, proxy.hasCredentials);
}
