/** Texts of IPv6, of our own tables, of the client, and of our own limits. */
import { countOf, counted, holds, listed, said, type CatalogueEntry } from './entry.ts';
import * as from from '../sources.ts';

export const MACHINE = {
  'ipv6/broken': {
    ceiling: 'warning',
    side: 'local-network',
    root: true,
    sources: [
      'Amazon WorkSpaces administration guide (2025): IPv6 is preferred where the gateways answer',
      'RFC 8305 (happy eyeballs)',
    ],
    when: 'This computer has a global IPv6 address and a route, IPv6 targets fail, and the same over IPv4 work.',
    title: (facts) =>
      holds(facts, 'opens')
        ? 'IPv6 is set up here and carries no encrypted connection'
        : 'IPv6 is set up here and leads nowhere',
    explanation: (facts) =>
      holds(facts, 'opens')
        ? `${counted(facts, 'tried', 'connection')} over IPv6 opened and then stayed silent, while the same hosts finish over IPv4 (${listed(facts, 'hosts')}). Small packets pass and large ones do not: the usual cause is a tunnel or router that drops large IPv6 packets and the messages about them. The client prefers IPv6, so it hangs.`
        : `${counted(facts, 'tried', 'connection')} over IPv6 failed, while the same hosts answer over IPv4 (${listed(facts, 'hosts')}). The client prefers IPv6, so it waits before every connection.`,
    user: () => 'Restart the router if it is yours. If it stays, send this result to your helpdesk.',
    helpdesk: () =>
      'Sessions work after a wait. As a test, switch IPv6 off on this interface and check again.',
    network: () =>
      'Mend the IPv6 route of this network, or stop announcing a prefix that is not routed. Let ICMPv6 "packet too big" (type 2) pass everywhere.',
  },
  'tables/drift': {
    ceiling: 'notice',
    side: 'us',
    root: false,
    sources: [from.HEALTH_CHECK],
    when: 'A health-check name resolves to a public address that the tables do not list, or no longer to one that they list.',
    title: () => 'The service has changed addresses since our tables',
    explanation: (facts) =>
      `${said(facts, 'host')}: ${[
        countOf(facts, 'added') > 0 ? `new ${listed(facts, 'added')}` : null,
        countOf(facts, 'missing') > 0 ? `no longer ${listed(facts, 'missing')}` : null,
      ]
        .filter((part) => part !== null)
        .join('; ')} (tables of ${said(facts, 'edition')}). What the name says now was tested.`,
    user: () => 'Nothing to do.',
    helpdesk: () =>
      'Nothing to mend at this place. Update Preflight when there is a newer edition of its tables.',
    network: () =>
      'Compare the firewall rules with the current addresses of the name; rules made from old lists may miss the new ones.',
  },
  'tables/unconfirmed': {
    ceiling: 'notice',
    side: 'us',
    root: false,
    sources: [from.CONFLICTS],
    when: 'A fact that this run used is marked doubtful in the tables.',
    title: () => 'Some facts of our tables are doubtful',
    explanation: (facts) =>
      `The documents contradict themselves in what this run used (${listed(facts, 'conflicts')}): ${listed(facts, 'facts')}.`,
    user: () => 'Nothing to do.',
    helpdesk: () =>
      'If a failed check rests on such a fact, compare with the current documents of the vendor before acting.',
    network: () =>
      'Check these rows against the current documents of the vendor before a rule is built on them.',
  },
  'client/missing': {
    ceiling: 'notice',
    side: 'this-machine',
    root: false,
    sources: [from.CLIENT],
    when: 'The WorkSpaces client is not installed (as far as can be read).',
    title: () => 'The WorkSpaces client was not found on this computer',
    explanation: (facts) =>
      `No WorkSpaces client was found (${said(facts, 'os')}). Web Access in a browser works without it where your organisation allows it.`,
    user: () =>
      'Install the WorkSpaces client from clients.amazonworkspaces.com, or ask your helpdesk whether to use the browser.',
    helpdesk: () => 'Install the client, or check whether Web Access is switched on for the directory.',
    network: () => 'Nothing to open.',
  },
  'client/outdated': {
    ceiling: 'warning',
    side: 'this-machine',
    root: false,
    sources: [from.CLIENT],
    when: 'The installed client is older than the documents ask for the protocol.',
    title: (facts) => `The WorkSpaces client is too old: ${said(facts, 'version')}`,
    explanation: (facts) =>
      `Version ${said(facts, 'version')} is installed; the documents ask for ${said(facts, 'needed')} or later.`,
    user: () => 'Update the WorkSpaces client and check again.',
    helpdesk: () => 'Roll out the current client.',
    network: () => 'Make sure that the update hosts of the client are allowed.',
  },
  'client/unsupported-os': {
    ceiling: 'warning',
    side: 'this-machine',
    root: false,
    sources: [from.CLIENT],
    when: 'The operating system is not among those that the documents support for the client.',
    title: () => 'This operating system is not supported by the client',
    explanation: (facts) =>
      `${said(facts, 'os')} is not among the systems that the documents name for the client.`,
    user: () => 'Use Web Access in a browser, or another computer, and ask your helpdesk.',
    helpdesk: () => 'The client may still start; the vendor gives no support for it on this system.',
    network: () => 'Nothing to open.',
  },
  'client/roots-missing': {
    ceiling: 'error',
    side: 'this-machine',
    root: false,
    sources: [from.ROOTS],
    when: 'A handshake verified by the operating system fails for lack of the public root.',
    title: () => 'This computer lacks a public root certificate',
    explanation: (facts) =>
      `The certificates of ${listed(facts, 'hosts')} are publicly valid, but this computer does not know their root. The client will say that the certificate is invalid.`,
    user: () => 'Tell your helpdesk that the Amazon root certificates are missing on this computer.',
    helpdesk: () =>
      'Install the Amazon Trust Services roots, or let the operating system update its certificates. A policy that removes roots is the usual cause.',
    network: () => 'Nothing to open; allow the certificate updates of the operating system.',
  },
  'agent/deadline': {
    ceiling: 'notice',
    side: 'us',
    root: false,
    sources: [from.OWN],
    when: 'The deadline cut the run.',
    title: (facts) => `The time of ${said(facts, 'seconds')} s was over before everything was tested`,
    explanation: (facts) =>
      `${counted(facts, 'untested', 'check')} had no time (${listed(facts, 'groups')}). What was seen until then stands.`,
    user: () => 'Check again and let it run, or give it more time.',
    helpdesk: () =>
      'Repeat with a longer deadline (--deadline). Many slow or silent targets are the usual reason.',
    network: () => 'Nothing to open.',
  },
} as const satisfies Record<string, CatalogueEntry>;
