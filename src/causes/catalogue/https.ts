/** Texts of port 443: reachability, TLS, proxy. */
import { counted, countOf, holds, known, listed, said, type CatalogueEntry, type Facts } from './entry.ts';
import * as from from '../sources.ts';

const isAll = (facts: Facts): boolean => facts['scope'] === 'all';
/** Hosts of the person's choice alone, on whatever port they named. */
const isOwn = (facts: Facts): boolean => facts['own'] === true;
/** Every host falls silent behind the greeting: a filter does that, and so does a way back that loses large packets. */
const isSilentForAll = (facts: Facts): boolean => isAll(facts) && listed(facts, 'how') === 'tls-timeout';
const portOf = (facts: Facts): string => (isOwn(facts) ? 'TCP' : 'TCP 443');

/** What is wrong with the proxy itself, or with the setting that should name one. */
function proxyTrouble(facts: Facts): string {
  if (!known(facts, 'problem'))
    return `${said(facts, 'proxy')} ${holds(facts, 'nameMissing') ? 'does not resolve' : 'accepts no connection'}.`;
  const where = known(facts, 'proxy') ? ` (${said(facts, 'proxy')})` : '';
  return `This computer is set to use a proxy${where}, and it is not known which: ${said(facts, 'problem')}.`;
}

export const HTTPS = {
  'https/blocked': {
    ceiling: 'error',
    side: 'path',
    root: true,
    sources: [from.PORTS, from.ALLOW_LIST, from.NEED],
    when: 'TCP 443 to needed hosts is silent. "All" and "some" are told apart.',
    title: (facts) =>
      isAll(facts)
        ? 'Port 443 does not get out'
        : isOwn(facts)
          ? `${listed(facts, 'hosts')} cannot be reached`
          : `Port 443 to ${counted(facts, 'hosts', 'host')} does not get through`,
    explanation: (facts) =>
      `${said(facts, 'failed')} of ${said(facts, 'tested')} hosts stay silent on ${portOf(facts)}: ${listed(facts, 'hosts')}. ${
        holds(facts, 'byThisMachine')
          ? 'The firewall of this computer forbids it.'
          : isAll(facts)
            ? 'Without 443 nobody can sign in. A firewall that lets nothing out, or a proxy that is not set, is the usual cause.'
            : 'Others answer, so something filters by name or address.'
      }`,
    user: () =>
      'Try another network such as your phone, or switch the VPN off or on, and check again. Tell your helpdesk that these names are blocked.',
    helpdesk: (facts) =>
      isAll(facts)
        ? 'First broken layer: TCP 443. Ask whether web pages open in the browser: if they do, the browser uses a proxy that this check and the client do not.'
        : 'First broken layer: TCP 443 to some hosts. Compare with another network.',
    network: (facts) => `Allow outbound ${portOf(facts)} to ${listed(facts, 'hosts')}.`,
  },
  'https/refused': {
    ceiling: 'error',
    side: 'path',
    root: true,
    sources: [from.PORTS, from.ALLOW_LIST, from.NEED],
    when: 'TCP 443 to needed hosts is refused or reset.',
    title: (facts) =>
      isAll(facts)
        ? 'Port 443 is refused everywhere'
        : isOwn(facts)
          ? `${listed(facts, 'hosts')} refuses the connection`
          : `Port 443 to ${counted(facts, 'hosts', 'host')} is refused`,
    explanation: (facts) =>
      `${said(facts, 'failed')} of ${said(facts, 'tested')} hosts refuse ${portOf(facts)}: ${listed(facts, 'hosts')}. A refusal comes from a firewall that rejects, not from distance or load.`,
    user: () =>
      'Try another network or switch the VPN off or on, and check again. Tell your helpdesk that the connection is refused.',
    helpdesk: () =>
      'First broken layer: TCP 443, actively refused. Look at security software on this computer first, then at the firewall.',
    network: (facts) =>
      `Find the rule that rejects ${portOf(facts)} to ${listed(facts, 'hosts')} and allow it.`,
  },
  'https/handshake-cut': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.TLS, from.ALLOW_LIST, from.NEED],
    when: 'TCP 443 opens, and the TLS handshake is reset, alerted on the name, silent, or no TLS at all.',
    title: (facts) =>
      `The encrypted connection to ${isAll(facts) ? 'every host' : counted(facts, 'hosts', 'host')} is cut off`,
    explanation: (facts) =>
      `${holds(facts, 'byProxy') ? `The proxy opens the way to ${listed(facts, 'hosts')}` : `TCP 443 opens to ${listed(facts, 'hosts')}`}, and then the TLS handshake ends (${listed(facts, 'how')}). ${
        holds(facts, 'largeVanish')
          ? 'Large packets vanish on this path, so that the certificates never arrive.'
          : isSilentForAll(facts)
            ? 'Either a filter holds every handshake back, or the certificates, which come in large packets, are lost on the way back: from here the two look alike.'
            : 'That is how a filter works that reads the name in the handshake.'
      }`,
    user: () =>
      'Switch off web filters of your security software, if you may, or try another network, and check again.',
    helpdesk: () =>
      'A web filter or firewall that looks at the TLS server name. Compare with another network, and ask the network team about the category that the host has there.',
    network: (facts) =>
      `Allow the TLS server names ${listed(facts, 'hosts')} in the web filter or next-generation firewall, without decryption.${
        isSilentForAll(facts)
          ? ' Without such a filter, look for a lower MTU on the way back: let ICMP "fragmentation needed" pass, or clamp the TCP MSS.'
          : ''
      }`,
  },
  'https/tls-intercepted': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.ROOTS, from.PROXY, from.TLS],
    when: 'The chain ends in a root outside the public set with the right name on it: somebody decrypts. An error where this computer does not trust that root either.',
    title: () => 'Somebody on the way decrypts the connection',
    explanation: (facts) =>
      `The certificates of ${listed(facts, 'hosts')} were issued by ${listed(facts, 'issuers')}, which is not a public authority. ${
        facts['trustedHere'] === false
          ? 'This computer does not trust it either, so the client will refuse.'
          : facts['trustedHere'] === true
            ? 'This computer trusts it, so the client may get through; streaming must not be decrypted.'
            : 'Whether this computer trusts it could not be read.'
      }`,
    user: (facts) =>
      facts['trustedHere'] === false
        ? 'Tell your helpdesk that the network decrypts traffic and this computer lacks the certificate for it. Do not accept certificate warnings by hand.'
        : 'Nothing to do yourself; mention it to your helpdesk if signing in fails.',
    helpdesk: (facts) =>
      `Issuer as it stands: ${listed(facts, 'issuers')}. Find out which proxy or security agent that is, and whether its root belongs on this computer.`,
    network: (facts) =>
      `Exempt ${listed(facts, 'hosts')}, and 4172 and 4195 altogether, from TLS inspection.`,
  },
  'https/certificate-invalid': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.TLS],
    when: 'A certificate is expired, not yet valid, for another name, or its chain is incomplete.',
    title: (facts) => `${countOf(facts, 'hosts') === 1 ? 'A certificate is' : 'Certificates are'} not valid`,
    explanation: (facts) =>
      `${listed(facts, 'hosts')}: ${listed(facts, 'reasons').replaceAll('-', ' ')}. The certificate that came is for ${listed(facts, 'subjects')}.`,
    user: () =>
      'Check that date and time of this computer are right. If they are, try another network and tell your helpdesk.',
    helpdesk: () =>
      'A wrong name means that somebody else answers; a date means a clock or a forgotten renewal; an incomplete chain means a badly kept server or middlebox.',
    network: (facts) =>
      `Look at what answers for ${listed(facts, 'hosts')} on this network: a proxy, a block page or a private endpoint.`,
  },
  'https/clock-skew': {
    ceiling: 'error',
    side: 'this-machine',
    root: true,
    sources: [from.TLS, 'RFC 4120 (clock skew of 5 minutes)', from.OWN],
    when: "This computer's clock differs by more than 5 minutes from the Date of at least 3 hosts that agree.",
    title: (facts) =>
      `The clock of this computer is ${said(facts, 'skew')} ${said(facts, 'unit')} ${holds(facts, 'ahead') ? 'fast' : 'slow'}`,
    explanation: (facts) =>
      `${said(facts, 'servers')} servers agree on a time that differs by ${said(facts, 'skew')} ${said(facts, 'unit')}. Certificates and sign-in are judged by the clock, so they fail.`,
    user: () => 'Set the clock to automatic, check date and time zone, and check again.',
    helpdesk: () =>
      'Mend time synchronisation of this computer (NTP or the domain); an empty battery on the board is a usual cause.',
    network: () => 'Allow NTP (UDP 123) to the time servers of this network.',
  },
  'https/server-error': {
    ceiling: 'warning',
    side: 'service',
    root: false,
    sources: [from.HTTP, from.OWN],
    when: 'A host answers with a status of 500 or above, twice.',
    title: () => 'The service has trouble of its own',
    explanation: (facts) =>
      `${listed(facts, 'hosts')} answered twice with status ${listed(facts, 'statuses')}. Your network got through to it.`,
    user: () => 'Wait some minutes and check again.',
    helpdesk: () => 'Look at the AWS Health Dashboard for WorkSpaces in the Region.',
    network: () =>
      'Nothing to open; a proxy or gateway on the way that answers in the name of the host is the exception.',
  },
  'https/protocol-error': {
    ceiling: 'warning',
    side: 'path',
    root: false,
    sources: [from.HTTP, from.OWN],
    when: 'TLS is up, and the answer is no HTTP, breaks its bounds, or never comes.',
    title: () => 'An answer makes no sense',
    explanation: (facts) =>
      `${listed(facts, 'hosts')} finished the TLS handshake and then gave no answer that can be read (${listed(facts, 'how')}).`,
    user: () => 'Check again in some minutes; if it stays, send this result to your helpdesk.',
    helpdesk: () =>
      'A proxy or security agent that changes answers is the usual cause. Compare with another network.',
    network: (facts) => `Look at what inspects traffic to ${listed(facts, 'hosts')}.`,
  },
  'proxy/required': {
    ceiling: 'notice',
    side: 'local-network',
    root: true,
    sources: [from.PROXY],
    when: 'Direct 443 is filtered or names resolve only at the proxy, and the proxy works.',
    title: () => 'The way out is the proxy, and it works',
    explanation: (facts) =>
      `${counted(facts, 'hosts', 'host')} ${countOf(facts, 'hosts') === 1 ? 'is' : 'are'} reached by ${said(facts, 'proxy')} and not directly. The client uses the proxy of the operating system for sign-in; streaming never goes through it.`,
    user: () =>
      'Nothing to do. Leave the proxy setting of the client on "use the device operating system settings".',
    helpdesk: () => 'Make sure that the client is set to the proxy of the operating system.',
    network: () =>
      'The proxy carries sign-in on 443 only: 4172 and 4195 (TCP and UDP) need a direct way to the gateways.',
  },
  'proxy/authentication': {
    ceiling: 'error',
    side: 'local-network',
    root: true,
    sources: [from.PROXY, 'RFC 9110, 15.5.8 (status 407)'],
    when: 'The proxy answers 407 where it is needed: the client supports no proxy with a password.',
    title: () => 'The proxy asks for a password',
    explanation: (facts) =>
      `${said(facts, 'proxy')} answers 407 and offers ${listed(facts, 'schemes')}. The WorkSpaces client cannot sign in to a proxy, and the direct way is shut.`,
    user: () =>
      'Try a network without this proxy, and tell your helpdesk that the proxy asks WorkSpaces for a password.',
    helpdesk: () =>
      'The client supports no proxy with a user name and a password. The network team has to exempt the names.',
    network: (facts) =>
      `Let ${listed(facts, 'hosts')} pass ${said(facts, 'proxy')} without authentication, or allow direct TCP 443 to them.`,
  },
  'proxy/unreachable': {
    ceiling: 'error',
    side: 'local-network',
    root: true,
    sources: [from.PROXY],
    when: 'The configured proxy accepts no connection, its name does not resolve, or the setting that should name it (a PAC file) cannot be followed. An error where the direct way is shut too.',
    title: (facts) =>
      known(facts, 'problem')
        ? 'The proxy setting of this computer cannot be followed'
        : holds(facts, 'needed')
          ? 'The proxy does not answer'
          : 'A proxy is set that does not answer',
    explanation: (facts) =>
      `${proxyTrouble(facts)} ${holds(facts, 'needed') ? 'The direct way is shut as well, so nothing on 443 gets out.' : 'The direct way works, so the check went on without it.'}`,
    user: () =>
      'If you are not at the office, switch the proxy off in the network settings, or switch the VPN on, and check again.',
    helpdesk: () =>
      'Check where the proxy setting comes from (policy, PAC file, by hand) and whether it belongs to this network.',
    network: (facts) =>
      known(facts, 'problem')
        ? `Serve the PAC file so that this network reaches it and it runs, or allow direct TCP 443 to ${listed(facts, 'hosts')}.`
        : `Check ${said(facts, 'proxy')}: its name, its port, and the way to it.`,
  },
  'proxy/denied': {
    ceiling: 'error',
    side: 'local-network',
    root: true,
    sources: [from.PROXY, from.ALLOW_LIST],
    when: 'The proxy refuses CONNECT to needed hosts, and the direct way is shut.',
    title: (facts) => `The proxy does not let ${counted(facts, 'hosts', 'host')} through`,
    explanation: (facts) =>
      `${said(facts, 'proxy')} refuses CONNECT (status ${listed(facts, 'statuses')}) to ${listed(facts, 'hosts')}.`,
    user: () => 'Tell your helpdesk that the proxy blocks WorkSpaces, and send this result along.',
    helpdesk: () => 'The proxy is reached and says no. The network team has to allow the names.',
    network: (facts) => `Allow CONNECT to port 443 of ${listed(facts, 'hosts')} on ${said(facts, 'proxy')}.`,
  },
} as const satisfies Record<string, CatalogueEntry>;
