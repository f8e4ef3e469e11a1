/** Texts of "getting out at all": network, names, portals. */
import { counted, countOf, holds, known, listed, said, type CatalogueEntry, type Facts } from './entry.ts';
import * as from from '../sources.ts';

const needsDns64 = (facts: Facts): boolean => facts['answer'] === 'IPv4 alone';

export const GETTING_OUT = {
  'local/offline': {
    ceiling: 'error',
    side: 'this-machine',
    root: true,
    sources: [from.OWN],
    when: 'No interface has a usable address, or there is no route to any target, and nothing from outside answered.',
    title: () => 'This computer has no network',
    explanation: (facts) =>
      facts['reason'] === 'no-address'
        ? `No network interface of this computer has a usable address (seen: ${listed(facts, 'interfaces')}). Nothing else could be tested.`
        : `This computer has no route to the outside (interfaces: ${listed(facts, 'interfaces')}). Nothing else could be tested.`,
    user: () =>
      'Connect to Wi-Fi or plug in the network cable, check that flight mode is off, and check again. If a web page does not open either, the network itself is down.',
    helpdesk: () =>
      'First broken layer: the local network. Ask whether any web page opens, whether other devices on the same network work, and what address the computer has.',
    network: () =>
      'Check link, DHCP lease, 802.1X or Wi-Fi authentication and the default route of this computer.',
  },
  'local/accepts-all': {
    ceiling: 'error',
    side: 'this-machine',
    root: true,
    sources: ['RFC 5737 (documentation addresses have no hosts)', from.OWN],
    when: 'A connect to documentation address space (TEST-NET) succeeds, or every Region answers within 5 ms.',
    title: () => 'Something close by accepts every connection',
    explanation: (facts) =>
      countOf(facts, 'control') > 0
        ? `A connection to ${listed(facts, 'control')} opened, although nobody can be there. An agent on this computer or a proxy close to it accepts every TCP connection, so an open port proves nothing here.`
        : `${listed(facts, 'regions')} all answered within ${said(facts, 'slowestMs')} ms, which light cannot do over such distances. An agent on this computer or a proxy close to it answers for them.`,
    user: () =>
      'Switch off the VPN, the secure web gateway or the web filter of your security software, if you may, and check again. Otherwise send this result to your helpdesk.',
    helpdesk: () =>
      'Find out which security agent, VPN or transparent proxy handles the traffic of this computer. Repeat the check with it switched off: only then do the streaming ports say anything.',
    network: () =>
      'Exempt the WorkSpaces gateway and health-check addresses on 4172 and 4195 (TCP and UDP) from the agent or transparent proxy; streaming does not work through one.',
  },
  'dns/no-answer': {
    ceiling: 'error',
    side: 'local-network',
    root: true,
    sources: [from.PORTS, from.DNS],
    when: "Every configured DNS server stays silent for every name (or none is configured), and the operating system's resolver fails too.",
    title: () => 'No DNS server answers',
    explanation: (facts) =>
      countOf(facts, 'servers') === 0
        ? 'No DNS server is configured on this computer, so no name can be looked up. Everything behind names could not be tested.'
        : holds(facts, 'cut')
          ? `${listed(facts, 'servers')} cut every answer short and ask for TCP, and TCP 53 does not get through: no answer arrived for any of ${counted(facts, 'names', 'name')}. Everything behind names could not be tested.`
          : `${listed(facts, 'servers')} did not answer for any of ${counted(facts, 'names', 'name')}. Everything behind names could not be tested.`,
    user: () =>
      'Disconnect from the network and connect again, restart the router if it is yours, switch the VPN off or on, and check again.',
    helpdesk: () =>
      'First broken layer: DNS. Ask whether any web page opens. Compare with another device on the same network, and with the VPN off.',
    network: () =>
      'Check that UDP and TCP 53 from this computer to its DNS servers is allowed, that the servers run, and that DHCP or the VPN hands out the right ones.',
  },
  'dns/server-failure': {
    ceiling: 'error',
    side: 'local-network',
    root: true,
    sources: [from.DNS, from.ALLOW_LIST, from.NEED],
    when: 'DNS servers answer SERVFAIL or REFUSED (or nothing that can be read) for names that are needed; the root of all when for every name.',
    title: (facts) =>
      facts['scope'] === 'all'
        ? 'The DNS servers fail on every name'
        : 'The DNS servers fail on names that are needed',
    explanation: (facts) =>
      `${listed(facts, 'servers')} answered ${listed(facts, 'rcodes')} for ${listed(facts, 'hosts')}: the server is there and cannot or will not look the name up.`,
    user: () =>
      'Switch the VPN off or on, or try another network such as your phone, and check again. Tell your helpdesk that DNS answers with a failure.',
    helpdesk: () =>
      'First broken layer: DNS. The servers answer, but with a failure. Compare with another DNS server and with the VPN off.',
    network: (facts) =>
      `Look at forwarders, DNSSEC validation and access rules of ${listed(facts, 'servers')} for ${listed(facts, 'hosts')}.`,
  },
  'dns/name-not-found': {
    ceiling: 'error',
    side: 'path',
    root: false,
    sources: [from.ALLOW_LIST, from.DNS, from.NEED],
    when: 'A needed name has no address while others resolve. A lesser name that no server knows is a notice: perhaps it was retired.',
    title: (facts) =>
      holds(facts, 'retired')
        ? 'Names of our tables no longer exist'
        : `${countOf(facts, 'hosts') === 1 ? 'A name' : 'Names'} that WorkSpaces needs cannot be found`,
    explanation: (facts) =>
      holds(facts, 'retired')
        ? `No server knows ${listed(facts, 'hosts')}, while the other names resolve. The service has perhaps retired ${countOf(facts, 'hosts') === 1 ? 'it' : 'them'}; no session depends on ${countOf(facts, 'hosts') === 1 ? 'it' : 'them'}.`
        : needsDns64(facts)
          ? `${listed(facts, 'hosts')}: DNS gives IPv4 addresses alone, and this computer has IPv6 alone. On such a network DNS64 and NAT64 have to translate (RFC 6146, RFC 6147); here they are missing.`
          : `${listed(facts, 'hosts')}: ${facts['answer'] === 'silence' ? 'no DNS server answers for this, while others resolve' : 'DNS says that there is no such name or no address'}. A DNS filter or an internal zone that hides the public one is the usual cause.`,
    user: (facts) =>
      holds(facts, 'retired')
        ? 'Nothing to do.'
        : needsDns64(facts)
          ? 'Try another network. If it works there, tell your helpdesk that this one gives your computer no IPv4 and translates no names.'
          : 'Try another network or switch the VPN off, if you may. If it works there, tell your helpdesk that the DNS of this network hides a WorkSpaces name.',
    helpdesk: (facts) =>
      holds(facts, 'retired')
        ? 'Nothing to mend here; update Preflight when there is a newer edition of its tables.'
        : needsDns64(facts)
          ? 'Ask whether the computer should have an IPv4 address here, and which DNS server the network hands out: one with DNS64 gives an IPv6 address for every name.'
          : `Look up ${listed(facts, 'hosts')} with the DNS server of this network and with a public one. A difference means a filter or a private zone.`,
    network: (facts) =>
      holds(facts, 'retired')
        ? 'Keep the rule until the vendor drops the name from its list.'
        : needsDns64(facts)
          ? 'Give the network DNS64 and NAT64, or IPv4 addresses beside IPv6.'
          : `Allow ${listed(facts, 'hosts')} in the DNS filter, and look for an internal zone of the same domain that lacks it.`,
  },
  'dns/redirected': {
    ceiling: 'error',
    side: 'path',
    root: true,
    sources: [from.ALLOW_LIST, 'RFC 6890 (special-purpose addresses)', from.OWN],
    when: 'A name gets an unspecified or loopback address, or a private or impossible one that shows no valid public certificate for the name. With a valid certificate it is a private endpoint or a forwarder (notice).',
    title: (facts) =>
      holds(facts, 'private')
        ? 'Some names lead to a private endpoint or a forwarder'
        : 'DNS sends WorkSpaces names to the wrong place',
    explanation: (facts) =>
      holds(facts, 'private')
        ? `${listed(facts, 'hosts')} resolve to ${listed(facts, 'addresses')}, and what stands there proves to be the service. Nothing is wrong with that.`
        : `${listed(facts, 'hosts')} resolve to ${listed(facts, 'addresses')}, where the service cannot be. A DNS filter, a hosts file or a portal usually does that.`,
    user: (facts) =>
      holds(facts, 'private')
        ? 'Nothing to do.'
        : 'Switch off ad blockers and DNS filters, if they are yours, or try another network, and check again.',
    helpdesk: (facts) =>
      holds(facts, 'private')
        ? 'Nothing to mend.'
        : 'Look into the hosts file and into security software with a DNS filter on this computer; then ask the network team about a DNS filter.',
    network: (facts) =>
      holds(facts, 'private')
        ? 'Keep the private endpoint or forwarder in mind when its certificate is renewed.'
        : `Take ${listed(facts, 'hosts')} off the block list of the DNS filter.`,
  },
  'dns/malformed': {
    ceiling: 'warning',
    side: 'local-network',
    root: false,
    sources: [from.DNS],
    when: 'A DNS server gives answers that do not parse, or that answer another question.',
    title: () => 'A DNS server gives answers that make no sense',
    explanation: (facts) =>
      `${listed(facts, 'servers')} gave answers that do not parse or that belong to another question, for ${counted(facts, 'names', 'name')}.`,
    user: () => 'Restart the router if it is yours. If it goes on, send this result to your helpdesk.',
    helpdesk: () =>
      'Compare with another DNS server. A router or security agent that rewrites DNS is the usual cause.',
    network: (facts) =>
      `Capture the DNS traffic with ${listed(facts, 'servers')}; look for a middlebox that rewrites or spoofs answers.`,
  },
  'dns/nxdomain-rewritten': {
    ceiling: 'notice',
    side: 'path',
    root: false,
    sources: ['RFC 8020 (NXDOMAIN: there really is nothing underneath)', from.OWN],
    when: 'A random name that cannot exist gets an address, while the names of the tables resolve right.',
    title: () => 'DNS invents addresses for names that do not exist',
    explanation: (facts) =>
      `A random name got ${listed(facts, 'addresses')}. The provider or a filter answers for names that do not exist. WorkSpaces names resolve right.`,
    user: () => 'Nothing to do.',
    helpdesk: () => 'Keep in mind that a wrongly typed name will look alive on this network.',
    network: () => 'Turn off NXDOMAIN rewriting for this network where the provider offers that.',
  },
  'dns/slow': {
    ceiling: 'notice',
    side: 'local-network',
    root: false,
    sources: [from.OWN],
    when: 'The median answer time of DNS is above 300 ms.',
    title: () => 'DNS answers slowly',
    explanation: (facts) =>
      `Half of ${said(facts, 'answers')} answers took longer than ${said(facts, 'medianMs')} ms (limit: ${said(facts, 'limitMs')} ms). Signing in takes longer; a running session is not touched.`,
    user: () => 'Nothing to do. If signing in is slow, mention it to your helpdesk.',
    helpdesk: () => 'Compare with another DNS server; a server far away, behind the VPN, is the usual cause.',
    network: () =>
      'Give this network a resolver that is nearer, or check the load and the forwarders of this one.',
  },
  'dns/partial-servers': {
    ceiling: 'warning',
    side: 'local-network',
    root: false,
    sources: [from.DNS, from.OWN],
    when: 'One of several usable DNS servers does not answer.',
    title: () => 'One of the DNS servers does not answer',
    explanation: (facts) =>
      `${listed(facts, 'silent')} did not answer, other servers of this computer did (${listed(facts, 'servers')} are set). Look-ups work, but some wait for seconds first.`,
    user: () =>
      'Signing in may stall for seconds now and then. Tell your helpdesk that one DNS server is down.',
    helpdesk: (facts) =>
      `Check where ${listed(facts, 'silent')} comes from: DHCP, VPN, or a setting by hand.`,
    network: (facts) => `Mend ${listed(facts, 'silent')}, allow port 53 to it, or take it out of DHCP.`,
  },
  'network/captive-portal': {
    ceiling: 'error',
    side: 'local-network',
    root: true,
    sources: [from.CAPTIVE, from.OWN],
    when: 'Plain HTTP to the web page of WorkSpaces is answered by somebody else, and 443 to essential names fails or shows a foreign certificate. Without the second it is a notice.',
    title: (facts) =>
      holds(facts, 'portal')
        ? 'This network wants you to sign in first'
        : 'Somebody else answers plain web requests',
    explanation: (facts) =>
      `A plain web request to WorkSpaces was answered by somebody else (status ${said(facts, 'status')}${!known(facts, 'locationHost') ? '' : `, sent on to ${said(facts, 'locationHost')}`}${!known(facts, 'title') ? '' : `, page "${said(facts, 'title')}"`}). ${holds(facts, 'portal') ? 'WorkSpaces gets through only when the portal is satisfied.' : 'The encrypted connections that WorkSpaces uses do get through.'}`,
    user: (facts) =>
      holds(facts, 'portal')
        ? 'Open any web page in the browser, sign in or accept the terms of the network, and check again.'
        : 'Nothing to do.',
    helpdesk: (facts) =>
      holds(facts, 'portal')
        ? 'A hotel, guest or hotspot portal. Ask the user to open a plain page in the browser, or to use the phone as a hotspot.'
        : 'Port 80 is filtered or answered by a middlebox; WorkSpaces does not need it.',
    network: (facts) =>
      holds(facts, 'portal')
        ? 'Register the device, or exempt the WorkSpaces names and addresses from the portal.'
        : 'Nothing is needed on port 80 for the clients; Web Access names it for the first contact.',
  },
  'registration/name-invalid': {
    ceiling: 'error',
    side: 'service',
    root: false,
    sources: [from.REDIRECTION],
    when: 'The fully qualified registration name has no TXT record, more than one value, or one of the wrong form.',
    title: (facts) => `The registration name ${said(facts, 'name')} is not set up right`,
    explanation: (facts) =>
      `${
        {
          missing: 'DNS has no TXT record for it',
          several: `its TXT record has ${said(facts, 'values')} values, the client needs exactly one`,
          malformed:
            'its TXT record does not have the form of a connection identifier (1 to 20 letters and digits)',
        }[said(facts, 'fault')] ?? 'its TXT record cannot be used'
      } (asked: ${listed(facts, 'servers')}). The client cannot register with this name from here.`,
    user: () =>
      'Check the spelling of the registration code. If it is right, ask your helpdesk for the short code (WSxxx+...) meanwhile.',
    helpdesk: () => 'Ask whether the name lives in a private zone that is only seen with the VPN on.',
    network: (facts) =>
      `Publish exactly one TXT value, the connection identifier, for ${said(facts, 'name')}; for a private zone let this network resolve it.`,
  },
} as const satisfies Record<string, CatalogueEntry>;
