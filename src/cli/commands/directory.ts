/** `preflight directory`: SRV records and ports of a directory. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, OUTPUT, formatOption } from '../shared-options.ts';

export const directoryCommand: CommandDefinition = {
  name: 'directory',
  summary: 'check the DNS records and ports of a directory from here',
  description: [
    'Asks each DNS server for the SRV records of LDAP and Kerberos of a domain, and tests the literal TCP and UDP ports of the documents at one domain controller. Run it where the directory connector would run.',
  ],
  options: [
    {
      name: 'dns-server',
      value: 'IP[:PORT]',
      repeatable: true,
      help: 'DNS server of the directory, also a second one; IPv6 with a port in brackets',
    },
    { name: 'domain', value: 'NAME', help: 'domain of the directory, such as corp.example.com' },
    { name: 'controller', value: 'IP', help: 'one domain controller, whose ports are tested' },
    { name: 'radius', value: 'IP', help: 'the RADIUS server of multi-factor sign-in: UDP 1812' },
    formatOption(['text', 'json']),
    OUTPUT,
    LANGUAGE,
  ],
  examples: [
    { line: 'directory --dns-server 10.0.0.2 --domain corp.example.com', text: 'The records alone.' },
    {
      line: 'directory --dns-server 10.0.0.2 --domain corp.example.com --controller 10.0.0.10',
      text: 'The records, and the ports of one controller.',
    },
  ],
  exits: [
    { code: 0, when: 'nothing is wrong' },
    { code: 1, when: 'a record or a port is missing' },
    { code: 130, when: 'ended by Ctrl-C' },
  ],
  load: async () => (await import('../actions/directory.ts')).directory,
};
