/** Texts of the streaming ports: one set of texts for both protocols, with the name and the port put in. */
import { countOf, counted, holds, listed, said, type CatalogueEntry } from './entry.ts';
import * as from from '../sources.ts';

interface ProtocolWords {
  readonly name: string;
  readonly port: number;
  /** What else the protocol can do when the port is shut. */
  readonly otherWay: string;
}

const PCOIP: ProtocolWords = { name: 'PCoIP', port: 4172, otherWay: 'PCoIP has no other port.' };
const DCV: ProtocolWords = {
  name: 'DCV',
  port: 4195,
  otherWay: 'DCV can fall back to TCP 443 at some gateways.',
};

function tcpBlocked({ name, port, otherWay }: ProtocolWords): CatalogueEntry {
  return {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.PORTS, from.HEALTH_CHECK],
    when: `TCP ${port} is silent on every health-check address while 443 works.${port === 4195 ? ' A warning when a gateway is open on TCP 443.' : ''}`,
    title: () => `${name} is blocked: TCP ${port} does not get through`,
    explanation: (facts) =>
      `None of ${counted(facts, 'servers', 'health-check server')} answers on TCP ${port} (${listed(facts, 'addresses')}), while other ports of this network work. ${
        holds(facts, 'byThisMachine')
          ? 'The firewall of this computer forbids it.'
          : facts['fallback443'] === 'open'
            ? 'A gateway takes TCP 443 instead, so a session can fall back to it.'
            : facts['fallback443'] === 'client'
              ? 'A gateway takes TCP 443, but this client is too old to use it.'
              : otherWay
      }`,
    user: () =>
      `Switch the VPN off, if you may, or try another network such as your phone, and check again. Tell your helpdesk: ${name} needs port ${port}.`,
    helpdesk: () =>
      `First broken layer: TCP ${port}. Sign-in works, the picture does not: the client shows "Loading" and gives up. Ask which protocol this WorkSpace uses; compare with another network.`,
    network: () =>
      `Allow outbound TCP and UDP ${port} to the gateway ranges and health-check addresses of the Region, directly and without inspection.`,
  };
}

function tcpRefused({ name, port, otherWay }: ProtocolWords): CatalogueEntry {
  return {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.PORTS, from.HEALTH_CHECK],
    when: `TCP ${port} is refused or reset on every health-check address.`,
    title: () => `${name} is refused: TCP ${port} is turned away`,
    explanation: (facts) =>
      `All of ${counted(facts, 'servers', 'health-check server')} refuse TCP ${port} (${listed(facts, 'addresses')}). A firewall that rejects is the usual cause. ${otherWay}`,
    user: () =>
      `Switch the VPN off, if you may, or try another network, and check again. Tell your helpdesk: ${name} needs port ${port}.`,
    helpdesk: () =>
      `First broken layer: TCP ${port}, actively refused. Look at security software on this computer first, then at the firewall.`,
    network: () =>
      `Find the rule that rejects TCP ${port}, and allow TCP and UDP ${port} to the gateway ranges and health-check addresses of the Region.`,
  };
}

function udpRejected({ name, port }: ProtocolWords, ceiling: 'error' | 'warning'): CatalogueEntry {
  return {
    ceiling,
    side: 'path',
    root: false,
    sources: [from.PORTS, from.UDP],
    when: `UDP ${port} is actively refused (an ICMP answer, or this computer's own firewall).`,
    title: () => `UDP ${port} is refused`,
    explanation: (facts) =>
      `Datagrams to ${listed(facts, 'addresses')} on UDP ${port} are refused${holds(facts, 'byThisMachine') ? ' by the firewall of this computer' : ''}. ${
        port === 4172
          ? 'PCoIP streams over UDP 4172: signing in works and the picture stays black.'
          : 'DCV falls back to TCP 4195, which is slower on a bad line.'
      }`,
    user: () =>
      `Switch the VPN off, if you may, or try another network, and check again. Tell your helpdesk: ${name} needs UDP ${port}.`,
    helpdesk: () =>
      `UDP ${port} is turned away, so this is a rule and not the line. Look at the firewall of this computer and at the VPN.`,
    network: () => `Allow outbound UDP ${port} to the gateway ranges of the Region, and the answers back.`,
  };
}

function udpUnproven({ name, port }: ProtocolWords): CatalogueEntry {
  return {
    ceiling: 'notice',
    side: 'us',
    root: false,
    sources: [from.UDP, from.HEALTH_CHECK, from.OWN],
    when: `No reply on UDP ${port}, and no proof either way, or UDP is proved elsewhere only.`,
    title: () => `UDP ${port} could not be proved`,
    explanation: (facts) =>
      `Nothing came back on UDP ${port}, and nothing refused it. ${holds(facts, 'elsewhere') ? 'UDP gets through on another port.' : ''} Silence on UDP proves nothing: ${
        holds(facts, 'verified')
          ? 'the service is known to answer, so this port may well be filtered.'
          : 'nobody has verified that the service answers such questions.'
      }`,
    user: () =>
      'Nothing to do as long as sessions work. If the picture stays black, tell your helpdesk about this line.',
    helpdesk: () =>
      `Start a session: with ${name} a black picture after sign-in would mean that UDP ${port} is filtered.`,
    network: () =>
      `Check by the firewall's own log that outbound UDP ${port} to the gateway ranges is allowed in both directions.`,
  };
}

export const STREAMING = {
  'pcoip/tcp-blocked': tcpBlocked(PCOIP),
  'dcv/tcp-blocked': tcpBlocked(DCV),
  'pcoip/tcp-refused': tcpRefused(PCOIP),
  'dcv/tcp-refused': tcpRefused(DCV),
  'pcoip/udp-rejected': udpRejected(PCOIP, 'error'),
  'dcv/udp-rejected': udpRejected(DCV, 'warning'),
  'streaming/udp-silent': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.PORTS, from.UDP, from.OWN],
    when: 'TCP works and not one UDP probe of any kind was answered. A notice while nobody has verified that the service answers, a warning when that is verified.',
    title: (facts) => (holds(facts, 'verified') ? 'No UDP gets through' : 'UDP could not be proved'),
    explanation: (facts) =>
      `TCP works on ${listed(facts, 'ports')}, and none of ${counted(facts, 'probes', 'UDP probe')} was answered. ${
        holds(facts, 'verified')
          ? 'The service is known to answer, so UDP is most likely filtered. PCoIP needs it, DCV falls back to TCP.'
          : 'Nobody has verified that the service answers, so this proves nothing either way.'
      }${facts['control'] === false ? ' The UDP control server stayed silent as well.' : ''}`,
    user: (facts) =>
      holds(facts, 'verified')
        ? 'Switch the VPN off, if you may, or try another network, and check again.'
        : 'Nothing to do as long as sessions work. If the picture stays black, tell your helpdesk about this line.',
    helpdesk: () =>
      'Ask which protocol this WorkSpace uses: PCoIP needs UDP for the picture, DCV works over TCP as well.',
    network: (facts) =>
      `Allow outbound UDP ${listed(facts, 'ports')} to the gateway ranges of the Region, and the answers back.`,
  },
  'streaming/partial': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.HEALTH_CHECK, from.OWN],
    when: 'Some current health-check addresses work and some do not.',
    title: (facts) =>
      `${countOf(facts, 'failing')} of ${said(facts, 'servers')} health-check servers cannot be reached`,
    explanation: (facts) =>
      `${listed(facts, 'failing')} did not open TCP ${listed(facts, 'ports')}, ${listed(facts, 'working')} did. Sessions may start or fail by chance.`,
    user: () =>
      'If a session does not start, try again. Tell your helpdesk that only some servers are reached.',
    helpdesk: () =>
      'A firewall with an incomplete list of addresses is the usual cause; one server that is down is the other. Compare with another network.',
    network: (facts) =>
      `Compare the rules with the published addresses: ${listed(facts, 'failing')} does not get through.`,
  },
  'gateway/rejected': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.GATEWAYS, from.PORTS],
    when: 'Every sampled gateway address of the protocol gets an administrative refusal while the health-check servers work.',
    title: (facts) => `The gateways are refused on port ${said(facts, 'port')}`,
    explanation: (facts) =>
      `All of ${counted(facts, 'sampled', 'sampled gateway address')} (${listed(facts, 'addresses')}) are refused by a rule, while the health-check servers answer. The health check of the client passes and the session still fails.`,
    user: () => 'Try another network, and tell your helpdesk that the WorkSpaces gateways are blocked.',
    helpdesk: () =>
      'The health check looks good and sessions fail: the rule covers the health-check addresses and not the gateway ranges.',
    network: (facts) =>
      `Allow outbound TCP and UDP ${said(facts, 'port')} to every gateway range of the Region, not only to the health-check addresses.`,
  },
  'pcoip/udp-unproven': udpUnproven(PCOIP),
  'dcv/udp-unproven': udpUnproven(DCV),
} as const satisfies Record<string, CatalogueEntry>;
